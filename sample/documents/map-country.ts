/** Open country and the sea. */
import { css, mixed, near, type Colour } from '../strokes/colour';
import { curve, type Point } from '../strokes/curve';
import { typeset, typeWidth } from '../strokes/face';
import { placeName } from '../words';
import type { Chart } from './map-furniture';
import { contour, heightAt, river, someTerrain, wash, type Terrain } from './terrain';

/** A chart: land bare, sea full of soundings, the shore shaded by lines that thin out. */
export function drawCoast(chart: Chart): void {
  const { pen, random, width, height, ink, coloured } = chart;
  const terrain = someTerrain(random, width, height, {
    land: random.between(-0.15, 0.12),
    rough: random.between(0.7, 1.5),
    detail: 6,
  });
  if (coloured) tint(chart, terrain, random.chance(0.5));
  pen.strokeStyle = pen.fillStyle = ink;
  pen.lineCap = 'round';
  const rings = random.chance(0.75) ? random.whole(2, 7) : 0;
  for (let i = 1; i <= rings; i++) line(chart, terrain, -0.028 * i ** 1.25, 0.75 / (1 + i * 0.16));
  line(chart, terrain, 0, random.between(1.3, 2.2));
  if (random.chance(0.5)) rhumbs(chart);
  if (random.chance(0.65)) soundings(chart, terrain);
  if (random.chance(0.4)) hachures(chart, terrain);
  rivers(chart, terrain, random.whole(1, 6));
  names(chart, terrain, random.whole(10, 46), true);
}

/** Hills in contours, with streams, woods and villages. */
export function drawHills(chart: Chart): void {
  const { pen, random, width, height, ink, coloured } = chart;
  const terrain = someTerrain(random, width, height, {
    land: 0.5,
    rough: random.between(0.8, 1.6),
    detail: 7,
  });
  if (coloured) tint(chart, terrain, false);
  const brown = coloured && random.chance(0.7);
  pen.strokeStyle = brown ? '#8a5a30' : ink;
  const step = random.between(0.05, 0.11);
  for (let level = -0.4, i = 0; level < 1.5; level += step, i++)
    line(chart, terrain, level, i % 5 === 0 ? 1.2 : 0.6);
  rivers(chart, terrain, random.whole(3, 8));
  roads(chart, random.whole(2, 6));
  woods(chart, terrain, random.whole(2, 9));
  names(chart, terrain, random.whole(8, 30), false);
}

/** Districts in flat colours, roads, and names wherever there is room. */
export function drawCounty(chart: Chart): void {
  const { pen, random, width, height, ink } = chart;
  const terrain = someTerrain(random, width, height, {
    land: random.between(0.25, 0.55),
    rough: random.between(0.5, 1),
    detail: 6,
  });
  const bend = someTerrain(random, width, height, { land: 0, rough: 2.4, detail: 6 });
  const palette: Colour[] = [
    [226, 170, 160],
    [236, 214, 140],
    [170, 198, 158],
    [164, 190, 206],
    [214, 178, 202],
    [232, 196, 152],
  ];
  const seeds = Array.from({ length: random.whole(4, 10) }, (_, i) => ({
    x: random.between(0, width),
    y: random.between(0, height),
    colour: near(random, palette[i % palette.length] as Colour, 6),
  }));
  const strength = chart.coloured ? random.between(0.5, 0.9) : 0;
  const area = wash(terrain, (level, x, y) => {
    if (level < 0) return null;
    const stray = heightAt(bend, x, y) * 90;
    let best = Infinity;
    let colour: Colour = [0, 0, 0];
    for (const seed of seeds) {
      const distance = Math.hypot(seed.x - x + stray, seed.y - y - stray);
      if (distance < best) [best, colour] = [distance, seed.colour];
    }
    return colour;
  });
  const before = pen.globalAlpha;
  pen.globalAlpha = strength;
  pen.drawImage(area, 0, 0, area.width * terrain.cell, area.height * terrain.cell);
  pen.globalAlpha = before;
  pen.strokeStyle = pen.fillStyle = ink;
  line(chart, terrain, 0, 1.6);
  for (let i = 1; i < 4; i++) line(chart, terrain, -0.03 * i, 0.5);
  rivers(chart, terrain, random.whole(2, 6));
  roads(chart, random.whole(4, 9));
  if (random.chance(0.5)) hachures(chart, terrain);
  names(chart, terrain, random.whole(40, 110), false);
}

function line({ pen }: Chart, terrain: Terrain, level: number, breadth: number): void {
  const path = new Path2D();
  contour(path, terrain, level);
  pen.lineWidth = breadth;
  pen.stroke(path);
}

function tint({ pen, random }: Chart, terrain: Terrain, seaOnly: boolean): void {
  const sea: Colour = near(random, [140, 178, 190], 12);
  const low: Colour = near(random, [190, 200, 150], 12);
  const high: Colour = near(random, [214, 180, 130], 12);
  const area = wash(terrain, (level) =>
    level < 0
      ? mixed(sea, [225, 228, 214], Math.min(1, -level * 1.6))
      : seaOnly
        ? null
        : mixed(low, high, Math.min(1, level)),
  );
  const before = pen.globalAlpha;
  pen.globalAlpha = random.between(0.5, 0.9);
  pen.drawImage(area, 0, 0, area.width * terrain.cell, area.height * terrain.cell);
  pen.globalAlpha = before;
}

function rivers(
  { pen, random, width, height, coloured, ink }: Chart,
  terrain: Terrain,
  count: number,
): void {
  const before = pen.strokeStyle;
  pen.strokeStyle = coloured ? css([84, 122, 150]) : ink;
  for (let i = 0; i < count; i++) {
    const from: Point = [random.between(0, width), random.between(0, height)];
    if (heightAt(terrain, ...from) < 0.15) continue;
    const course = river(terrain, random, from);
    const path = new Path2D();
    curve(
      path,
      course.filter((_, k) => k % 3 === 0),
    );
    pen.lineWidth = random.between(0.9, 2.2);
    pen.stroke(path);
  }
  pen.strokeStyle = before;
}

function roads({ pen, random, width, height, ink }: Chart, count: number): void {
  for (let i = 0; i < count; i++) {
    const [ax, ay, bx, by] = random.chance(0.5)
      ? [0, random.between(0, height), width, random.between(0, height)]
      : [random.between(0, width), 0, random.between(0, width), height];
    const path = new Path2D();
    curve(
      path,
      Array.from({ length: 9 }, (_, k): Point => [
        ax + ((bx - ax) * k) / 8 + random.normal(0, 18),
        ay + ((by - ay) * k) / 8 + random.normal(0, 18),
      ]),
    );
    const double = random.chance(0.5);
    pen.strokeStyle = ink;
    pen.lineWidth = double ? 3 : 1;
    pen.setLineDash(!double && random.chance(0.5) ? [5, 3] : []);
    pen.stroke(path);
    pen.setLineDash([]);
    if (!double) continue;
    pen.strokeStyle = '#efe4c8';
    pen.lineWidth = 1.6;
    pen.stroke(path);
  }
  pen.strokeStyle = ink;
}

/** Short strokes running downhill. */
function hachures({ pen, random, width, height }: Chart, terrain: Terrain): void {
  const path = new Path2D();
  for (let i = 0; i < 2600; i++) {
    const x = random.between(0, width);
    const y = random.between(0, height);
    const here = heightAt(terrain, x, y);
    if (here < 0.16) continue;
    const dx = heightAt(terrain, x + 12, y) - heightAt(terrain, x - 12, y);
    const dy = heightAt(terrain, x, y + 12) - heightAt(terrain, x, y - 12);
    const steep = Math.hypot(dx, dy);
    if (steep < 0.13) continue;
    const reach = 4 + steep * 14;
    path.moveTo(x, y);
    path.lineTo(x - (dx / steep) * reach, y - (dy / steep) * reach);
  }
  pen.lineWidth = 0.7;
  pen.stroke(path);
}

function woods({ pen, random, width, height }: Chart, terrain: Terrain, count: number): void {
  const path = new Path2D();
  for (let i = 0; i < count; i++) {
    const x = random.between(0, width);
    const y = random.between(0, height);
    for (let k = random.whole(12, 50); k > 0; k--) {
      const tx = x + random.normal(0, 34);
      const ty = y + random.normal(0, 26);
      if (heightAt(terrain, tx, ty) < 0.03) continue;
      path.moveTo(tx - 3, ty);
      path.arc(tx, ty, 3, Math.PI, 0);
      path.moveTo(tx, ty);
      path.lineTo(tx, ty + 3);
    }
  }
  pen.lineWidth = 0.7;
  pen.stroke(path);
}

/** Lines of bearing fanning out from a few points at sea. */
function rhumbs({ pen, random, width, height }: Chart): void {
  pen.lineWidth = 0.5;
  pen.beginPath();
  for (let i = 0; i < 2; i++) {
    const x = random.between(0, width);
    const y = random.between(0, height);
    for (let k = 0; k < 16; k++) {
      const angle = (k / 16) * Math.PI * 2;
      pen.moveTo(x, y);
      pen.lineTo(x + Math.cos(angle) * 1400, y + Math.sin(angle) * 1400);
    }
  }
  pen.stroke();
}

function soundings({ pen, random, width, height, border }: Chart, terrain: Terrain): void {
  const count = random.whole(60, 220);
  for (let i = 0; i < count; i++) {
    const x = random.between(border, width - border);
    const y = random.between(border, height - border);
    const depth = -heightAt(terrain, x, y);
    if (depth > 0.06) typeset(pen, String(Math.ceil(depth * 40)), x, y, 'book', 3.8);
  }
}

/** Towns as dots with their names; ashore names stand at right angles to the coast. */
function names(
  { pen, random, width, height, ink, face, border }: Chart,
  terrain: Terrain,
  count: number,
  ashore: boolean,
): void {
  pen.fillStyle = pen.strokeStyle = ink;
  for (let i = 0; i < count; i++) {
    const x = random.between(border, width - border * 2);
    const y = random.between(border, height - border);
    const level = heightAt(terrain, x, y);
    if (level < 0.01 || (ashore && level > 0.14 && i > 6)) continue;
    const large = i < 4;
    const size = large ? random.between(8, 12) : random.between(4, 6.2);
    const name = placeName(random);
    const shown = large ? name.toUpperCase() : name;
    const tracking = large ? 0.5 : 0;
    if (x + typeWidth(shown, face, size, tracking) > width - border - 6) continue;
    pen.save();
    pen.translate(x, y);
    if (ashore || random.chance(0.12)) pen.rotate(random.normal(0, 0.5));
    if (!large) {
      pen.beginPath();
      pen.arc(-5, -size * 0.4, 1.8, 0, 7);
      pen.fill();
    }
    typeset(pen, shown, 0, 0, face, size, { tracking });
    pen.restore();
  }
}

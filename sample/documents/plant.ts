/** Plants by recursive branching: stems put out leaves and smaller stems until they end in flowers. */
import type { Random } from '../random';
import { css, near } from '../strokes/colour';
import type { Pen } from '../strokes/surface';
import { flower } from './flower';
import { leaf } from './leaf';
import type { Species } from './species';

export interface Standing {
  /** Where the stem comes out of the ground. */
  x: number;
  y: number;
  height: number;
  lean: number;
}

export function drawSpecimen(pen: Pen, random: Random, species: Species, standing: Standing): void {
  pen.lineCap = pen.lineJoin = 'round';
  const upright = -Math.PI / 2 + standing.lean;
  const { x, y, height } = standing;
  if (species.habit === 'fern') {
    for (let i = random.whole(1, 3); i > 0; i--) {
      frond(
        pen,
        random,
        species,
        x,
        y,
        upright + random.normal(0, 0.25),
        height * random.between(0.7, 1),
      );
    }
  } else if (species.habit === 'grass') {
    tuft(pen, random, species, standing);
  } else {
    const stems = species.habit === 'herb' ? random.whole(1, 2) : 1;
    for (let i = 0; i < stems; i++) {
      const angle = upright + (i === 0 ? 0 : random.normal(0, 0.35));
      grow(pen, random, species, { x, y, angle, length: height, girth: species.girth, order: 0 });
    }
  }
  if (species.habit !== 'shrub' && random.chance(0.5))
    roots(pen, random, species, x, y, height * 0.14);
}

interface Shoot {
  x: number;
  y: number;
  angle: number;
  length: number;
  girth: number;
  /** 0 for the main stem, 1 for its branches … */
  order: number;
}

function grow(pen: Pen, random: Random, species: Species, shoot: Shoot): void {
  const { length, girth, order } = shoot;
  const nodes = Math.max(2, Math.round(species.nodes / (order + 1)));
  const step = length / nodes;
  const bend = random.normal(0, 0.035);
  let { x, y, angle } = shoot;
  let side = random.chance(0.5) ? 1 : -1;
  const branching = species.habit === 'herb' ? 0.22 : species.habit === 'shrub' ? 0.5 : 0.62;
  for (let i = 0; i < nodes; i++) {
    angle += bend + random.normal(0, 0.06);
    const nextX = x + Math.cos(angle) * step;
    const nextY = y + Math.sin(angle) * step;
    pen.strokeStyle = css(species.stem);
    pen.lineWidth = Math.max(0.6, girth * (1 - (0.7 * i) / nodes));
    pen.beginPath();
    pen.moveTo(x, y);
    pen.quadraticCurveTo(
      (x + nextX) / 2 + random.normal(0, step * 0.05),
      (y + nextY) / 2,
      nextX,
      nextY,
    );
    pen.stroke();
    [x, y] = [nextX, nextY];
    const left = 1 - i / nodes;
    if (i > 0 && order < 2 && random.chance(branching)) {
      grow(pen, random, species, {
        x,
        y,
        angle: angle + side * random.between(0.4, 0.9) * (0.5 + species.spread * 0.5),
        length: length * left * random.between(0.35, 0.62),
        girth: girth * 0.6,
        order: order + 1,
      });
      side = -side;
    }
    if (species.habit === 'weed' && order === 0) continue;
    for (const at of species.opposite ? [1, -1] : [side]) {
      const reach =
        step * random.between(0.9, 1.6) * (0.5 + left * 0.7) * (species.opposite ? 0.85 : 1.1);
      leaf(pen, random, species, {
        x,
        y,
        angle: angle + at * random.between(0.5, 1.1),
        length: Math.min(reach * 1.15, 130),
      });
    }
    side = -side;
  }
  if (species.flower !== 'none') flower(pen, random, species, x, y, angle, 6 + length * 0.05);
}

/** A fern: leaflets upon leaflets, smaller towards the tip. */
function frond(
  pen: Pen,
  random: Random,
  species: Species,
  x: number,
  y: number,
  angle: number,
  length: number,
): void {
  const steps = 26;
  const bend = random.normal(0, 0.022);
  const widest = length * random.between(0.16, 0.3);
  const stalk = random.between(0.12, 0.3);
  pen.fillStyle = pen.strokeStyle = css(species.blade);
  const ribs = new Path2D();
  const leaflets = new Path2D();
  let turned = angle;
  let [px, py] = [x, y];
  ribs.moveTo(px, py);
  for (let i = 0; i < steps; i++) {
    turned += bend;
    px += (Math.cos(turned) * length) / steps;
    py += (Math.sin(turned) * length) / steps;
    ribs.lineTo(px, py);
    const t = (i / steps - stalk) / (1 - stalk);
    if (t < 0) continue;
    const reach = widest * (0.35 + 0.65 * Math.sin(Math.min(1, t * 3.2) * 1.57)) * (1 - t * 0.93);
    for (const side of [1, -1]) {
      const out = turned + side * (1.25 - t * 0.4) + random.normal(0, 0.05);
      pinna(ribs, leaflets, px, py, out, reach * random.between(0.9, 1.05), length / steps);
    }
    ribs.moveTo(px, py);
  }
  if (species.rendering === 'drawn') {
    pen.lineWidth = 0.7;
    pen.stroke(leaflets);
  } else {
    pen.globalAlpha *= 0.94;
    pen.fill(leaflets);
  }
  pen.strokeStyle = css(species.stem);
  pen.lineWidth = species.girth * 0.5;
  pen.stroke(ribs);
}

function pinna(
  ribs: Path2D,
  leaflets: Path2D,
  x: number,
  y: number,
  angle: number,
  reach: number,
  gap: number,
): void {
  const dx = Math.cos(angle);
  const dy = Math.sin(angle);
  ribs.moveTo(x, y);
  ribs.lineTo(x + dx * reach, y + dy * reach);
  const count = Math.max(3, Math.round(reach / 4.5));
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5) / count;
    const size = gap * 0.5 * (1 - t * 0.75);
    for (const side of [1, -1]) {
      const cx = x + dx * reach * t - dy * side * size * 0.8;
      const cy = y + dy * reach * t + dx * side * size * 0.8;
      leaflets.moveTo(cx + size, cy);
      leaflets.ellipse(cx, cy, size, size * 0.45, angle + side * 1.1, 0, 7);
    }
  }
}

/** Grass: long tapering blades and nodding panicles. */
function tuft(pen: Pen, random: Random, species: Species, { x, y, height, lean }: Standing): void {
  for (let i = random.whole(5, 13); i > 0; i--) {
    const reach = height * random.between(0.35, 0.95);
    const drift = (lean + random.normal(0, 0.45)) * reach * 0.8;
    const bow = drift * random.between(0.05, 0.5);
    const girth = species.girth * random.between(0.5, 1.1);
    pen.fillStyle = css(near(random, species.blade, 8));
    pen.beginPath();
    pen.moveTo(x - girth, y);
    pen.quadraticCurveTo(x + bow - girth, y - reach * 0.7, x + drift, y - reach);
    pen.quadraticCurveTo(x + bow + girth, y - reach * 0.7, x + girth, y);
    pen.fill();
  }
  for (let i = random.whole(1, 4); i > 0; i--) {
    const drift = (lean + random.normal(0, 0.2)) * height * 0.6;
    const top = y - height * random.between(0.8, 1);
    pen.strokeStyle = css(species.stem);
    pen.lineWidth = species.girth * 0.45;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.quadraticCurveTo(x + drift * 0.2, (y + top) / 2, x + drift, top);
    pen.stroke();
    flower(
      pen,
      random,
      { ...species, flower: 'spike' },
      x + drift,
      top,
      -1.57 + drift / height,
      height * 0.05,
    );
  }
}

function roots(
  pen: Pen,
  random: Random,
  species: Species,
  x: number,
  y: number,
  depth: number,
): void {
  pen.strokeStyle = css(species.stem);
  pen.lineWidth = Math.max(0.6, species.girth * 0.3);
  pen.beginPath();
  for (let i = random.whole(5, 12); i > 0; i--) {
    const drift = random.normal(0, depth * 0.5);
    pen.moveTo(x, y);
    pen.bezierCurveTo(
      x + drift * 0.2,
      y + depth * 0.4,
      x + drift,
      y + depth * 0.5,
      x + drift * 1.2,
      y + depth * random.between(0.6, 1.1),
    );
  }
  pen.stroke();
}

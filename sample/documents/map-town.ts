/** Towns as blocks between streets, and estates as numbered fields. */
import type { Random } from '../random';
import { css, near, type Colour } from '../strokes/colour';
import { curve, polyline, type Point } from '../strokes/curve';
import { typeset } from '../strokes/face';
import { placeName } from '../words';
import type { Chart } from './map-furniture';

type Quad = readonly [Point, Point, Point, Point];

/** Cuts a quadrilateral across its longer sides until the pieces are small. */
function split(random: Random, quad: Quad, smallest: number, out: Quad[]): void {
  const [a, b, c, d] = quad;
  const across = distance(a, b) + distance(c, d);
  const down = distance(b, c) + distance(d, a);
  if (across * down < smallest * random.between(0.6, 2.4)) {
    out.push(quad);
    return;
  }
  const s = random.between(0.34, 0.66);
  const t = s + random.normal(0, 0.07);
  if (across > down) {
    const top = between(a, b, s);
    const bottom = between(d, c, t);
    split(random, [a, top, bottom, d], smallest, out);
    split(random, [top, b, c, bottom], smallest, out);
  } else {
    const left = between(a, d, s);
    const right = between(b, c, t);
    split(random, [a, b, right, left], smallest, out);
    split(random, [left, right, c, d], smallest, out);
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

function inset(quad: Quad, by: number): Point[] {
  const cx = quad.reduce((sum, [x]) => sum + x, 0) / 4;
  const cy = quad.reduce((sum, [, y]) => sum + y, 0) / 4;
  return quad.map(([x, y]): Point => {
    const reach = Math.hypot(x - cx, y - cy) || 1;
    return [x - ((x - cx) / reach) * by, y - ((y - cy) / reach) * by];
  });
}

function ground({ random, width, height }: Chart): Quad {
  const skew = random.normal(0, 90);
  return [
    [-60 + skew, -60],
    [width + 60, -60 + skew],
    [width + 60 - skew, height + 60],
    [-60, height + 60 - skew],
  ];
}

export function drawTown(chart: Chart): void {
  const { pen, random, width, height, ink, coloured, border } = chart;
  const blocks: Quad[] = [];
  split(random, ground(chart), random.between(24_000, 60_000), blocks);
  const radius = Math.min(width, height) * random.between(0.36, 0.8);
  const wash: Colour = near(
    random,
    random.pick([
      [206, 140, 120],
      [190, 170, 140],
      [160, 160, 160],
    ] as Colour[]),
    8,
  );
  const filled = random.chance(0.7);
  pen.strokeStyle = ink;
  pen.lineJoin = 'round';
  for (const block of blocks) {
    const shape = inset(block, random.between(4, 8));
    const [x, y] = between(block[0], block[2], 0.5);
    const path = new Path2D();
    polyline(path, shape);
    path.closePath();
    const away = Math.hypot(x - width / 2, y - height / 2) / radius;
    if (away < 1 + random.normal(0, 0.1)) {
      if (filled) {
        pen.fillStyle = coloured ? css(wash, 0.6) : ink;
        pen.save();
        if (!coloured) pen.globalAlpha *= 0.28;
        pen.fill(path);
        pen.restore();
      }
      pen.lineWidth = random.pick([0.9, 1.4]);
      pen.stroke(path);
      if (random.chance(0.35)) yards(chart, shape);
    } else {
      pen.lineWidth = 0.5;
      pen.stroke(path);
      if (random.chance(0.5)) furrows(chart, shape);
    }
  }
  stream(chart);
  pen.fillStyle = ink;
  for (let i = random.whole(6, 30); i > 0; i--) {
    pen.save();
    pen.translate(
      random.between(border, width - border * 3),
      random.between(border * 1.5, height - border),
    );
    pen.rotate(random.pick([0, 0, Math.PI / 2, random.normal(0, 0.6)]));
    typeset(
      pen,
      `${placeName(random)} ${random.pick(['St.', 'Lane', 'Quay', 'Gate', 'Sq.'])}`,
      0,
      0,
      chart.face,
      random.between(3.8, 6),
    );
    pen.restore();
  }
}

export function drawEstate(chart: Chart): void {
  const { pen, random, ink, coloured } = chart;
  const fields: Quad[] = [];
  split(random, ground(chart), random.between(120_000, 300_000), fields);
  const tones: Colour[] = [
    [150, 184, 112],
    [222, 206, 146],
    [206, 176, 140],
    [160, 188, 168],
  ];
  pen.strokeStyle = ink;
  fields.forEach((field, i) => {
    const path = new Path2D();
    const shape = inset(field, 1);
    curve(
      path,
      [...shape, shape[0] as Point].flatMap((point, k, all) =>
        k === 0 ? [point] : [between(all[k - 1] as Point, point, 0.5), point, point],
      ),
    );
    if (coloured) {
      pen.fillStyle = css(near(random, random.pick(tones), 8), 0.5);
      pen.fill(path);
    }
    if (random.chance(0.3)) orchard(chart, shape);
    pen.lineWidth = 1.1;
    pen.stroke(path);
    const [x, y] = between(field[0], field[2], 0.5);
    if (random.chance(0.3)) furrows(chart, shape);
    pen.fillStyle = ink;
    typeset(pen, String(i + 1), x, y, 'book', 6.5, { align: 'middle' });
    if (random.chance(0.5))
      typeset(
        pen,
        `${random.whole(1, 30)}. ${random.whole(0, 3)}. ${random.whole(1, 39)}`,
        x,
        y + 12,
        'italic',
        4.6,
        { align: 'middle' },
      );
  });
  stream(chart);
}

/** Trees in a field, each with its shadow. */
function orchard({ pen, random, ink, coloured }: Chart, shape: readonly Point[]): void {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  const crowns = new Path2D();
  const trunks = new Path2D();
  for (let i = random.whole(10, 42); i > 0; i--) {
    const t = random.between(0.1, 0.9);
    const [x, y] = between(between(a, b, t), between(d, c, t), random.between(0.1, 0.9));
    const radius = random.between(3.5, 6.5);
    crowns.moveTo(x + radius, y);
    crowns.arc(x, y, radius, 0, 7);
    trunks.moveTo(x, y + radius);
    trunks.lineTo(x + radius * 1.6, y + radius * 1.1);
  }
  if (coloured) {
    pen.fillStyle = css([88, 122, 70], 0.75);
    pen.fill(crowns);
  }
  pen.strokeStyle = ink;
  pen.lineWidth = 0.6;
  pen.stroke(crowns);
  pen.lineWidth = 1.4;
  pen.stroke(trunks);
}

/** Lot lines behind the houses. */
function yards({ pen, random }: Chart, shape: readonly Point[]): void {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  pen.lineWidth = 0.5;
  pen.beginPath();
  const lots = random.whole(2, 6);
  for (let i = 1; i < lots; i++) {
    pen.moveTo(...between(a, b, i / lots));
    pen.lineTo(...between(d, c, i / lots));
  }
  pen.moveTo(...between(a, d, 0.5));
  pen.lineTo(...between(b, c, 0.5));
  pen.stroke();
}

function furrows({ pen }: Chart, shape: readonly Point[]): void {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  pen.lineWidth = 0.35;
  pen.beginPath();
  for (let i = 1; i < 9; i++) {
    pen.moveTo(...between(between(a, b, i / 9), between(d, c, i / 9), 0.12));
    pen.lineTo(...between(between(a, b, i / 9), between(d, c, i / 9), 0.88));
  }
  pen.stroke();
}

/** A river across everything, bare or blue. */
function stream({ pen, random, width, height, coloured, ink }: Chart): void {
  if (random.chance(0.3)) return;
  const path = new Path2D();
  const level = random.between(0.2, 0.8) * height;
  curve(
    path,
    Array.from({ length: 7 }, (_, i): Point => [
      -30 + ((width + 60) * i) / 6,
      level + random.normal(0, 60),
    ]),
  );
  const breadth = random.between(8, 46);
  pen.save();
  pen.globalAlpha = 1;
  pen.strokeStyle = ink;
  pen.lineWidth = breadth + 2.4;
  pen.stroke(path);
  pen.strokeStyle = coloured ? css(near(random, [168, 194, 200], 8)) : '#ece2c8';
  pen.lineWidth = breadth;
  pen.stroke(path);
  pen.restore();
}

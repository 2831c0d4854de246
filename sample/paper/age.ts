/** What time does to a sheet, once everything is on it. */
import type { Random } from '../random';
import { curve, type Point } from '../strokes/curve';
import type { Pen } from '../strokes/surface';
import type { Paper } from './paper';

/** Toned edges, folds, foxing, stains, holes: more of each the older the paper. */
export function wear(pen: Pen, random: Random, width: number, height: number, paper: Paper): void {
  tonedEdges(pen, random, width, height, paper.age);
  if (paper.binding !== 'none') {
    const at = { spread: 0.5, left: 0, right: 1 }[paper.binding];
    gutter(pen, random, width * at, height, width);
  }
  if (paper.stock !== 'glossy' && paper.stock !== 'card' && random.chance(paper.folded)) {
    folds(pen, random, width, height);
  }
  if (random.chance(0.25 + paper.age * 0.5)) foxing(pen, random, width, height, paper.age);
  if (random.chance(0.12 + paper.age * 0.3)) tide(pen, random, width, height);
  if (random.chance(0.1)) ring(pen, random, width, height);
  if (random.chance(0.14)) blots(pen, random, width, height);
  if (random.chance(0.12)) holes(pen, random, width, height);
}

function tonedEdges(pen: Pen, random: Random, width: number, height: number, age: number): void {
  const sides = [
    [0, 0, 1, 0, width],
    [width, 0, -1, 0, width],
    [0, 0, 0, 1, height],
    [0, height, 0, -1, height],
  ] as const;
  for (const [x, y, dx, dy, size] of sides) {
    const depth = size * random.between(0.03, 0.16);
    const tone = pen.createLinearGradient(x, y, x + dx * depth, y + dy * depth);
    const strength = (0.06 + age * 0.4) * random.between(0.3, 1);
    tone.addColorStop(0, `rgb(96 62 24 / ${strength.toFixed(3)})`);
    tone.addColorStop(0.35, `rgb(110 74 30 / ${(strength * 0.4).toFixed(3)})`);
    tone.addColorStop(1, 'rgb(120 84 40 / 0)');
    pen.fillStyle = tone;
    pen.fillRect(
      dx < 0 ? width - depth : 0,
      dy < 0 ? height - depth : 0,
      dx === 0 ? width : depth,
      dy === 0 ? height : depth,
    );
  }
}

/** The valley where pages are bound: shadow on both sides of a dark line. */
function gutter(pen: Pen, random: Random, middle: number, height: number, width: number): void {
  const reach = width * random.between(0.04, 0.1);
  const tone = pen.createLinearGradient(middle - reach, 0, middle + reach, 0);
  const dark = random.between(0.35, 0.6);
  tone.addColorStop(0, 'rgb(40 26 12 / 0)');
  tone.addColorStop(0.46, `rgb(40 26 12 / ${(dark * 0.6).toFixed(3)})`);
  tone.addColorStop(0.5, `rgb(20 12 6 / ${dark.toFixed(3)})`);
  tone.addColorStop(0.53, `rgb(40 26 12 / ${(dark * 0.4).toFixed(3)})`);
  tone.addColorStop(1, 'rgb(40 26 12 / 0)');
  pen.fillStyle = tone;
  pen.fillRect(middle - reach, 0, reach * 2, height);
}

function folds(pen: Pen, random: Random, width: number, height: number): void {
  const across = random.whole(0, 3);
  const along = across === 0 ? random.whole(1, 3) : random.whole(0, 2);
  for (let i = 1; i <= across; i++) {
    crease(pen, random, 0, (height * i) / (across + 1), width, height, true);
  }
  for (let i = 1; i <= along; i++) {
    crease(pen, random, (width * i) / (along + 1), 0, width, height, false);
  }
}

function crease(
  pen: Pen,
  random: Random,
  x: number,
  y: number,
  width: number,
  height: number,
  level: boolean,
): void {
  const reach = random.between(8, 26);
  const [dx, dy] = level ? [0, reach] : [reach, 0];
  const tone = pen.createLinearGradient(x - dx, y - dy, x + dx, y + dy);
  const strength = random.between(0.08, 0.24);
  tone.addColorStop(0, 'rgb(60 40 20 / 0)');
  tone.addColorStop(0.49, `rgb(60 40 20 / ${strength.toFixed(3)})`);
  tone.addColorStop(0.5, `rgb(255 250 235 / ${(strength * 1.6).toFixed(3)})`);
  tone.addColorStop(0.56, `rgb(255 250 235 / ${(strength * 0.7).toFixed(3)})`);
  tone.addColorStop(1, 'rgb(255 250 235 / 0)');
  pen.fillStyle = tone;
  pen.fillRect(x - dx, y - dy, level ? width : dx * 2, level ? dy * 2 : height);
}

/** Rust-brown specks in drifts. */
function foxing(pen: Pen, random: Random, width: number, height: number, age: number): void {
  const clusters = random.whole(1, 5);
  for (let c = 0; c < clusters; c++) {
    const at: Point = [random.between(0, width), random.between(0, height)];
    const spread = random.between(0.08, 0.4) * width;
    pen.fillStyle = `rgb(${random.whole(120, 160)} ${random.whole(74, 100)} 38 / ${random.between(0.08, 0.12 + age * 0.25).toFixed(3)})`;
    pen.beginPath();
    for (let i = random.whole(6, 40); i > 0; i--) {
      const x = at[0] + random.normal(0, spread);
      const y = at[1] + random.normal(0, spread);
      const radius = 0.8 + 5 * random.next() ** 3;
      pen.moveTo(x + radius, y);
      pen.ellipse(x, y, radius, radius * random.between(0.7, 1), 0, 0, 7);
    }
    pen.fill();
  }
}

/** Where water stood and dried: pale inside, a brown shore. */
function tide(pen: Pen, random: Random, width: number, height: number): void {
  const corner = random.chance(0.7);
  const cx = corner ? random.pick([0, width]) : random.between(0, width);
  const cy = corner ? random.pick([0, height]) : random.between(0, height);
  const radius = random.between(0.14, 0.5) * width;
  const shore = new Path2D();
  curve(shore, wobbly(random, cx, cy, radius, 18, 0.14));
  pen.fillStyle = `rgb(128 90 44 / ${random.between(0.05, 0.14).toFixed(3)})`;
  pen.fill(shore);
  pen.lineJoin = 'round';
  for (const [breadth, alpha] of [
    [9, 0.05],
    [4, 0.09],
    [1.4, 0.16],
  ] as const) {
    pen.lineWidth = breadth;
    pen.strokeStyle = `rgb(104 66 28 / ${alpha})`;
    pen.stroke(shore);
  }
}

function wobbly(
  random: Random,
  cx: number,
  cy: number,
  radius: number,
  corners: number,
  deviation: number,
): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = (i / corners) * Math.PI * 2;
    const reach = radius * (1 + random.normal(0, deviation));
    points.push([cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach]);
  }
  const first = points[0];
  return first === undefined ? points : [...points, first];
}

/** A cup was put down here. */
function ring(pen: Pen, random: Random, width: number, height: number): void {
  const x = random.between(0.1, 0.9) * width;
  const y = random.between(0.1, 0.9) * height;
  const radius = random.between(42, 66);
  for (let i = 0; i < 3; i++) {
    pen.lineWidth = random.between(1, 5);
    pen.strokeStyle = `rgb(110 66 26 / ${random.between(0.06, 0.18).toFixed(3)})`;
    pen.beginPath();
    const begin = random.between(0, 6);
    pen.ellipse(x, y, radius + i, radius - i, 0, begin, begin + random.between(3, 6.2));
    pen.stroke();
  }
}

function blots(pen: Pen, random: Random, width: number, height: number): void {
  pen.fillStyle = random.pick([
    'rgb(34 24 16 / 0.75)',
    'rgb(40 40 66 / 0.6)',
    'rgb(92 54 26 / 0.5)',
  ]);
  const x = random.between(0.1, 0.9) * width;
  const y = random.between(0.1, 0.9) * height;
  pen.beginPath();
  for (let i = random.whole(1, 9); i > 0; i--) {
    const radius = i === 1 ? random.between(3, 9) : random.between(0.6, 2.6);
    const bx = x + random.normal(0, 24);
    const by = y + random.normal(0, 24);
    pen.moveTo(bx + radius, by);
    pen.ellipse(bx, by, radius, radius * random.between(0.7, 1.2), 1, 0, 7);
  }
  pen.fill();
}

/** Worm tracks or the punch of a binder. */
function holes(pen: Pen, random: Random, width: number, height: number): void {
  pen.fillStyle = 'rgb(30 24 20 / 0.85)';
  pen.beginPath();
  if (random.chance(0.5)) {
    for (const share of [0.36, 0.64]) {
      pen.moveTo(25, height * share);
      pen.arc(18, height * share, 7, 0, 7);
    }
  } else {
    for (let i = random.whole(2, 8); i > 0; i--) {
      const x = random.between(0, width);
      const y = random.between(0, height);
      pen.moveTo(x + 2, y);
      pen.ellipse(x, y, random.between(1, 4), random.between(1, 2.6), random.between(0, 3), 0, 7);
    }
  }
  pen.fill();
}

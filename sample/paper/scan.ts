/** Puts a sheet on the scanner: background, margins, skew, crop, shadow, and the things that lie beside it. */
import type { Random } from '../random';
import { css, near, type Colour } from '../strokes/colour';
import { surface, type Pen } from '../strokes/surface';
import { wear } from './age';
import { develop, someExposure } from './develop';
import { layPaper } from './paper';
import type { Sheet } from './sheet';

const backgrounds: readonly Colour[] = [
  [22, 21, 22],
  [26, 25, 25],
  [30, 29, 30],
  [34, 33, 34],
  [40, 38, 37],
  [58, 57, 56],
  [64, 62, 60],
  [112, 110, 108],
  [238, 238, 236],
  [214, 206, 192],
  [44, 60, 52],
  [70, 48, 34],
];

/** A finished picture, its longest side 700 to 900 pixels. */
export function scan(sheet: Sheet, random: Random): OffscreenCanvas {
  const framing = random.weighted({ whole: 62, tight: 32, detail: 6 });
  const frame = frameOf(sheet, framing, random);
  const longest = random.between(700, 900);
  const scale = longest / Math.max(frame.width, frame.height);
  const pen = surface(Math.round(frame.width * scale), Math.round(frame.height * scale));
  const { width, height } = pen.canvas;
  pen.translate(width / 2, height / 2);
  pen.rotate((random.normal(0, framing === 'whole' ? 1.3 : 0.7) * Math.PI) / 180);
  pen.scale(scale, scale);
  pen.translate(-frame.x, -frame.y);
  layPaper(pen, random, sheet.width, sheet.height, sheet.paper);
  pen.save();
  sheet.draw(pen, random);
  pen.restore();
  wear(pen, random, sheet.width, sheet.height, sheet.paper);
  surround(pen, random, sheet);
  if (framing === 'whole' && random.chance(0.16)) target(pen, random, sheet);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  develop(pen, random, someExposure(random));
  return pen.canvas;
}

interface Frame {
  /** The point of the sheet in the middle of the picture, and how much of it is seen. */
  x: number;
  y: number;
  width: number;
  height: number;
}

function frameOf(
  { width, height }: Sheet,
  framing: 'whole' | 'tight' | 'detail',
  random: Random,
): Frame {
  if (framing === 'detail') {
    const share = random.between(0.55, 0.85);
    const shape = random.between(0.8, 1.25);
    const seen = { width: width * share * shape, height: (height * share) / shape };
    return {
      ...seen,
      x: random.between(seen.width / 2, Math.max(seen.width / 2, width - seen.width / 2)),
      y: random.between(seen.height / 2, Math.max(seen.height / 2, height - seen.height / 2)),
    };
  }
  const margin = framing === 'whole' ? random.between(0.015, 0.07) : random.between(-0.05, 0.01);
  const room = margin * Math.max(width, height);
  return {
    x: width / 2 + random.normal(0, 0.2 * Math.abs(room)),
    y: height / 2 + random.normal(0, 0.2 * Math.abs(room)),
    width: width + room * 2 * random.between(0.7, 1),
    height: height + room * 2 * random.between(0.7, 1),
  };
}

/** The sheet's edge: cut straight, or worn with a few dents and a torn corner. */
function outline(random: Random, { width, height, paper }: Sheet): Path2D {
  const path = new Path2D();
  const worn = paper.stock === 'card' || paper.stock === 'glossy' ? 0.3 : 0.4 + paper.age * 1.1;
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const torn = random.chance(0.1 + paper.age * 0.25) ? random.whole(0, 3) : -1;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % 4] ?? [0, 0];
    const steps = 24;
    for (let s = 0; s < steps; s++) {
      const t = s / steps;
      if (i === torn && s < 2) continue;
      const dent = random.chance(0.03) ? 3 * worn : worn;
      const px = x + (nextX - x) * t + random.normal(0, dent);
      const py = y + (nextY - y) * t + random.normal(0, dent);
      if (i === 0 && s === (torn === 0 ? 2 : 0)) path.moveTo(px, py);
      else path.lineTo(px, py);
    }
  });
  path.closePath();
  return path;
}

/**
 * The bed of the scanner around the sheet, painted last over whatever ran out beyond the edge: clipping
 * all the drawing to a worn outline would take several times as long.
 */
function surround(pen: Pen, random: Random, sheet: Sheet): void {
  const { width, height } = sheet;
  const far = 2 * Math.max(width, height);
  const edge = outline(random, sheet);
  const around = new Path2D(edge);
  around.rect(-far, -far, width + 2 * far, height + 2 * far);
  const bed = random.pick(backgrounds);
  const light = pen.createLinearGradient(0, 0, random.between(0, width), height);
  light.addColorStop(0, css(near(random, bed, 6)));
  light.addColorStop(1, css(near(random, bed, 6)));
  pen.fillStyle = light;
  pen.fill(around, 'evenodd');
  if (sheet.cover !== undefined) binding(pen, random, sheet, sheet.cover, edge);
  const dx = random.between(-5, 5);
  const dy = random.between(0, 6);
  pen.fillStyle = 'rgb(0 0 0 / 0.12)';
  for (let i = 1; i <= 4; i++) {
    const cast = new Path2D(edge);
    cast.rect(dx - i * 2, dy - i * 2, width + i * 4, height + i * 4);
    pen.fill(cast, 'evenodd');
  }
}

/** The boards of an open book show all around its leaves, and so do the edges of the leaves below. */
function binding(pen: Pen, random: Random, sheet: Sheet, cover: Colour, edge: Path2D): void {
  const { width, height } = sheet;
  const rim = Math.max(width, height) * random.between(0.016, 0.034);
  const boards = new Path2D(edge);
  boards.rect(-rim, -rim, width + rim * 2, height + rim * 2);
  pen.fillStyle = css(near(random, cover, 6));
  pen.fill(boards, 'evenodd');
  const leaves = new Path2D(edge);
  const block = rim * 0.55;
  leaves.rect(-block, -block * 0.3, width + block * 2, height + block * 0.8);
  pen.fillStyle = css(sheet.paper.tint.map((tone) => tone * 0.82) as unknown as Colour);
  pen.fill(leaves, 'evenodd');
  pen.strokeStyle = 'rgb(60 44 24 / 0.45)';
  pen.lineWidth = 0.6;
  pen.beginPath();
  for (let x = block * 0.25; x < block; x += 2.2) {
    for (const side of [-x, width + x]) {
      pen.moveTo(side, 3);
      pen.lineTo(side, height);
    }
  }
  pen.stroke();
}

/** A strip of colour patches or a ruler beside the sheet. */
function target(pen: Pen, random: Random, { width, height }: Sheet): void {
  const patches = [
    '#1b1b1b',
    '#5f5f5f',
    '#a8a8a8',
    '#f4f4f4',
    '#b03a2e',
    '#3a8a48',
    '#2c4fa3',
    '#e0c12f',
  ];
  const size = Math.min(width, height) * 0.05;
  const x = random.chance(0.5) ? width * 0.06 : width * 0.94 - size * patches.length;
  const y = height + size * 0.25;
  pen.fillStyle = '#e9e6de';
  pen.fillRect(x - 4, y - 3, size * patches.length + 8, size + 6);
  patches.forEach((patch, i) => {
    pen.fillStyle = patch;
    pen.fillRect(x + i * size, y, size - 1, size);
  });
}

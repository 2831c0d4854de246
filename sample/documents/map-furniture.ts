/** What surrounds the land on a map: frame, title, scale, north, and a table of references. */
import type { Random } from '../random';
import { css, type Colour } from '../strokes/colour';
import { typeset, type Face } from '../strokes/face';
import { someHand, write } from '../strokes/hand';
import type { Pen } from '../strokes/surface';
import { capital, goodsText, personName, placeName } from '../words';

export interface Chart {
  pen: Pen;
  random: Random;
  width: number;
  height: number;
  ink: string;
  face: Face;
  /** Width of the blank border around the land. */
  border: number;
  coloured: boolean;
}

/** Blanks the border again and draws the neat line, plain or as a ladder of degrees. */
export function frame({ pen, random, width, height, ink, border }: Chart, tint: Colour): void {
  pen.save();
  pen.globalAlpha = 1;
  const outside = new Path2D();
  outside.rect(-40, -40, width + 80, height + 80);
  outside.rect(border, border, width - border * 2, height - border * 2);
  pen.fillStyle = css(tint);
  pen.fill(outside, 'evenodd');
  pen.restore();
  pen.strokeStyle = pen.fillStyle = ink;
  pen.lineWidth = 1.4;
  pen.strokeRect(border, border, width - border * 2, height - border * 2);
  if (random.chance(0.3)) return;
  const gap = random.between(5, 9);
  pen.lineWidth = random.between(0.8, 3);
  pen.strokeRect(
    border - gap,
    border - gap,
    width - (border - gap) * 2,
    height - (border - gap) * 2,
  );
  if (random.chance(0.35)) return;
  const step = random.between(22, 46);
  for (let x = border; x < width - border - step; x += step * 2) {
    pen.fillRect(x, border - gap, step, gap);
    pen.fillRect(x + step, height - border, Math.min(step, width - border - x - step), gap);
  }
  for (let y = border; y < height - border - step; y += step * 2) {
    pen.fillRect(border - gap, y, gap, step);
    pen.fillRect(width - border, y + step, gap, Math.min(step, height - border - y - step));
  }
}

/** Title in a cartouche or on the bare paper, in a corner. */
export function titleBlock(
  { pen, random, width, height, ink, border, face }: Chart,
  tint: Colour,
): void {
  const wide = random.between(170, 280);
  const tall = random.between(70, 130);
  const x = random.chance(0.5) ? border + 14 : width - border - wide - 14;
  const y = random.chance(0.6) ? border + 14 : height - border - tall - 14;
  pen.save();
  pen.globalAlpha = 1;
  pen.fillStyle = css(tint);
  pen.strokeStyle = ink;
  pen.lineWidth = 1.2;
  const shape = random.weighted({ box: 3, oval: 2, scroll: 2 });
  pen.beginPath();
  if (shape === 'oval') pen.ellipse(x + wide / 2, y + tall / 2, wide / 2, tall / 2, 0, 0, 7);
  else pen.roundRect(x, y, wide, tall, shape === 'scroll' ? 18 : 0);
  pen.fill();
  pen.stroke();
  if (shape === 'scroll') {
    for (const side of [x, x + wide]) {
      pen.beginPath();
      pen.ellipse(side, y + tall / 2, 7, tall / 2 + 8, 0, 0, 7);
      pen.fill();
      pen.stroke();
    }
  }
  pen.fillStyle = ink;
  const middle = x + wide / 2;
  const place = placeName(random);
  typeset(
    pen,
    random.pick(['A MAP of', 'CHART of', 'PLAN of the', 'CARTE de', 'SURVEY of']),
    middle,
    y + tall * 0.26,
    'italic',
    5.5,
    { align: 'middle' },
  );
  typeset(
    pen,
    place.toUpperCase(),
    middle,
    y + tall * 0.56,
    face === 'thin' ? 'plain' : 'modern',
    Math.min(11, (wide - 40) / place.length / 1.4),
    { align: 'middle', tracking: 0.1 },
  );
  typeset(pen, `by ${personName(random)}`, middle, y + tall * 0.82, 'italic', 5, {
    align: 'middle',
  });
  pen.restore();
}

export function scaleBar({ pen, random, width, height, ink, border }: Chart): void {
  const part = random.between(22, 34);
  const x = random.between(border + 20, width - border - part * 6);
  const y = height - border - random.between(18, 40);
  pen.strokeStyle = pen.fillStyle = ink;
  pen.lineWidth = 0.9;
  for (let i = 0; i < 4; i++) {
    pen.strokeRect(x + i * part, y, part, 5);
    if (i % 2 === 0) pen.fillRect(x + i * part, y, part, 5);
    typeset(pen, String(i * 5), x + i * part, y - 4, 'book', 4, { align: 'middle' });
  }
}

export function compass({ pen, random, width, height, ink, border }: Chart): void {
  const size = random.between(22, 58);
  const x = random.between(border + size + 20, width - border - size - 20);
  const y = random.between(border + size + 20, height - border - size - 20);
  pen.strokeStyle = pen.fillStyle = ink;
  pen.lineWidth = 0.8;
  const points = random.pick([4, 8, 16]);
  for (let i = 0; i < points; i++) {
    const angle = (i / points) * Math.PI * 2 - Math.PI / 2;
    const reach = size * (i % (points / 4) === 0 ? 1 : 0.6);
    for (const side of [-1, 1]) {
      const flank = angle + (side * Math.PI) / Math.max(8, points);
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
      pen.lineTo(x + Math.cos(flank) * size * 0.28, y + Math.sin(flank) * size * 0.28);
      pen.closePath();
      if (side < 0) pen.fill();
      else pen.stroke();
    }
  }
  pen.beginPath();
  pen.arc(x, y, size * 0.45, 0, 7);
  pen.stroke();
  typeset(pen, 'N', x, y - size - 4, 'modern', 6, { align: 'middle' });
}

/** Numbered references in rows: a ledger in the corner of a map. */
export function legend({ pen, random, width, height, ink, border }: Chart, tint: Colour): void {
  const rows = random.whole(6, 16);
  const leading = random.between(13, 17);
  const wide = random.between(130, 210);
  const tall = rows * leading + 30;
  if (tall > height - border * 2) return;
  const x = random.chance(0.5) ? border + 8 : width - border - wide - 8;
  const y = height - border - tall - 8;
  pen.save();
  pen.globalAlpha = 1;
  pen.fillStyle = css(tint);
  pen.fillRect(x, y, wide, tall);
  pen.fillStyle = pen.strokeStyle = ink;
  pen.lineWidth = 0.8;
  pen.strokeRect(x, y, wide, tall);
  typeset(pen, 'REFERENCES', x + wide / 2, y + 15, 'plain', 5, { align: 'middle', tracking: 0.3 });
  const byHand = random.chance(0.5);
  const hand = { ...someHand(random, 6.4), colour: ink };
  for (let i = 0; i < rows; i++) {
    const base = y + 30 + i * leading;
    const text = `${i + 1}. ${capital(goodsText(random).split(',')[0] ?? '')}`;
    if (byHand) write(pen, random, hand, text, x + 10, base);
    else typeset(pen, text, x + 10, base, 'book', 4.6);
  }
  pen.restore();
}

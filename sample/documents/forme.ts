/** What the pages of one printer share: face and size, running heads, columns of text. */
import { typeset, typeWidth, type Face } from '../strokes/face';
import { column } from '../strokes/setting';
import type { Random } from '../random';
import type { Pen } from '../strokes/surface';
import { prose, type Tongue } from '../words';
import { drawFigure, type Figure } from './figure';

export interface Forme {
  pen: Pen;
  random: Random;
  tongue: Tongue;
  face: Face;
  size: number;
  width: number;
  height: number;
  margin: number;
}

export function runningHead({ pen, random, width, margin, tongue, size }: Forme): void {
  const head = prose(random, tongue, 3).join(' ').replace('.', '').toUpperCase();
  typeset(pen, head, width / 2, margin * 0.8, 'book', size * 0.85, {
    align: 'middle',
    tracking: 0.2,
  });
  typeset(pen, String(random.whole(3, 480)), width - margin, margin * 0.8, 'book', size, {
    align: 'right',
  });
}

interface Strip {
  x: number;
  y: number;
  width: number;
  bottom: number;
}

export function fillColumn(
  { pen, random, tongue, face, size }: Forme,
  { x, y, width, bottom }: Strip,
  dropped: boolean,
): void {
  const leading = size * 2.4;
  let next = y + leading;
  let drop = dropped;
  const figureAt = random.chance(0.1) ? random.between(y, bottom - 150) : Infinity;
  let shown = false;
  while (next < bottom) {
    if (!shown && next > figureAt) {
      shown = true;
      const figure = {
        x: x + width * 0.1,
        y: next - size,
        width: width * 0.8,
        height: Math.min(150, bottom - next - 20),
      };
      if (figure.height > 70)
        drawFigure(
          pen,
          random,
          random.pick<Figure>(['portrait', 'plant', 'plan', 'music', 'map']),
          figure,
        );
      next += figure.height + leading * 1.5;
      continue;
    }
    const words = prose(random, tongue, random.whole(30, 110));
    const lines = 3;
    const first = words[0] ?? '';
    const initial = first.charAt(0);
    const capSize = ((lines - 1) * leading + size * 1.75) / 1.7;
    if (drop) {
      typeset(
        pen,
        initial,
        x,
        next + (lines - 1) * leading,
        random.pick(['fat', 'modern', 'black'] as const),
        capSize,
      );
      words[0] = first.slice(1).toUpperCase();
      if (words[0] === '') words.shift();
    }
    const block = { x, y: next, width, leading, bottom, face, size, indent: drop ? 0 : size * 3 };
    next = column(
      pen,
      words,
      drop ? { ...block, drop: { lines, width: typeWidth(initial, 'fat', capSize) + 5 } } : block,
    );
    drop = false;
  }
}

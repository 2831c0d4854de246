/** The signs of music that stand still: braces, clefs, sharps, flags, rests, slurs. */
import { curve, type Point } from '../strokes/curve';
import type { Pen } from '../strokes/surface';

export function brace(pen: Pen, x: number, top: number, bottom: number, gap: number): void {
  const middle = (top + bottom) / 2;
  pen.lineWidth = gap * 0.3;
  pen.beginPath();
  pen.moveTo(x, top);
  pen.bezierCurveTo(x - gap * 1.6, top + gap, x + gap * 0.4, middle - gap * 2, x - gap, middle);
  pen.bezierCurveTo(x + gap * 0.4, middle + gap * 2, x - gap * 1.6, bottom - gap, x, bottom);
  pen.stroke();
}

export function clef(
  pen: Pen,
  kind: 'treble' | 'bass' | 'alto',
  x: number,
  top: number,
  gap: number,
): void {
  const at = ([px, py]: Point): Point => [x + px * gap, top + py * gap];
  pen.lineWidth = gap * 0.28;
  pen.beginPath();
  if (kind === 'treble') {
    const loop: Point[] = [
      [0.1, 3.1],
      [-0.5, 2.6],
      [0.1, 2],
      [0.8, 2.6],
      [0.6, 3.7],
      [-0.4, 4],
      [-1.2, 3.1],
      [-0.8, 1.8],
      [0.5, 0.4],
      [0.7, -0.9],
      [0.2, -1.3],
      [-0.2, -0.2],
      [0.1, 2],
      [0.5, 4.6],
      [0.1, 5.4],
      [-0.6, 5],
    ];
    curve(pen, loop.map(at));
  } else if (kind === 'bass') {
    curve(
      pen,
      (
        [
          [-0.6, 1.1],
          [-0.9, 0.6],
          [-0.2, 0],
          [0.7, 0.7],
          [0.5, 2],
          [-0.9, 3.4],
        ] as Point[]
      ).map(at),
    );
    for (const dot of [0.6, 1.5]) {
      const [dx, dy] = at([1.3, dot]);
      pen.moveTo(dx, dy);
      pen.lineTo(dx + 0.1, dy);
    }
  } else {
    pen.moveTo(...at([-0.9, 0]));
    pen.lineTo(...at([-0.9, 4]));
    pen.moveTo(...at([-0.4, 0]));
    pen.lineTo(...at([-0.4, 4]));
    curve(
      pen,
      (
        [
          [0.1, 0.4],
          [0.9, 0.3],
          [0.8, 1.6],
          [-0.2, 2],
          [0.8, 2.4],
          [0.9, 3.7],
          [0.1, 3.6],
        ] as Point[]
      ).map(at),
    );
  }
  pen.stroke();
}

export function sharp(pen: Pen, x: number, y: number, gap: number): void {
  pen.lineWidth = gap * 0.14;
  pen.beginPath();
  for (const side of [-0.18, 0.18]) {
    pen.moveTo(x + side * gap, y - gap * 0.9);
    pen.lineTo(x + side * gap, y + gap * 0.9);
    pen.moveTo(x - gap * 0.4, y + side * 2 * gap + gap * 0.12);
    pen.lineTo(x + gap * 0.4, y + side * 2 * gap - gap * 0.12);
  }
  pen.stroke();
}

export function flag(pen: Pen, x: number, y: number, up: number, gap: number): void {
  pen.lineWidth = gap * 0.25;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.quadraticCurveTo(x + gap * 1.1, y - up * gap * 0.8, x + gap * 0.7, y - up * gap * 2);
  pen.stroke();
}

export function rest(pen: Pen, x: number, top: number, gap: number): void {
  pen.lineWidth = gap * 0.3;
  pen.beginPath();
  curve(pen, [
    [x, top + gap * 0.6],
    [x + gap * 0.5, top + gap * 1.4],
    [x, top + gap * 2],
    [x + gap * 0.5, top + gap * 2.8],
    [x, top + gap * 3.3],
  ]);
  pen.stroke();
}

export function slur(pen: Pen, from: number, to: number, y: number, gap: number): void {
  const bow = (y < 0 ? -1 : 1) * gap * 1.2;
  pen.lineWidth = gap * 0.2;
  pen.beginPath();
  pen.moveTo(from, y);
  pen.quadraticCurveTo((from + to) / 2, y - bow, to, y);
  pen.stroke();
}

/** Printer's rules and flowers. */
import type { Random } from '../random';
import type { Pen } from '../strokes/surface';
import type { Room } from '../strokes/room';

export function rule(
  pen: Pen,
  x: number,
  y: number,
  toX: number,
  toY: number,
  breadth: number,
): void {
  pen.lineWidth = breadth;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** A headpiece or device: scrolls mirrored about the middle, with leaves. */
export function ornament(pen: Pen, random: Random, { x, y, width, height }: Room): void {
  const middle = x + width / 2;
  const level = y + height / 2;
  const turns = random.whole(2, 4);
  pen.lineWidth = 1.2;
  for (const side of [-1, 1]) {
    pen.beginPath();
    for (let i = 0; i < turns; i++) {
      const cx = middle + (side * width * (i + 0.5)) / turns / 2;
      const radius = Math.min(height * 0.42, width / turns / 4.4) * (1 - i * 0.14);
      const up = i % 2 === 0 ? 1 : -1;
      for (let t = 0; t <= 26; t++) {
        const angle = (t / 26) * 9.4 * side + (up > 0 ? 0 : Math.PI);
        const reach = radius * (1 - t / 30);
        const px = cx + Math.cos(angle) * reach;
        const py = level + Math.sin(angle) * reach * up;
        if (t === 0) pen.moveTo(px, py);
        else pen.lineTo(px, py);
      }
    }
    pen.stroke();
    pen.beginPath();
    for (let i = 0; i < turns * 3; i++) {
      const cx = middle + (side * width * (i + 0.5)) / turns / 6;
      const cy = level + (i % 2 === 0 ? -1 : 1) * height * 0.3;
      pen.moveTo(cx + 5, cy);
      pen.ellipse(
        cx,
        cy,
        Math.min(6, width / turns / 8),
        2.2,
        side * (i % 2 === 0 ? 0.6 : -0.6),
        0,
        7,
      );
    }
    pen.fill();
  }
  pen.beginPath();
  pen.arc(middle, level, Math.min(6, height * 0.18), 0, 7);
  pen.fill();
}

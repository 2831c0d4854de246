/** Hair, beards and hats of a likeness. */
import type { Random } from '../random';
import { css, mixed } from '../strokes/colour';
import type { Pen } from '../strokes/surface';
import { dab, tone, type Sitter } from './sitter';

export function hair(pen: Pen, random: Random, sitter: Sitter, layer: 'behind' | 'before'): void {
  const { palette, cut, turn, breadth } = sitter;
  const x = 50 + turn * 1.5;
  const wide = 17.5 * breadth;
  if (layer === 'behind') {
    pen.fillStyle = tone(palette.hair, 0.18);
    pen.beginPath();
    if (cut === 'long' || cut === 'wig') {
      pen.moveTo(x - wide - 2, 44);
      pen.bezierCurveTo(x - wide - 4, 14, x + wide + 4, 14, x + wide + 2, 44);
      pen.bezierCurveTo(x + wide + 7, 70, x + wide + 2, 88, x + wide - 4, 94);
      pen.lineTo(x - wide + 4, 94);
      pen.bezierCurveTo(x - wide - 2, 88, x - wide - 7, 70, x - wide - 2, 44);
    } else if (cut !== 'bald') {
      pen.ellipse(x, 41, wide + 2.6, 20, 0, 0, 7);
    }
    pen.fill();
    if (cut === 'bun') {
      pen.beginPath();
      pen.ellipse(x - turn * 8, 21, 9, 7.5, 0, 0, 7);
      pen.fill();
    }
    return;
  }
  if (cut === 'bald') {
    for (const side of [-1, 1]) dab(pen, x + side * wide, 48, 4, 9, palette.hair[0], 0.7);
    return;
  }
  const part = x + (cut === 'short' ? random.normal(0, 6) : random.normal(0, 2));
  const brow = cut === 'short' ? random.between(31, 35) : random.between(30, 33);
  pen.fillStyle = tone(palette.hair, 0.22);
  pen.beginPath();
  pen.moveTo(x - wide - 1.5, 52);
  pen.bezierCurveTo(x - wide - 5, 14, x + wide + 5, 14, x + wide + 1.5, 52);
  pen.quadraticCurveTo(x + wide - 1, 38, part, brow - 3);
  pen.quadraticCurveTo(x - wide + 1, 38, x - wide - 1.5, 52);
  pen.fill();
  strands(pen, random, sitter, x, wide, part, brow);
  if (cut === 'long' || cut === 'wig') locks(pen, random, sitter, x, wide);
}

/** Single hairs from the parting to the temples, some catching the light. */
function strands(
  pen: Pen,
  random: Random,
  { palette, light }: Sitter,
  x: number,
  wide: number,
  part: number,
  brow: number,
): void {
  for (let i = 0; i < 46; i++) {
    const side = i % 2 === 0 ? 1 : -1;
    const out = random.next();
    const bright = random.between(0.1, 0.4) + (side === light ? 0.35 : 0) * random.next();
    pen.strokeStyle = tone(palette.hair, bright, 0.7);
    pen.lineWidth = random.between(0.3, 0.8);
    pen.beginPath();
    pen.moveTo(part, 20 + out * (brow - 22));
    pen.bezierCurveTo(
      part + side * wide * 0.5,
      18 + out * 12,
      x + side * (wide + 1 - out * 3),
      28 + out * 6,
      x + side * (wide + 0.5 - out),
      40 + random.between(0, 11),
    );
    pen.stroke();
  }
}

function locks(
  pen: Pen,
  random: Random,
  { palette, cut, light }: Sitter,
  x: number,
  wide: number,
): void {
  for (const side of [-1, 1]) {
    for (let i = 0; i < 16; i++) {
      const from = x + side * (wide + random.between(-2, 3));
      const bright = random.between(0.1, 0.45) + (side === light ? 0.25 : 0);
      pen.strokeStyle = tone(palette.hair, bright, 0.75);
      pen.lineWidth = random.between(0.5, 1.3);
      pen.beginPath();
      if (cut === 'wig') {
        const y = 46 + i * 2.6;
        pen.ellipse(from, y, 4, 2.4, side * 0.4, 0, 5);
      } else {
        pen.moveTo(from, 42);
        pen.bezierCurveTo(
          from + side * 4,
          58,
          from - side * 2,
          74,
          from + side * random.between(-3, 4),
          random.between(84, 96),
        );
      }
      pen.stroke();
    }
  }
}

export function beard(
  pen: Pen,
  random: Random,
  { palette, beard: kind, turn, light, breadth }: Sitter,
): void {
  if (kind === 'none') return;
  const x = 50 + turn * 3.4;
  const wide = 15 * breadth;
  const hairs = (count: number, place: () => readonly [number, number, number, number]) => {
    for (let i = 0; i < count; i++) {
      const [px, py, dx, dy] = place();
      const bright = random.between(0.05, 0.35) + ((px - x) * light > 0 ? 0.22 : 0);
      pen.strokeStyle = tone(palette.hair, bright, 0.8);
      pen.lineWidth = random.between(0.4, 0.9);
      pen.beginPath();
      pen.moveTo(px, py);
      pen.quadraticCurveTo(px + dx * 0.3, py + dy * 0.7, px + dx, py + dy);
      pen.stroke();
    }
  };
  if (kind === 'full') {
    dab(pen, x, 74, wide + 2, 17, palette.hair[0], 0.95);
    hairs(150, () => {
      const t = random.between(-1, 1);
      return [
        x + t * wide,
        63 + (1 - t * t) * 8 + random.between(-1, 6),
        t * 3,
        random.between(6, 15),
      ];
    });
  } else if (kind === 'whiskers') {
    for (const side of [-1, 1]) {
      dab(pen, x + side * (wide - 1), 62, 5, 13, palette.hair[0], 0.85);
      hairs(36, () => [
        x + side * (wide - random.between(0, 4)),
        random.between(52, 68),
        side * 2.4,
        random.between(4, 9),
      ]);
    }
  }
  if (kind !== 'whiskers') {
    hairs(54, () => {
      const t = random.between(-1, 1);
      return [x + t * 4.6, 62.6 + Math.abs(t) * 1.6, t * 4.6, random.between(1.4, 3.6)];
    });
  }
}

export function hat(pen: Pen, { palette, hat: kind, turn, light }: Sitter): void {
  if (kind === 'none') return;
  const x = 50 + turn * 1.5;
  const fade = pen.createLinearGradient(x + light * 24, 0, x - light * 24, 0);
  const ramp = kind === 'bonnet' ? palette.linen : palette.cloth;
  fade.addColorStop(0, tone(ramp, kind === 'bonnet' ? 0.95 : 0.55));
  fade.addColorStop(1, tone(ramp, kind === 'bonnet' ? 0.55 : 0.08));
  pen.fillStyle = fade;
  pen.strokeStyle = css(mixed(palette.cloth[0], palette.linen[0], 0.3), 0.6);
  pen.lineWidth = 0.8;
  pen.beginPath();
  if (kind === 'brim') {
    pen.moveTo(x - 15, 30);
    pen.quadraticCurveTo(x - 17, 8, x, 8);
    pen.quadraticCurveTo(x + 17, 8, x + 15, 30);
    pen.ellipse(x, 31, 29, 5, turn * 0.08, 0, Math.PI * 2);
  } else if (kind === 'cap') {
    pen.moveTo(x - 19, 33);
    pen.quadraticCurveTo(x - 24, 13, x, 13);
    pen.quadraticCurveTo(x + 24, 13, x + 19, 33);
    pen.quadraticCurveTo(x, 27, x - 19, 33);
  } else {
    pen.moveTo(x - 20, 66);
    pen.bezierCurveTo(x - 32, 8, x + 32, 8, x + 20, 66);
    pen.bezierCurveTo(x + 21, 26, x - 21, 26, x - 20, 66);
  }
  pen.fill();
  pen.stroke();
}

/** Head, eyes, nose and mouth. */
import type { Random } from '../random';
import { css, mixed } from '../strokes/colour';
import type { Pen } from '../strokes/surface';
import { dab, tone, type Sitter } from './sitter';

export function head(pen: Pen, { palette, turn, light, breadth }: Sitter): void {
  const x = 50 + turn * 1.5;
  const wide = 16.5 * breadth;
  for (const side of [-1, 1]) {
    pen.fillStyle = tone(palette.skin, side === light ? 0.66 : 0.4);
    pen.beginPath();
    pen.ellipse(x + side * (wide - 0.5) - turn * 2, 53, 2.6, 5.4, side * 0.15, 0, 7);
    pen.fill();
  }
  const fade = pen.createLinearGradient(x + light * wide, 40, x - light * wide, 60);
  fade.addColorStop(0, tone(palette.skin, 0.98));
  fade.addColorStop(0.5, tone(palette.skin, 0.84));
  fade.addColorStop(1, tone(palette.skin, 0.4));
  pen.fillStyle = fade;
  pen.beginPath();
  pen.moveTo(x - wide, 46);
  pen.bezierCurveTo(x - wide - 1, 22, x + wide + 1, 22, x + wide, 46);
  pen.bezierCurveTo(x + wide, 62, x + wide * 0.62 + turn, 73, x + turn * 1.5, 77);
  pen.bezierCurveTo(x - wide * 0.62 + turn, 73, x - wide, 62, x - wide, 46);
  pen.fill();
  dab(pen, x - light * 13, 60, 9, 17, palette.skin[0], 0.42);
  dab(pen, x + light * 7 + turn, 58, 7, 7, palette.skin[1], 0.5);
  dab(pen, x + light * 3, 34, 12, 8, palette.skin[1], 0.45);
}

export function features(
  pen: Pen,
  random: Random,
  { palette, turn, light, glasses }: Sitter,
): void {
  const x = 50 + turn * 5;
  const dark = palette.hair[0];
  for (const side of [-1, 1]) {
    const ex = x + side * (7.2 - side * turn * 0.8);
    dab(pen, ex, 47, 6.4, 4.6, palette.skin[0], 0.55);
    pen.fillStyle = tone(palette.linen, 0.8);
    pen.beginPath();
    pen.ellipse(ex, 48, 3.1, 1.5, 0, 0, 7);
    pen.fill();
    pen.fillStyle = css(mixed(dark, palette.skin[0], 0.3));
    pen.beginPath();
    pen.arc(ex + turn * 0.7, 47.9, 1.5, 0, 7);
    pen.fill();
    pen.strokeStyle = css(dark, 0.9);
    pen.lineWidth = 0.7;
    pen.beginPath();
    pen.moveTo(ex - 3.4, 47.8);
    pen.quadraticCurveTo(ex, 45.4, ex + 3.4, 47.6);
    pen.stroke();
    pen.strokeStyle = css(mixed(dark, palette.hair[1], 0.2), 0.75);
    pen.lineWidth = random.between(0.9, 1.7);
    pen.beginPath();
    pen.moveTo(ex - side * 3.4, 43.4);
    pen.quadraticCurveTo(ex + side, 40.8, ex + side * 4.6, 43);
    pen.stroke();
    if (!glasses) continue;
    pen.strokeStyle = css(dark, 0.8);
    pen.lineWidth = 0.6;
    pen.beginPath();
    pen.ellipse(ex, 48, 5, 4.2, 0, 0, 7);
    pen.moveTo(x - 2, 47.5);
    pen.lineTo(x + 2, 47.5);
    pen.stroke();
  }
  const nose = x + turn * 2.6;
  dab(pen, nose - light * 2.6, 54, 3, 7, palette.skin[0], 0.5);
  dab(pen, nose + light * 0.4, 54, 1.4, 6.5, palette.skin[1], 0.75);
  dab(pen, nose, 60, 4.4, 2, palette.skin[0], 0.75);
  pen.strokeStyle = css(palette.skin[0], 0.75);
  pen.lineWidth = 0.7;
  pen.beginPath();
  pen.moveTo(nose - 3, 59);
  pen.quadraticCurveTo(nose - 1, 60.8, nose, 60.4);
  pen.quadraticCurveTo(nose + 1, 60.8, nose + 3, 59);
  pen.stroke();
  const mouth = 66 + random.between(-0.6, 0.8);
  const smile = random.between(-0.8, 1);
  dab(pen, x, mouth - 0.6, 5.4, 1.7, mixed(palette.skin[0], [150, 70, 60], 0.25), 0.65);
  pen.strokeStyle = css(mixed(palette.skin[0], dark, 0.4), 0.9);
  pen.lineWidth = 0.8;
  pen.beginPath();
  pen.moveTo(x - 5, mouth - smile * 0.6);
  pen.quadraticCurveTo(x, mouth + smile, x + 5, mouth - smile * 0.6);
  pen.stroke();
  dab(pen, x, mouth + 2.2, 3.6, 1.4, palette.skin[1], 0.5);
  dab(pen, x, mouth + 4.4, 4.6, 1.5, palette.skin[0], 0.5);
}

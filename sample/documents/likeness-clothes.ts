/** Shoulders, neck, and what people wore to be portrayed. */
import type { Random } from '../random';
import type { Pen } from '../strokes/surface';
import { dab, tone, type Palette, type Sitter } from './sitter';

export function body(pen: Pen, random: Random, { palette, light, dress, turn }: Sitter): void {
  const broad = dress === 'gown' || dress === 'shawl' ? 36 : 43;
  const slope = dress === 'gown' ? 96 : 92;
  const middle = 50 - turn * 2;
  const fade = pen.createLinearGradient(50 + light * 45, 0, 50 - light * 45, 0);
  fade.addColorStop(0, tone(palette.cloth, 0.6));
  fade.addColorStop(1, tone(palette.cloth, 0.08));
  pen.fillStyle = fade;
  pen.beginPath();
  pen.moveTo(middle - broad - 6, 128);
  pen.bezierCurveTo(middle - broad, slope + 4, middle - 24, slope - 2, middle - 10, 84);
  pen.lineTo(middle + 10, 84);
  pen.bezierCurveTo(middle + 24, slope - 2, middle + broad, slope + 4, middle + broad + 6, 128);
  pen.fill();
  // the neck goes under the collar
  pen.fillStyle = tone(palette.skin, 0.42);
  pen.beginPath();
  pen.moveTo(41, 68);
  pen.lineTo(40, dress === 'gown' ? 96 : 88);
  pen.quadraticCurveTo(50, dress === 'gown' ? 106 : 94, 60, dress === 'gown' ? 96 : 88);
  pen.lineTo(59, 68);
  pen.fill();
  dab(pen, 50, 76, 13, 8, palette.skin[0], 0.5);
  if (dress === 'coat') coat(pen, random, palette, middle);
  else if (dress === 'uniform') uniform(pen, palette, middle);
  else collar(pen, random, palette, dress === 'shawl');
}

function coat(pen: Pen, random: Random, palette: Palette, middle: number): void {
  pen.fillStyle = tone(palette.linen, 0.92);
  pen.beginPath();
  pen.moveTo(40, 84);
  pen.lineTo(middle, 122);
  pen.lineTo(60, 84);
  pen.quadraticCurveTo(50, 92, 40, 84);
  pen.fill();
  pen.fillStyle = tone(palette.cloth, 0.22);
  if (random.chance(0.5)) {
    for (const side of [-1, 1]) {
      pen.beginPath();
      pen.moveTo(50, 92);
      pen.lineTo(50 + side * 9, 88);
      pen.lineTo(50 + side * 8, 97);
      pen.fill();
    }
  } else {
    pen.fillRect(48, 91, 4, 22);
  }
  pen.strokeStyle = tone(palette.cloth, 0.02);
  pen.lineWidth = 1;
  for (const side of [-1, 1]) {
    pen.fillStyle = tone(palette.cloth, side === 1 ? 0.34 : 0.16);
    pen.beginPath();
    pen.moveTo(50 + side * 10, 83);
    pen.lineTo(50 + side * 21, 97);
    pen.lineTo(50 + side * 15, 102);
    pen.lineTo(middle, 126);
    pen.closePath();
    pen.fill();
    pen.stroke();
  }
}

function uniform(pen: Pen, palette: Palette, middle: number): void {
  pen.fillStyle = tone(palette.cloth, 0.2);
  pen.fillRect(39, 81, 22, 9);
  pen.strokeStyle = tone(palette.linen, 0.8);
  pen.lineWidth = 0.8;
  pen.strokeRect(39, 81, 22, 9);
  pen.fillStyle = tone(palette.linen, 0.85);
  for (let y = 96; y < 124; y += 8) {
    for (const side of [-6, 6]) {
      pen.beginPath();
      pen.arc(middle + side, y, 1.4, 0, 7);
      pen.fill();
    }
  }
  for (const side of [-1, 1]) {
    pen.beginPath();
    pen.ellipse(middle + side * 36, 98, 9, 4, side * 0.35, 0, 7);
    pen.fill();
  }
}

function collar(pen: Pen, random: Random, palette: Palette, shawl: boolean): void {
  pen.strokeStyle = tone(palette.linen, 0.9);
  pen.fillStyle = tone(palette.linen, 0.8);
  if (shawl) {
    for (const side of [-1, 1]) {
      pen.beginPath();
      pen.moveTo(50 + side * 11, 86);
      pen.quadraticCurveTo(50 + side * 26, 96, 50 + side * 30, 126);
      pen.lineTo(50 + side * 10, 126);
      pen.quadraticCurveTo(50 + side * 4, 108, 50 + side * 9, 86);
      pen.globalAlpha = 0.55;
      pen.fill();
      pen.globalAlpha = 1;
    }
  }
  pen.lineWidth = 0.9;
  for (let i = 0; i <= 12; i++) {
    const t = (i / 12) * 2 - 1;
    pen.beginPath();
    pen.arc(50 + t * 13, 96 - t * t * 9, 3, 0, 7);
    pen.fill();
    pen.stroke();
  }
  dab(pen, 50, 101, 3, 3, random.chance(0.5) ? palette.cloth[0] : palette.linen[1], 0.9);
}

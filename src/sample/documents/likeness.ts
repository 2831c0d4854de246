/** A person who never lived, as a small painting: ground, clothes, head, hair. Everything else is made from it. */
import type { Random } from '../random';
import { css, mixed, type Colour } from '../strokes/colour';
import { surface, type Pen } from '../strokes/surface';
import { beard, hair, hat } from './likeness-hair';

/** Darkest and lightest tone of a material. */
export type Ramp = readonly [Colour, Colour];

export interface Palette {
  skin: Ramp;
  hair: Ramp;
  cloth: Ramp;
  linen: Ramp;
  ground: Ramp;
}

export interface Sitter {
  palette: Palette;
  /** −1 looking left … 1 looking right. */
  turn: number;
  /** Which side the light comes from, −1 or 1. */
  light: number;
  /** Breadth of the face; 1 is plain. */
  breadth: number;
  dress: 'coat' | 'gown' | 'uniform' | 'shawl';
  cut: 'short' | 'parted' | 'bun' | 'long' | 'bald' | 'wig';
  beard: 'none' | 'moustache' | 'full' | 'whiskers';
  hat: 'none' | 'brim' | 'bonnet' | 'cap';
  glasses: boolean;
}

export function someSitter(random: Random, palette: Palette): Sitter {
  const bearded = random.chance(0.42);
  const grey = random.chance(0.25);
  const tinted = grey
    ? {
        ...palette,
        hair: [mixed(palette.hair[0], palette.skin[1], 0.35), palette.linen[1]] as const,
      }
    : palette;
  return {
    palette: tinted,
    turn: random.between(-1, 1),
    light: random.pick([-1, 1]),
    breadth: random.between(0.9, 1.1),
    dress: bearded
      ? random.pick(['coat', 'coat', 'uniform'])
      : random.pick(['gown', 'shawl', 'coat', 'gown', 'uniform']),
    cut: bearded
      ? random.pick(['short', 'short', 'parted', 'bald'])
      : random.pick(['parted', 'bun', 'long', 'short', 'wig']),
    beard: bearded ? random.pick(['moustache', 'full', 'whiskers', 'full']) : 'none',
    hat: random.weighted({ none: 8, brim: 1, bonnet: bearded ? 0 : 1.2, cap: 0.8 }),
    glasses: random.chance(0.13),
  };
}

/** The painting is drawn in a space 100 wide and 125 high. */
export const likenessHeight = 1.25;

export function paintLikeness(random: Random, sitter: Sitter, width: number): OffscreenCanvas {
  const pen = surface(Math.round(width), Math.round(width * likenessHeight));
  pen.scale(width / 100, width / 100);
  pen.lineCap = pen.lineJoin = 'round';
  ground(pen, random, sitter);
  hair(pen, random, sitter, 'behind');
  body(pen, random, sitter);
  head(pen, sitter);
  features(pen, random, sitter);
  beard(pen, random, sitter);
  hair(pen, random, sitter, 'before');
  hat(pen, sitter);
  return pen.canvas;
}

export function tone(ramp: Ramp, light: number, alpha = 1): string {
  return css(mixed(ramp[0], ramp[1], light), alpha);
}

/** A soft touch of a brush. */
export function dab(
  pen: Pen,
  x: number,
  y: number,
  rx: number,
  ry: number,
  colour: Colour,
  alpha: number,
): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(rx, ry);
  const fade = pen.createRadialGradient(0, 0, 0, 0, 0, 1);
  fade.addColorStop(0, css(colour, alpha));
  fade.addColorStop(0.5, css(colour, alpha * 0.6));
  fade.addColorStop(1, css(colour, 0));
  pen.fillStyle = fade;
  pen.fillRect(-1, -1, 2, 2);
  pen.restore();
}

function ground(pen: Pen, random: Random, { palette, light }: Sitter): void {
  const fade = pen.createRadialGradient(50 - light * 18, 48, 8, 50, 60, 95);
  const bright = random.between(0.5, 0.95);
  fade.addColorStop(0, tone(palette.ground, bright));
  fade.addColorStop(1, tone(palette.ground, bright * random.between(0.1, 0.5)));
  pen.fillStyle = fade;
  pen.fillRect(0, 0, 100, 125);
}

function body(pen: Pen, random: Random, { palette, light, dress, turn }: Sitter): void {
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

function head(pen: Pen, { palette, turn, light, breadth }: Sitter): void {
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

function features(pen: Pen, random: Random, { palette, turn, light, glasses }: Sitter): void {
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

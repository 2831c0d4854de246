/** Who sits for a likeness, in which colours, and the brush they are painted with. */
import type { Random } from '../random';
import { css, mixed, type Colour } from '../strokes/colour';
import type { Pen } from '../strokes/surface';

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

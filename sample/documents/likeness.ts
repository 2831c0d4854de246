/** A person who never lived, as a small painting: ground, clothes, head, hair. Everything else is made from it. */
import type { Random } from '../random';
import { surface, type Pen } from '../strokes/surface';
import { body } from './likeness-clothes';
import { features, head } from './likeness-face';
import { beard, hair, hat } from './likeness-hair';
import { tone, type Sitter } from './sitter';

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

function ground(pen: Pen, random: Random, { palette, light }: Sitter): void {
  const fade = pen.createRadialGradient(50 - light * 18, 48, 8, 50, 60, 95);
  const bright = random.between(0.5, 0.95);
  fade.addColorStop(0, tone(palette.ground, bright));
  fade.addColorStop(1, tone(palette.ground, bright * random.between(0.1, 0.5)));
  pen.fillStyle = fade;
  pen.fillRect(0, 0, 100, 125);
}

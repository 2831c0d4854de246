/**
 * Typefaces made from the bare letters of `skeleton` by dragging a flat nib along them: a level nib gives
 * the thick uprights and thin bows of book type, a slanted one black letter, a thin one typewriting.
 */
import type { Random } from '../random';
import { sampled, type Point } from './curve';
import { roman, type Stroke } from './skeleton';
import type { Pen } from './surface';

interface Cut {
  /** Breadth of the nib and of the thinnest line, in glyph units (x-height 10). */
  thick: number;
  thin: number;
  /** Slope of the nib in radians; 0 is level. */
  nib: number;
  serif: number;
  slant: number;
  width: number;
  /** Every letter takes the same room. */
  even?: boolean;
  /** Bows are broken into straight lines. */
  broken?: boolean;
}

const cuts = {
  book: { thick: 1.9, thin: 0.8, nib: 0.18, serif: 1.9, slant: 0, width: 1.06 },
  modern: { thick: 2.4, thin: 0.55, nib: 0, serif: 2.2, slant: 0, width: 1.04 },
  italic: { thick: 1.6, thin: 0.65, nib: 0.25, serif: 0.9, slant: 0.28, width: 0.86 },
  fat: { thick: 4, thin: 0.7, nib: 0, serif: 2, slant: 0, width: 1.16 },
  plain: { thick: 1.9, thin: 1.7, nib: 0, serif: 0, slant: 0, width: 0.94 },
  thin: { thick: 0.9, thin: 0.8, nib: 0, serif: 0, slant: 0.16, width: 1 },
  slab: { thick: 2.8, thin: 2, nib: 0, serif: 2.2, slant: 0, width: 1.06 },
  typewriter: { thick: 1.1, thin: 1.1, nib: 0, serif: 1.7, slant: 0, width: 1, even: true },
  black: { thick: 2.6, thin: 0.6, nib: 0.7, serif: 0.4, slant: 0, width: 0.82, broken: true },
} satisfies Record<string, Cut>;

export type Face = keyof typeof cuts;

const cast = new Map<string, Path2D>();

/** How far a line of type reaches, at `size` units of x-height. */
export function typeWidth(text: string, face: Face, size: number, tracking = 0): number {
  let width = 0;
  for (const letter of text) width += advanceOf(letter, cuts[face]) + tracking * 10;
  return (width * size) / 10;
}

function advanceOf(letter: string, cut: Cut): number {
  if (cut.even === true) return 11;
  return (roman.get(letter)?.advance ?? 5.5) * cut.width + cut.thick * 0.25;
}

export interface Setting {
  tracking?: number;
  /** Where x is: at the beginning of the line (default), its middle or its end. */
  align?: 'left' | 'middle' | 'right';
  /** Uneven inking and placing, 0 … 1, as from a worn typewriter or press. */
  wear?: number;
  random?: Random;
}

/** Sets one line in the pen's fill colour and returns where it ended. */
export function typeset(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  face: Face,
  size: number,
  { tracking = 0, align = 'left', wear = 0, random }: Setting = {},
): number {
  const scale = size / 10;
  const cut: Cut = cuts[face];
  const width = align === 'left' ? 0 : typeWidth(text, face, size, tracking);
  let at = align === 'left' ? x : align === 'middle' ? x - width / 2 : x - width;
  const ink = pen.globalAlpha;
  const before = pen.getTransform();
  for (const letter of text) {
    const advance = advanceOf(letter, cut);
    if (letter !== ' ') {
      const narrow = cut.even === true ? (11 - (roman.get(letter)?.advance ?? 5)) / 2 : 0;
      const shift = wear > 0 && random !== undefined ? random.normal(0, wear * size * 0.06) : 0;
      if (wear > 0 && random !== undefined) pen.globalAlpha = ink * (1 - wear * random.next());
      pen.translate(at + narrow * scale, y + shift);
      pen.scale(scale, -scale);
      pen.fill(glyphPath(letter, face, size < 9));
      pen.setTransform(before);
    }
    at += (advance + tracking * 10) * scale;
  }
  pen.globalAlpha = ink;
  return at;
}

/** `small` type is cut from fewer points, which nobody sees and which takes half the time. */
function glyphPath(letter: string, face: Face, small: boolean): Path2D {
  const key = face + letter + (small ? '' : '+');
  const known = cast.get(key);
  if (known !== undefined) return known;
  const path = new Path2D();
  const cut: Cut = cuts[face];
  for (const stroke of roman.get(letter)?.strokes ?? [])
    drag(path, stroke, cut, letter, small ? 2 : 5);
  cast.set(key, path);
  return path;
}

function drag(path: Path2D, stroke: Stroke, cut: Cut, letter: string, steps: number): void {
  const skeleton =
    stroke.straight || cut.broken === true ? stroke.points : sampled(stroke.points, steps);
  const points = skeleton.map(([x, y]): Point => [(x + y * cut.slant) * cut.width, y]);
  const reach = (cut.thick - cut.thin) / 2;
  const nib: Point = [Math.cos(cut.nib) * reach, Math.sin(cut.nib) * reach];
  for (let i = 0; i + 1 < points.length; i++) {
    sweep(path, points[i] as Point, points[i + 1] as Point, nib, cut.thin / 2);
  }
  if (cut.serif === 0 || !/[a-zA-Z]/.test(letter)) return;
  for (const [end, next] of [
    [points[0], points[1]],
    [points[points.length - 1], points[points.length - 2]],
  ]) {
    if (end === undefined || next === undefined) continue;
    const upright = Math.abs(end[1] - next[1]) > 2.2 * Math.abs(end[0] - next[0]);
    const atEdge = [0, 10, 17, 18, -7].some((edge) => Math.abs(end[1] - edge) < 0.01);
    if (!upright || !atEdge) continue;
    const flag = end[1] > next[1] && letter >= 'a' ? 0.25 : 1;
    const reachOut = cut.serif + cut.thick / 2;
    box(path, end[0] - reachOut, end[0] + reachOut * flag, end[1], cut.thin);
  }
}

function box(path: Path2D, left: number, right: number, y: number, height: number): void {
  path.rect(left, y - height / 2, right - left, height);
}

/** The area a nib covers between two points: a hexagon, always wound the same way so that areas add up. */
function sweep(path: Path2D, from: Point, to: Point, nib: Point, thin: number): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const ux = ((to[0] - from[0]) / length) * thin;
  const uy = ((to[1] - from[1]) / length) * thin;
  let [nx, ny] = nib;
  if (ux * ny - uy * nx < 0) [nx, ny] = [-nx, -ny];
  // a little of the travel and of its normal widens the nib where it slides along itself
  const [px, py] = [nx - uy, ny + ux];
  path.moveTo(from[0] + px - ux, from[1] + py - uy);
  path.lineTo(from[0] - px - ux, from[1] - py - uy);
  path.lineTo(to[0] - px + ux, to[1] - py + uy);
  path.lineTo(to[0] + px + ux, to[1] + py + uy);
  path.closePath();
}

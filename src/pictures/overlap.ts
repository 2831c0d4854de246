/**
 * How alike two pictures are where they overlap best: the one is laid on the other whole and cropped,
 * here and there, and the brightness under it correlated. Correlation does not see changes of tone.
 */
import { patchSide } from './looks';

/** Shares of a side that a crop may have kept, and how far the two sides may differ. */
const scales = [1, 0.92, 0.84, 0.76, 0.68];
const skew = 0.1;
/** Places a crop is tried at, along each side. */
const places = 5;
/** Correlation of a rough look below which a close one finds nothing. */
const worthALook = 0.7;
/** Steps of a close look, in shares of a side. */
const steps = [0.03, 0.015, 0.0075];

/** Where a crop lies, in shares of the whole. */
interface Part {
  left: number;
  top: number;
  across: number;
  down: number;
}

/**
 * @param one Brightness on `patchSide` × `patchSide`. @param other The same of another picture.
 * @returns The highest correlation found, −1 … 1; 0 where one of the two is all of one tone.
 */
export function bestOverlap(one: Float32Array, other: Float32Array): number {
  return Math.max(bestCropOf(one, other), bestCropOf(other, one));
}

/** Lays `crop` on parts of `whole`: roughly everywhere, then closely around the best place. */
function bestCropOf(whole: Float32Array, crop: Float32Array): number {
  let place: Part = { left: 0, top: 0, across: 1, down: 1 };
  let best = correlation(crop, whole, place, 2);
  for (const part of parts) {
    const found = correlation(crop, whole, part, 2);
    if (found > best) [best, place] = [found, part];
  }
  if (best < worthALook) return best;
  best = correlation(crop, whole, place, 1);
  for (const step of steps) {
    for (let moved = true; moved;) {
      moved = false;
      for (const part of besides(place, step)) {
        const found = correlation(crop, whole, part, 1);
        if (found > best) [best, place, moved] = [found, part, true];
      }
    }
  }
  return best;
}

const parts: Part[] = scales.flatMap((across) =>
  scales
    .filter((down) => Math.abs(across - down) <= skew)
    .flatMap((down) =>
      offsets(across).flatMap((left) => offsets(down).map((top) => ({ left, top, across, down }))),
    ),
);

function offsets(scale: number): number[] {
  const room = 1 - scale;
  if (room === 0) return [0];
  return Array.from({ length: places }, (_, place) => (room * place) / (places - 1));
}

function besides(place: Part, step: number): Part[] {
  return (['left', 'top', 'across', 'down'] as const)
    .flatMap((side) => [-step, step].map((by) => ({ ...place, [side]: place[side] + by })))
    .filter(
      ({ left, top, across, down }) =>
        left >= 0 &&
        top >= 0 &&
        left + across <= 1 &&
        top + down <= 1 &&
        across > 0.5 &&
        down > 0.5,
    );
}

/** Pearson's, between a picture and a part of another one, at every `stride`-th pixel. */
function correlation(crop: Float32Array, whole: Float32Array, part: Part, stride: number): number {
  let [sumA, sumB, squaresA, squaresB, products, n] = [0, 0, 0, 0, 0, 0];
  for (let y = 0; y < patchSide; y += stride) {
    const v = (part.top + ((y + 0.5) / patchSide) * part.down) * patchSide - 0.5;
    for (let x = 0; x < patchSide; x += stride) {
      const u = (part.left + ((x + 0.5) / patchSide) * part.across) * patchSide - 0.5;
      const a = crop[y * patchSide + x]!;
      const b = between(whole, u, v);
      sumA += a;
      sumB += b;
      squaresA += a * a;
      squaresB += b * b;
      products += a * b;
      n++;
    }
  }
  const spread = (squaresA - (sumA * sumA) / n) * (squaresB - (sumB * sumB) / n);
  return spread > 1e-9 ? (products - (sumA * sumB) / n) / Math.sqrt(spread) : 0;
}

/** The value between four pixels, bilinear. */
function between(values: Float32Array, u: number, v: number): number {
  const x = Math.min(patchSide - 1.001, Math.max(0, u));
  const y = Math.min(patchSide - 1.001, Math.max(0, v));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = top * patchSide + left;
  const [dx, dy] = [x - left, y - top];
  const upper = values[at]! * (1 - dx) + values[at + 1]! * dx;
  const lower = values[at + patchSide]! * (1 - dx) + values[at + patchSide + 1]! * dx;
  return upper * (1 - dy) + lower * dy;
}

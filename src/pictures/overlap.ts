/**
 * Whether two pictures show one thing: the one is laid on the other, whole and cropped, here and there,
 * until their brightness agrees best; then it is their detail that has to agree. Brightness alone agrees
 * for any two ships on a sea. Correlation does not see changes of tone.
 */
import { patchSide } from './looks';

/** Shares of a side that a crop may have kept, and how far the two sides may differ. */
const scales = [1, 0.92, 0.84, 0.76, 0.68];
const skew = 0.1;
/** Places a crop is tried at, along each side. */
const places = 5;
/** Correlation of a rough look below which a close one finds nothing. */
const worthALook = 0.7;
/** Rough places that are looked at closely. */
const hopeful = 4;
/** Correlation of detail from which two whole pictures are one. */
const sameWhole = 0.93;
/** The same of a crop: of coarse detail, which survives being enlarged, and of fine. */
const sameCrop = { coarse: 0.94, fine: 0.78 };
/** Share of the area a crop has kept: more is no crop, less could be anything. */
const cropArea = { least: 0.55, most: 0.92 };
/** Steps of a close look, in shares of a side. */
const steps = [0.03, 0.015, 0.0075, 0.004];

/** Where a crop lies, in shares of the whole. */
interface Part {
  left: number;
  top: number;
  across: number;
  down: number;
}

const whole: Part = { left: 0, top: 0, across: 1, down: 1 };

/**
 * @param one Brightness on `patchSide` × `patchSide`. @param other The same of another picture.
 * @returns How far their detail agrees, 0–1, where they are one thing; null where they are not.
 */
export function likeness(one: Float32Array, other: Float32Array): number | null {
  const straight = correlation(fine(one), fine(other), whole, 1);
  if (straight >= sameWhole) return straight;
  const crops = [likeCrop(one, other), likeCrop(other, one)].filter((found) => found !== null);
  return crops.length > 0 ? Math.max(...crops) : null;
}

function likeCrop(from: Float32Array, crop: Float32Array): number | null {
  const part = bestPlace(from, crop);
  if (part === null) return null;
  const area = part.across * part.down;
  if (area < cropArea.least || area > cropArea.most) return null;
  const cut = resampled(from, part);
  const found = correlation(coarse(crop), coarse(cut), whole, 1);
  if (found < sameCrop.coarse) return null;
  return correlation(fine(crop), fine(cut), whole, 1) >= sameCrop.fine ? found : null;
}

/** Where on `from` a picture lies best: roughly everywhere, then closely around the most hopeful places. */
function bestPlace(from: Float32Array, crop: Float32Array): Part | null {
  const places = parts
    .map((part) => ({ part, found: correlation(crop, from, part, 3) }))
    .sort((a, b) => b.found - a.found)
    .slice(0, hopeful);
  if ((places[0]?.found ?? -1) < worthALook) return null;
  let [place, best] = [whole, -1];
  for (const { part } of places) {
    const close = closeLook(from, crop, part);
    if (close.found > best) [place, best] = [close.part, close.found];
  }
  return place;
}

function closeLook(from: Float32Array, crop: Float32Array, start: Part) {
  let [part, found] = [start, correlation(crop, from, start, 1)];
  for (const step of steps) {
    for (let moved = true; moved;) {
      moved = false;
      for (const beside of besides(part, step)) {
        const there = correlation(crop, from, beside, 1);
        if (there > found) [part, found, moved] = [beside, there, true];
      }
    }
  }
  return { part, found };
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
function correlation(crop: Float32Array, from: Float32Array, part: Part, stride: number): number {
  let [sumA, sumB, squaresA, squaresB, products, n] = [0, 0, 0, 0, 0, 0];
  for (let y = 0; y < patchSide; y += stride) {
    const v = (part.top + ((y + 0.5) / patchSide) * part.down) * patchSide - 0.5;
    for (let x = 0; x < patchSide; x += stride) {
      const u = (part.left + ((x + 0.5) / patchSide) * part.across) * patchSide - 0.5;
      const a = crop[y * patchSide + x]!;
      const b = between(from, u, v);
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

/** A part of a picture, at the size of the whole. */
function resampled(from: Float32Array, part: Part): Float32Array {
  return Float32Array.from({ length: from.length }, (_, at) => {
    const [x, y] = [at % patchSide, Math.floor(at / patchSide)];
    const u = (part.left + ((x + 0.5) / patchSide) * part.across) * patchSide - 0.5;
    const v = (part.top + ((y + 0.5) / patchSide) * part.down) * patchSide - 0.5;
    return between(from, u, v);
  });
}

/** What is left without the broad tones. */
function fine(values: Float32Array): Float32Array {
  const broad = blurred(values, 2);
  return values.map((value, at) => value - broad[at]!);
}

/** The same without the finest grain, which enlarging does not bring back. */
function coarse(values: Float32Array): Float32Array {
  const [near, broad] = [blurred(values, 1), blurred(values, 3)];
  return near.map((value, at) => value - broad[at]!);
}

/** The mean of the pixels up to `reach` away. */
function blurred(values: Float32Array, reach: number): Float32Array {
  return Float32Array.from({ length: values.length }, (_, at) => {
    const [x, y] = [at % patchSide, Math.floor(at / patchSide)];
    let [sum, n] = [0, 0];
    for (let v = Math.max(0, y - reach); v <= Math.min(patchSide - 1, y + reach); v++) {
      for (let u = Math.max(0, x - reach); u <= Math.min(patchSide - 1, x + reach); u++) {
        sum += values[v * patchSide + u]!;
        n++;
      }
    }
    return sum / n;
  });
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

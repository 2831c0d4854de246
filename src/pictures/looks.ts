/**
 * What a picture looks like, in few numbers and without any network: a fingerprint to find it again by,
 * and its colours and textures. Both are worked out from the picture squeezed into a small square.
 */

/** Side of the square that looks are worked out from, in pixels: divisible by what follows. */
export const looksSide = 72;
/** Side of the brightness kept for comparing two pictures, in pixels. */
export const patchSide = 36;
/** Bits of a fingerprint. */
export const hashBits = 64;

/** Perceived brightness (BT.601) of each pixel, 0–1. @param rgb Row by row, 3 bytes a pixel. */
export function brightness(rgb: Uint8Array): Float32Array {
  return Float32Array.from(
    { length: rgb.length / 3 },
    (_, at) => (0.299 * rgb[at * 3]! + 0.587 * rgb[at * 3 + 1]! + 0.114 * rgb[at * 3 + 2]!) / 255,
  );
}

/**
 * Shrinks a square by averaging: each cell of the result is the mean of the pixels under it.
 *
 * @param side Of the square; divisible by `columns` and `rows`.
 */
export function averaged(
  values: Float32Array,
  side: number,
  columns: number,
  rows: number,
): Float32Array {
  const [width, height] = [side / columns, side / rows];
  const cells = new Float32Array(columns * rows);
  for (let y = 0; y < side; y++) {
    const row = Math.floor(y / height) * columns;
    for (let x = 0; x < side; x++) {
      cells[row + Math.floor(x / width)]! += values[y * side + x]! / (width * height);
    }
  }
  return cells;
}

/**
 * The difference hash: whether each of 8 × 8 cells is darker than the one to its right (after Krawetz
 * 2013, "Kind of like that"). It survives resizing, recompression and changes of tone.
 *
 * @param values Brightness of a square of `looksSide`. @returns 64 zeros and ones.
 */
export function differenceHash(values: Float32Array): Uint8Array {
  const cells = averaged(values, looksSide, 9, 8);
  return Uint8Array.from({ length: hashBits }, (_, bit) => {
    const at = Math.floor(bit / 8) * 9 + (bit % 8);
    return cells[at]! < cells[at + 1]! ? 1 : 0;
  });
}

/** How many bits of two hashes differ. */
export function hashDistance(one: Uint8Array, other: Uint8Array): number {
  let distance = 0;
  for (let bit = 0; bit < one.length; bit++) distance += one[bit]! ^ other[bit]!;
  return distance;
}

/**
 * Colours and textures as a vector: what could be told about a picture before there were networks. The
 * baseline a network has to beat, and a second pair of eyes for telling batches of pictures apart.
 * Each histogram sums to 1 and is kept as square roots, so that distances are Hellinger's.
 */
import { brightness } from './looks';

const hues = 12;
const saturations = 3;
const values = 4;
const colours = hues * saturations * values;
/** Local binary patterns: 58 uniform ones and one for all the rest (Ojala, Pietikäinen and Mäenpää 2002). */
const patterns = 59;
const directions = 9;
const cells = 4;

export const colourTextureSize = colours + patterns + directions * cells * cells;

/** @param rgb A square picture, 3 bytes a pixel. @returns `colourTextureSize` numbers. */
export function colourTexture(rgb: Uint8Array): Float32Array {
  const side = Math.sqrt(rgb.length / 3);
  const light = brightness(rgb);
  const vector = new Float32Array(colourTextureSize);
  vector.set(rooted(colourHistogram(rgb)), 0);
  vector.set(rooted(patternHistogram(light, side)), colours);
  vector.set(gradientHistograms(light, side), colours + patterns);
  return vector;
}

function rooted(histogram: Float32Array): Float32Array {
  const sum = histogram.reduce((total, count) => total + count, 0);
  return histogram.map((count) => (sum > 0 ? Math.sqrt(count / sum) : 0));
}

/** Hue, saturation and value in coarse steps. */
function colourHistogram(rgb: Uint8Array): Float32Array {
  const histogram = new Float32Array(colours);
  const step = (share: number, steps: number) => Math.min(steps - 1, Math.floor(share * steps));
  for (let at = 0; at < rgb.length; at += 3) {
    const [red, green, blue] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
    const highest = Math.max(red, green, blue);
    const range = highest - Math.min(red, green, blue);
    const saturation = highest === 0 ? 0 : range / highest;
    const bin =
      (step(hueOf(red, green, blue, highest, range), hues) * saturations +
        step(saturation, saturations)) *
        values +
      step(highest / 255, values);
    histogram[bin]!++;
  }
  return histogram;
}

/** 0–1; 0 for greys. */
function hueOf(red: number, green: number, blue: number, highest: number, range: number): number {
  if (range === 0) return 0;
  if (highest === red) return (((green - blue) / range + 6) % 6) / 6;
  if (highest === green) return ((blue - red) / range + 2) / 6;
  return ((red - green) / range + 4) / 6;
}

/** The eight neighbours of a pixel, once around. */
const around = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
] as const;

/** For each of the 256 patterns its bin: uniform ones, with at most two changes around, have one each. */
const binOf = (() => {
  let next = 0;
  return Uint8Array.from({ length: 256 }, (_, pattern) => {
    const turned = ((pattern << 1) | (pattern >> 7)) & 255;
    let changes = 0;
    for (let bits = pattern ^ turned; bits > 0; bits >>= 1) changes += bits & 1;
    return changes <= 2 ? next++ : patterns - 1;
  });
})();

function patternHistogram(light: Float32Array, side: number): Float32Array {
  const histogram = new Float32Array(patterns);
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const here = light[y * side + x]!;
      let pattern = 0;
      around.forEach(([dx, dy], bit) => {
        if (light[(y + dy) * side + x + dx]! >= here) pattern |= 1 << bit;
      });
      histogram[binOf[pattern]!]!++;
    }
  }
  return histogram;
}

/** Directions of change, weighted by strength, in 4 × 4 parts of the picture (after Dalal and Triggs 2005). */
function gradientHistograms(light: Float32Array, side: number): Float32Array {
  const all = new Float32Array(directions * cells * cells);
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const dx = light[y * side + x + 1]! - light[y * side + x - 1]!;
      const dy = light[(y + 1) * side + x]! - light[(y - 1) * side + x]!;
      const angle = (Math.atan2(dy, dx) / Math.PI + 1) % 1;
      const cell = Math.floor((y * cells) / side) * cells + Math.floor((x * cells) / side);
      const bin = Math.min(directions - 1, Math.floor(angle * directions));
      all[cell * directions + bin]! += Math.hypot(dx, dy);
    }
  }
  return rooted(all);
}

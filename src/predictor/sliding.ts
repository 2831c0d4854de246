/** The steps of a network in which a square slides over the picture. Plain loops: small, and the same everywhere. */
import type { Sliding, Weights } from '../exchange/computation';

/** What a step gives: numbers height × width × channels, or channels alone. */
export interface Grid {
  data: Float32Array;
  shape: number[];
}

/** How many rows (or columns) TensorFlow's 'same' puts before the first one. */
function before(length: number, positions: number, over: Sliding, axis: 0 | 1): number {
  if (over.padding === 'valid') return 0;
  const reach = (over.size[axis] - 1) * over.dilation[axis] + 1;
  return Math.floor(Math.max(0, (positions - 1) * over.strides[axis] + reach - length) / 2);
}

/** Calls `visit` with where each part of the square lies: offsets of pixels in what goes in and comes out. */
function slide(
  input: Grid,
  output: Grid,
  over: Sliding,
  visit: (to: number, from: number, part: number) => void,
): void {
  const [height = 0, width = 0] = input.shape;
  const [rows = 0, columns = 0] = output.shape;
  const top = before(height, rows, over, 0);
  const left = before(width, columns, over, 1);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let down = 0; down < over.size[0]; down++) {
        const y = row * over.strides[0] + down * over.dilation[0] - top;
        if (y < 0 || y >= height) continue;
        for (let along = 0; along < over.size[1]; along++) {
          const x = column * over.strides[1] + along * over.dilation[1] - left;
          if (x < 0 || x >= width) continue;
          visit(row * columns + column, y * width + x, down * over.size[1] + along);
        }
      }
    }
  }
}

function filled({ bias }: Weights, output: Grid): void {
  for (let at = 0; at < output.data.length; at += bias.length) output.data.set(bias, at);
}

export function convolve(input: Grid, output: Grid, over: Sliding, weights: Weights): void {
  const [, , into = 0, out = 0] = weights.shape;
  filled(weights, output);
  slide(input, output, over, (to, from, part) => {
    const source = input.data.subarray(from * into, (from + 1) * into);
    mix(source, output.data, to * out, weights.kernel, part * into * out, out);
  });
}

/**
 * Adds `source` (a number a channel) times a matrix of weights, which begins at `weight`, to `out` numbers
 * of `target`. Nearly all of a network's time is spent here: four channels go at once.
 */
function mix(
  source: Float32Array,
  target: Float32Array,
  to: number,
  kernel: Float32Array,
  weight: number,
  out: number,
): void {
  const fours = source.length - (source.length % 4);
  for (let channel = 0; channel < fours; channel += 4) {
    const one = source[channel]!;
    const two = source[channel + 1]!;
    const three = source[channel + 2]!;
    const four = source[channel + 3]!;
    // After a rectifier many are zero.
    if (one === 0 && two === 0 && three === 0 && four === 0) continue;
    const first = weight + channel * out;
    for (let at = 0; at < out; at++) {
      const from = first + at;
      target[to + at]! +=
        one * kernel[from]! +
        two * kernel[from + out]! +
        three * kernel[from + 2 * out]! +
        four * kernel[from + 3 * out]!;
    }
  }
  for (let channel = fours; channel < source.length; channel++) {
    const value = source[channel]!;
    const first = weight + channel * out;
    for (let at = 0; at < out; at++) target[to + at]! += value * kernel[first + at]!;
  }
}

export function convolveDepthwise(
  input: Grid,
  output: Grid,
  over: Sliding,
  weights: Weights,
): void {
  const [, , into = 0, multiplier = 0] = weights.shape;
  const { kernel } = weights;
  const [source, target] = [input.data, output.data];
  const out = into * multiplier;
  filled(weights, output);
  slide(input, output, over, (to, from, part) => {
    for (let channel = 0; channel < into; channel++) {
      const value = source[from * into + channel]!;
      for (let each = 0; each < multiplier; each++) {
        const at = channel * multiplier + each;
        target[to * out + at]! += value * kernel[part * out + at]!;
      }
    }
  });
}

/** The largest, or the mean of those that lie within the picture. */
export function pool(input: Grid, output: Grid, over: Sliding, isMaximum: boolean): void {
  const channels = input.shape.at(-1)!;
  const counts = new Uint16Array(output.data.length / channels);
  const [source, target] = [input.data, output.data];
  target.fill(isMaximum ? -Infinity : 0);
  slide(input, output, over, (to, from) => {
    counts[to]!++;
    for (let channel = 0; channel < channels; channel++) {
      const value = source[from * channels + channel]!;
      const at = to * channels + channel;
      target[at] = isMaximum ? Math.max(target[at]!, value) : target[at]! + value;
    }
  });
  if (isMaximum) return;
  for (let at = 0; at < target.length; at++) target[at]! /= counts[Math.floor(at / channels)]!;
}

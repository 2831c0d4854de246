/** Weights in eight bits: symmetric, a scale for each channel of the result. */
import type { Step, Weights } from './computation';

export interface Quantised {
  values: Int8Array;
  /** value × scale of its channel gives the weight back. */
  scales: Float32Array;
}

/** @param channelOf Which channel the weight at that place belongs to. */
export function quantised(
  weights: Float32Array,
  channels: number,
  channelOf: (at: number) => number,
): Quantised {
  const largest = new Float32Array(channels);
  weights.forEach((value, at) => {
    const channel = channelOf(at);
    largest[channel] = Math.max(largest[channel]!, Math.abs(value));
  });
  // A channel of zeros alone needs some scale that is not zero.
  const scales = largest.map((value) => (value === 0 ? 1 : value / 127));
  const values = Int8Array.from(weights, (value, at) => Math.round(value / scales[channelOf(at)]!));
  return { values, scales };
}

/** Below this many inputs a kernel is so small that eight bits gain nothing and cost much. */
const fewInputs = 8;

/**
 * Whether eight bits are enough for a step's weights: they are where many add up to one number. What has
 * few (colours, single channels) or decides directly (the labels) does most of the damage; see 0013.
 */
export function isPlentiful({ kind, weights }: Step & { weights: Weights }): boolean {
  return kind === 'convolution' && weights.shape[2]! >= fewInputs;
}

/** Weights in eight bits: symmetric, a scale for each channel of the result. */

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

/** Features brought to mean 0 and standard deviation 1, so that one L2 strength means the same for each. */

export interface Standardisation {
  mean: Float32Array;
  /** Standard deviation; 1 for a feature that never changes. */
  scale: Float32Array;
}

/** @param features n × dims, row-major, n ≥ 1. */
export function standardisation(features: Float32Array, dims: number): Standardisation {
  const n = features.length / dims;
  const mean = new Float64Array(dims);
  for (let at = 0; at < features.length; at++) mean[at % dims]! += features[at]! / n;
  const variance = new Float64Array(dims);
  for (let at = 0; at < features.length; at++) {
    variance[at % dims]! += (features[at]! - mean[at % dims]!) ** 2 / n;
  }
  return {
    mean: Float32Array.from(mean),
    scale: Float32Array.from(variance, (value) => (value > 1e-10 ? Math.sqrt(value) : 1)),
  };
}

/** @param features n × dims, row-major. @returns The same shape, in memory of its own. */
export function standardised(
  features: Float32Array,
  { mean, scale }: Standardisation,
): Float32Array {
  const dims = mean.length;
  const result = new Float32Array(features.length);
  for (let row = 0; row < features.length; row += dims) {
    for (let dim = 0; dim < dims; dim++) {
      result[row + dim] = (features[row + dim]! - mean[dim]!) / scale[dim]!;
    }
  }
  return result;
}

/** Two settings measured on the same parts: by how much one is better, and how sure that is. */

interface PairedDifference {
  /** Mean of the first minus mean of the second. */
  readonly mean: number;
  /** Standard error of that mean; null with fewer than two parts. */
  readonly error: number | null;
  /** Whether it is further from zero than two standard errors. */
  readonly isClear: boolean;
}

/** Over the parts both have; null without any. */
export function pairedDifference(
  first: readonly number[],
  second: readonly number[],
): PairedDifference | null {
  const parts = Math.min(first.length, second.length);
  if (parts === 0) return null;
  const differences = Array.from({ length: parts }, (_, part) => first[part]! - second[part]!);
  const mean = differences.reduce((sum, value) => sum + value, 0) / parts;
  if (parts === 1) return { mean, error: null, isClear: false };
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / (parts - 1) / parts);
  return { mean, error, isClear: Math.abs(mean) > 2 * error };
}

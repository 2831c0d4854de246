/** How sure a measurement is. */

export interface Estimate {
  /** 0–1. */
  value: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** Items it was measured on. */
  n: number;
}

/** The normal distribution's 97.5 % point. */
const z = 1.959963984540054;

/**
 * A share with its 95 % score interval (Wilson 1927, "Probable inference, the law of succession, and
 * statistical inference"). Without items: value 0, interval 0 to 1.
 */
export function wilson(right: number, n: number): Estimate {
  if (n === 0) return { value: 0, low: 0, high: 1, n };
  const share = right / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = ((z / (1 + (z * z) / n)) * Math.sqrt(n * share * (1 - share) + (z * z) / 4)) / n;
  return {
    value: share,
    low: right === 0 ? 0 : Math.max(0, middle - half),
    high: right === n ? 1 : Math.min(1, middle + half),
    n,
  };
}

/**
 * McNemar's test (1947), exact and two-sided, for two models on the same items.
 *
 * @param before 1 where the first was right. @param after 1 where the second was right.
 * @returns b: only the first was right; c: only the second; p: how likely a split at least this uneven
 *   is when neither is better.
 */
export function mcnemar(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): { b: number; c: number; p: number } {
  let b = 0;
  let c = 0;
  for (let item = 0; item < before.length; item++) {
    if (before[item] === 1 && after[item] !== 1) b++;
    if (before[item] !== 1 && after[item] === 1) c++;
  }
  // In logarithms: 0.5ⁿ is too small a number for a thousand disagreements.
  let log = (b + c) * Math.log(0.5);
  let tail = 0;
  for (let k = 0; k <= Math.min(b, c); k++) {
    tail += Math.exp(log);
    log += Math.log((b + c - k) / (k + 1));
  }
  return { b, c, p: Math.min(1, 2 * tail) };
}

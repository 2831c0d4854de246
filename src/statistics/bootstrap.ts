/** How far a score would move on other pictures of the same kind, found by drawing from those there are. */

/**
 * Items drawn with replacement from 0 … n − 1, `times` over. Scores of two models on the same draws
 * differ by what differs between the models: a paired comparison draws once.
 *
 * @param random Uniform in [0, 1).
 */
export function* resamples(
  n: number,
  times: number,
  random: () => number,
): Generator<Uint32Array, void> {
  for (let draw = 0; draw < times; draw++) {
    yield Uint32Array.from({ length: n }, () => Math.floor(random() * n));
  }
}

/**
 * The bootstrap's percentile interval (Efron 1979, "Bootstrap methods: another look at the jackknife"):
 * between the points that leave out half of `1 − level` of the resampled scores on either side.
 */
export function percentileInterval(
  scores: ArrayLike<number>,
  level = 0.95,
): { low: number; high: number } {
  const sorted = Float64Array.from(scores).sort();
  return {
    low: quantile(sorted, (1 - level) / 2),
    high: quantile(sorted, (1 + level) / 2),
  };
}

/** Between neighbours in proportion (definition 7 of Hyndman and Fan 1996); NaN of nothing. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [left, right] = [
    sorted[below] ?? NaN,
    sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN,
  ];
  return left + (place - below) * (right - left);
}

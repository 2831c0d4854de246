/** What a comparison of runs found, in sentences. */
import { count, pWords } from './numbers';
import type { Comparison, Duel, Score } from '../experiments/comparison';

/** Below this a difference is called more than chance. */
const significance = 0.05;

export function duelWords({ lost, won, p }: Duel, n: number, first: number, other: number): string {
  const counted = `Of ${count(n, 'benchmark picture')}, run ${other} alone is right on ${won}, run ${first} alone on ${lost}`;
  if (lost + won === 0) return `${counted}: on this benchmark they cannot be told apart.`;
  const verdict =
    p >= significance
      ? 'chance alone may explain that'
      : `run ${won > lost ? other : first} is better by more than chance would explain`;
  return `${counted} (McNemar, ${pWords(p)}): ${verdict}.`;
}

/** "+4 points (−3 to +11)": the gain over the first run. */
export function gainWords({ gain }: Score): string {
  if (gain === null) return 'the others are compared with this one';
  const points = (share: number) => {
    const rounded = Math.round(share * 100);
    return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${Math.abs(rounded)}`;
  };
  return `${points(gain.value)} points (${points(gain.low)} to ${points(gain.high)})`;
}

export function basisWords({ n, duels }: Comparison): string {
  const corrected = duels.length > 1 ? ' p is corrected for several comparisons (Holm).' : '';
  return `On the ${count(n, 'benchmark picture')} that all of them answered. Intervals are 95\u00a0% bootstrap intervals, from the same draws for every run.${corrected}`;
}

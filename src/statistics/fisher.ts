/** Whether two shares differ by more than chance, when few items are behind them. */
import { logFactorial } from './gamma';

/**
 * Fisher's exact test (1934), one-sided: how likely the first group would have so many errors or more
 * if both erred alike, the totals being what they are.
 */
export function fisherWorse(
  errors: number,
  n: number,
  otherErrors: number,
  otherN: number,
): number {
  const allErrors = errors + otherErrors;
  const all = n + otherN;
  let p = 0;
  for (let k = errors; k <= Math.min(n, allErrors); k++) {
    if (allErrors - k > otherN) continue;
    p += Math.exp(logChoose(n, k) + logChoose(otherN, allErrors - k) - logChoose(all, allErrors));
  }
  return Math.min(1, p);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** The most that may be wrong, given how often it was seen to be wrong. */
import { betaQuantile } from './beta';

/**
 * The exact one-sided upper bound of an error rate (Clopper and Pearson 1934, "The use of confidence or
 * fiducial limits"): at a higher rate, so few errors would have been seen with a probability under
 * `alpha`.
 *
 * @param errors Of `n` trials. @returns 0–1; 1 without trials.
 */
export function clopperPearsonUpper(errors: number, n: number, alpha = 0.05): number {
  return errors >= n ? 1 : betaQuantile(1 - alpha, errors + 1, n - errors);
}

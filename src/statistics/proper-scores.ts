/** Scores that are best for a model that says what it believes. Smaller is better. */

/**
 * Brier's score (1950, "Verification of forecasts expressed in terms of probability"): the squared
 * distance between probabilities and truth, summed over the labels, a mean over items. 0–2 where one
 * label is true. 0 without items.
 *
 * @param probabilities n × classes. @param targets n × classes, 0 or 1.
 */
export function brierScore(
  probabilities: ArrayLike<number>,
  targets: ArrayLike<number>,
  classes: number,
): number {
  let sum = 0;
  for (let at = 0; at < targets.length; at++) sum += (probabilities[at]! - targets[at]!) ** 2;
  return targets.length === 0 ? 0 : (sum * classes) / targets.length;
}

/**
 * Negative log-likelihood of the one true label of each item, a mean in natural logarithms; bounded, so
 * that one answer that was ruled out does not drown the others. 0 without items.
 */
export function logLoss(
  probabilities: ArrayLike<number>,
  targets: ArrayLike<number>,
  classes: number,
): number {
  let sum = 0;
  for (let at = 0; at < targets.length; at++) {
    if (targets[at] === 1) sum -= Math.log(Math.max(probabilities[at]!, 1e-12));
  }
  return targets.length === 0 ? 0 : (sum * classes) / targets.length;
}

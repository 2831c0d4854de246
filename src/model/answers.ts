/** From logits to probabilities, and what is right in them; plain arithmetic on rows of numbers. */
import type { HeadKind } from './head-kind';

/** Softmax or sigmoid of each row divided by `temperature`; float32, as many as there are logits. */
export function probabilitiesOf(
  logits: Float32Array,
  classes: number,
  kind: HeadKind,
  temperature = 1,
): Float32Array {
  if (kind === 'sigmoid') return logits.map((logit) => 1 / (1 + Math.exp(-logit / temperature)));
  const probabilities = new Float32Array(logits.length);
  for (let row = 0; row < logits.length; row += classes) {
    let highest = -Infinity;
    for (let c = 0; c < classes; c++) highest = Math.max(highest, logits[row + c]!);
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const power = Math.exp((logits[row + c]! - highest) / temperature);
      probabilities[row + c] = power;
      sum += power;
    }
    for (let c = 0; c < classes; c++) probabilities[row + c]! /= sum;
  }
  return probabilities;
}

/** Index of the largest value in `row` (the first of equals). */
export function firstChoice(values: ArrayLike<number>, row: number, classes: number): number {
  let best = 0;
  for (let c = 1; c < classes; c++) {
    if (values[row * classes + c]! > values[row * classes + best]!) best = c;
  }
  return best;
}

/** Tags at or over this probability count as given. */
export const tagThreshold = 0.5;

/**
 * @param probabilities n × classes. @param targets n × classes, 0 or 1.
 * @returns One number an item: 1 where its first label is the true one (softmax) or where exactly the
 *   true tags are at 0.5 or more (sigmoid).
 */
export function rightAnswers(
  probabilities: Float32Array,
  targets: Uint8Array,
  classes: number,
  kind: HeadKind,
): Uint8Array {
  return Uint8Array.from({ length: targets.length / classes }, (_, row) => {
    if (kind === 'softmax') {
      return targets[row * classes + firstChoice(probabilities, row, classes)]!;
    }
    for (let at = row * classes; at < (row + 1) * classes; at++) {
      if (probabilities[at]! >= tagThreshold !== (targets[at] === 1)) return 0;
    }
    return 1;
  });
}

/**
 * Negative log-likelihood of each item under probabilities: −log of the true class's (softmax), or the
 * mean over labels of the cross-entropy (sigmoid). Natural logarithm; bounded at 1e-12.
 */
export function surprises(
  probabilities: Float32Array,
  targets: Uint8Array,
  classes: number,
  kind: HeadKind,
): Float64Array {
  const log = (probability: number) => Math.log(Math.max(probability, 1e-12));
  return Float64Array.from({ length: targets.length / classes }, (_, row) => {
    let sum = 0;
    for (let at = row * classes; at < (row + 1) * classes; at++) {
      if (targets[at] === 1) sum -= log(probabilities[at]!);
      else if (kind === 'sigmoid') sum -= log(1 - probabilities[at]!);
    }
    return kind === 'sigmoid' ? sum / classes : sum;
  });
}

/** 0 of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return values.length === 0 ? 0 : sum / values.length;
}

/** How much each label's examples count while a head is fitted, and what that does to its logits. */
import type { HeadKind } from './head-kind';

export interface ClassWeights {
  /** Indices of the labels there is something to learn about. */
  learnable: number[];
  /** Weight of an example that has the label, per class. */
  positive: Float64Array;
  /** sigmoid: weight of an example that does not have it; softmax: unused, 1. */
  negative: Float64Array;
  /** To be taken off each logit afterwards, so that it speaks of how often labels really occur. */
  correction: Float64Array;
  /** Examples that have the label. */
  counts: Float64Array;
}

/**
 * Weights inverse to how often a label occurs, their mean over the examples being 1. Fitting under
 * weights w is fitting for a world in which class c is w times as common (Elkan 2001, "The foundations
 * of cost-sensitive learning"): log w comes off the logit again.
 *
 * @param targets n × classes, 0 or 1.
 */
export function classWeights(
  targets: Uint8Array,
  classes: number,
  kind: HeadKind,
  balance: boolean,
): ClassWeights {
  const n = targets.length / classes;
  const counts = new Float64Array(classes);
  for (let at = 0; at < targets.length; at++) counts[at % classes]! += targets[at]!;
  const learnable = [...counts.keys()].filter((label) => {
    const isConstant = kind === 'sigmoid' && counts[label] === n;
    return counts[label]! > 0 && !isConstant;
  });
  const ones = () => new Float64Array(classes).fill(1);
  const weights = {
    learnable,
    positive: ones(),
    negative: ones(),
    correction: new Float64Array(classes),
    counts,
  };
  if (!balance) return weights;
  for (const label of learnable) {
    const count = counts[label]!;
    const shares = kind === 'softmax' ? learnable.length : 2;
    weights.positive[label] = n / (shares * count);
    if (kind === 'sigmoid') weights.negative[label] = n / (2 * (n - count));
    weights.correction[label] = Math.log(weights.positive[label] / weights.negative[label]!);
  }
  return weights;
}

/**
 * Targets without the labels that no example has: a head cannot know them, and its surprise at one says
 * nothing of how sure it should be of the others. A softmax row left without a label surprises nobody.
 *
 * @param targets n × classes, 0 or 1, of items to check on.
 */
export function seenOnly(
  targets: Uint8Array,
  examples: { targets: Uint8Array; classes: number },
): Uint8Array {
  const seen = new Uint8Array(examples.classes);
  examples.targets.forEach((target, at) => (seen[at % seen.length]! |= target));
  return targets.map((target, at) => target & seen[at % seen.length]!);
}

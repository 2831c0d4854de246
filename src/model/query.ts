/** In which order to ask: what the model would learn most from, first. */
import { randomNumbers, shuffled } from '../statistics/random';
import type { HeadKind } from './head-kind';

export interface PoolQuestion {
  /** n × classes, calibrated. */
  probabilities: Float32Array;
  classes: number;
  kind: HeadKind;
  /** Rows of `probabilities` to be put in order. */
  candidates: Uint32Array;
  strategy: 'uncertain' | 'random';
  seed: number;
}

/**
 * Puts undecided pool items in the order in which they are best asked: by margin, the gap between the
 * first two choices (Scheffer et al. 2001) or a tag's distance from one half; equal ones, and all of
 * them for 'random', in seeded random order. Deterministic. Spreading the doubtful ones over the
 * collection was tried and costs accuracy: see docs/decisions/0006-ask-by-margin.md.
 *
 * @returns The candidates, most worth asking first.
 */
export function orderPool(question: PoolQuestion): Uint32Array {
  const { candidates, strategy, seed } = question;
  const random = shuffled(candidates.length, randomNumbers(seed, 0xa5)).map(
    (index) => candidates[index]!,
  );
  if (strategy === 'random') return Uint32Array.from(random);
  const margins = new Map(Array.from(random, (row) => [row, margin(question, row)]));
  return Uint32Array.from(Array.from(random).sort((a, b) => margins.get(a)! - margins.get(b)!));
}

/** How clear a case is: 0 when two answers are equally likely. */
function margin({ probabilities, classes, kind }: PoolQuestion, row: number): number {
  let first = 0;
  let second = 0;
  let closest = 1;
  for (let at = row * classes; at < (row + 1) * classes; at++) {
    const probability = probabilities[at]!;
    closest = Math.min(closest, Math.abs(probability - 0.5));
    if (probability > first) [first, second] = [probability, first];
    else if (probability > second) second = probability;
  }
  return kind === 'softmax' ? first - second : closest;
}

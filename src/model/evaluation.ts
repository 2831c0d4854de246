/** How good a set of answers is, on the benchmark, with intervals. */
import { percentileInterval, resamples } from '../statistics/bootstrap';
import { wilson, type Estimate } from '../statistics/intervals';
import { randomNumbers } from '../statistics/random';
import { firstChoice, mean, rightAnswers, tagThreshold } from './answers';
import type { HeadKind } from './head-kind';

export interface ClassScore {
  /** Index into the labels the head was trained on. */
  label: number;
  n: number;
  precision: number;
  recall: Estimate;
  f1: number;
}

export interface Evaluation {
  n: number;
  accuracy: Estimate;
  macroF1: Estimate;
  classes: ClassScore[];
  /** confusion[true][predicted], counts; empty for tags. */
  confusion: number[][];
  baselines: { majority: Estimate; neighbours: Estimate };
}

export interface Measured {
  /** n × classes. */
  probabilities: Float32Array;
  /** n × classes, 0 or 1. */
  targets: Uint8Array;
  classes: number;
  kind: HeadKind;
  /** 1 where the baseline is right, as `majorityBaseline` and `rightAnswers` give it. */
  baselines: { majority: Uint8Array; neighbours: Uint8Array };
  /** For the resampling behind macro-F1's interval. */
  seed?: number;
}

const resampleCount = 1000;

/**
 * Scores answers against the truth. Accuracy is the share of items answered entirely right, with
 * Wilson's interval. Macro-F1 is the mean F1 of the labels that occur in truth or answers; its interval
 * runs between the 2.5 % and 97.5 % points of 1,000 seeded resamples of the items (Efron 1979).
 */
export function evaluate(measured: Measured): Evaluation {
  const { probabilities, targets, classes, kind, baselines, seed = 0 } = measured;
  const n = targets.length / classes;
  const given = givenAnswers(probabilities, classes, kind);
  const everyItem = Uint32Array.from({ length: n }, (_, item) => item);
  const tallies = tally(given, targets, classes, everyItem);
  return {
    n,
    accuracy: share(rightAnswers(probabilities, targets, classes, kind)),
    macroF1: macroF1WithInterval(given, targets, classes, seed),
    classes: tallies.map((counts, label) => ({
      label,
      n: counts.hit + counts.missed,
      precision: ratio(counts.hit, counts.hit + counts.wrong),
      recall: wilson(counts.hit, counts.hit + counts.missed),
      f1: f1(counts),
    })),
    confusion: kind === 'softmax' ? confusionOf(given, targets, classes) : [],
    baselines: { majority: share(baselines.majority), neighbours: share(baselines.neighbours) },
  };
}

/** A share of right answers with its interval. @param right 1 where right. */
function share(right: Uint8Array): Estimate {
  return wilson(
    right.reduce((sum, value) => sum + value, 0),
    right.length,
  );
}

/**
 * What always answering the commonest answer would score: the commonest label (softmax), or each tag
 * that most items have (sigmoid).
 *
 * @returns 1 where right, one an item of `targets`.
 */
export function majorityBaseline(
  trainTargets: Uint8Array,
  targets: Uint8Array,
  classes: number,
  kind: HeadKind,
): Uint8Array {
  const counts = new Float32Array(classes);
  for (let at = 0; at < trainTargets.length; at++) counts[at % classes]! += trainTargets[at]!;
  const shares = counts.map((count) => count / Math.max(1, trainTargets.length / classes));
  const constant = Float32Array.from(targets, (_, at) => shares[at % classes]!);
  return rightAnswers(constant, targets, classes, kind);
}

/** n × classes: 1 for each label given as an answer. */
function givenAnswers(probabilities: Float32Array, classes: number, kind: HeadKind): Uint8Array {
  const given = new Uint8Array(probabilities.length);
  if (kind === 'sigmoid') {
    probabilities.forEach((value, at) => (given[at] = value >= tagThreshold ? 1 : 0));
  } else {
    for (let row = 0; row < probabilities.length / classes; row++) {
      given[row * classes + firstChoice(probabilities, row, classes)] = 1;
    }
  }
  return given;
}

interface Tally {
  hit: number;
  wrong: number;
  missed: number;
}

function tally(
  given: Uint8Array,
  targets: Uint8Array,
  classes: number,
  items: Uint32Array,
): Tally[] {
  const tallies = Array.from({ length: classes }, () => ({ hit: 0, wrong: 0, missed: 0 }));
  for (const item of items) {
    for (let label = 0; label < classes; label++) {
      const at = item * classes + label;
      if (given[at] === 1 && targets[at] === 1) tallies[label]!.hit++;
      else if (given[at] === 1) tallies[label]!.wrong++;
      else if (targets[at] === 1) tallies[label]!.missed++;
    }
  }
  return tallies;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function f1({ hit, wrong, missed }: Tally): number {
  return ratio(2 * hit, 2 * hit + wrong + missed);
}

function macroF1(tallies: Tally[]): number {
  const occurring = tallies.filter(({ hit, wrong, missed }) => hit + wrong + missed > 0);
  return mean(occurring.map(f1));
}

function macroF1WithInterval(
  given: Uint8Array,
  targets: Uint8Array,
  classes: number,
  seed: number,
): Estimate {
  const n = targets.length / classes;
  const everyItem = Uint32Array.from({ length: n }, (_, item) => item);
  const value = macroF1(tally(given, targets, classes, everyItem));
  if (n === 0) return { value: 0, low: 0, high: 1, n };
  const scores = Float64Array.from(
    resamples(n, resampleCount, randomNumbers(seed, 0xf1)),
    (items) => macroF1(tally(given, targets, classes, items)),
  );
  const { low, high } = percentileInterval(scores);
  return { value, low: Math.min(value, low), high: Math.max(value, high), n };
}

function confusionOf(given: Uint8Array, targets: Uint8Array, classes: number): number[][] {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let row = 0; row < targets.length / classes; row++) {
    const truth = firstChoice(targets, row, classes);
    confusion[truth]![firstChoice(given, row, classes)]!++;
  }
  return confusion;
}

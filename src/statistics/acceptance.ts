/**
 * From which confidence on a model may answer by itself, so that at most a share `risk` of those answers
 * is wrong. The confidence is chosen on check items; whether the promise can be given is then read once,
 * off benchmark items which had no part in that choice: one Clopper–Pearson upper bound.
 */
import { clopperPearsonUpper } from './clopper-pearson';
import { logGamma } from './gamma';
import type { KnownAnswers } from './sure-answers';

const alpha = 0.05;
/** So likely must it be, going by check items, that the bound will hold. */
const margin = 0.9;
/** So many check items weigh as much as the model's own calibrated confidence. */
const priorItems = 20;
/** Nobody is surer than this before any item is seen. */
const leastDoubt = 0.005;
/** More errors than this are not planned for. */
const mostErrors = 12;

/** Error-free answers that a promise needs at least: 29 for 10 %, 59 for 5 %, 149 for 2 %. */
export function leastAnswers(risk: number): number {
  return answersFor(0, risk);
}

/**
 * The confidence to answer from. Of those at which the bound will hold with 90 % probability it is the
 * lowest, which answers most; else the one where that is most probable; and where the benchmark is still
 * too small for any, the one that would need the fewest decisions. Null where none would do.
 *
 * @param benchmark Confidences on benchmark items, without what is true: only how many answers there
 *   will be to count.
 */
export function chooseThreshold(
  check: KnownAnswers,
  benchmark: ArrayLike<number>,
  risk: number,
): number | null {
  const candidates = candidatesOf(check, benchmark);
  const sizes = Array.from({ length: mostErrors + 1 }, (_, errors) => answersFor(errors, risk));
  const allowed = (answers: number) => sizes.findLastIndex((size) => size <= answers);
  const chances = candidates.map((candidate) => ({
    ...candidate,
    chance: chanceOfAtMost(allowed(candidate.answers), candidate.answers, candidate),
  }));
  const sure = chances.filter(({ chance }) => chance >= margin);
  if (sure.length > 0) return Math.min(...sure.map(({ threshold }) => threshold));
  const likeliest = chances.reduce<(typeof chances)[number] | null>(
    (best, each) => (each.chance > (best?.chance ?? 0) ? each : best),
    null,
  );
  if (likeliest) return likeliest.threshold;

  let fewest = Infinity;
  let planned: number | null = null;
  for (const candidate of candidates) {
    const errors = sizes.findIndex((size, at) => chanceOfAtMost(at, size, candidate) >= margin);
    const decisions = (sizes[errors] ?? Infinity) / candidate.coverage;
    if (decisions < fewest) [fewest, planned] = [decisions, candidate.threshold];
  }
  return planned;
}

interface Candidate {
  threshold: number;
  /** Benchmark items answered from there on, and their share of all items at hand. */
  answers: number;
  coverage: number;
  /** What is known of the error rate from there on: a beta distribution. */
  wrong: number;
  right: number;
}

/** Every confidence that occurs, with what check items and calibration say about answering from there on. */
function candidatesOf(check: KnownAnswers, benchmark: ArrayLike<number>): Candidate[] {
  const items = [
    ...Array.from(check.confidences, (confidence, at) => ({ confidence, right: check.right[at] })),
    ...Array.from(benchmark, (confidence) => ({ confidence, right: undefined })),
  ].sort((a, b) => b.confidence - a.confidence);
  const found: Candidate[] = [];
  let [answers, seen, wrong, doubt] = [0, 0, 0, 0];
  items.forEach(({ confidence, right }, place) => {
    doubt += 1 - confidence;
    if (right === undefined) answers++;
    else {
      seen++;
      if (right === 0) wrong++;
    }
    if (items[place + 1]?.confidence === confidence) return;
    const expected = Math.max(leastDoubt, doubt / (place + 1)) * priorItems;
    found.push({
      threshold: confidence,
      answers,
      coverage: (place + 1) / items.length,
      wrong: wrong + expected,
      right: seen - wrong + priorItems - expected,
    });
  });
  return found;
}

/** That at most `errors` of `n` answers are wrong: the beta-binomial distribution. */
function chanceOfAtMost(errors: number, n: number, { wrong, right }: Candidate): number {
  let sum = 0;
  for (let k = 0; k <= Math.min(errors, n); k++) {
    const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
    sum += Math.exp(ways + logBeta(wrong + k, right + n - k) - logBeta(wrong, right));
  }
  return sum;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Fewest answers among which so many errors still leave the bound at or under `risk`. */
function answersFor(errors: number, risk: number): number {
  const isEnough = (answers: number) => clopperPearsonUpper(errors, answers, alpha) <= risk;
  let [few, enough] = [errors, errors + 1];
  while (!isEnough(enough)) [few, enough] = [enough, enough * 2];
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}

export interface Bound {
  /** Benchmark items answered from the threshold on, and how many of those wrongly. */
  answered: number;
  wrong: number;
  /** With 95 % confidence no more than this share is wrong; 1 without answers. */
  upper: number;
  holds: boolean;
  /** Further answers of that confidence that would do, if none of them is wrong; 0 where it holds. */
  answersToGo: number;
  /** Benchmark decisions among which so many can be expected; null while nothing is answered. */
  decisionsToGo: number | null;
}

/** The one bound on the benchmark. */
export function boundAt(benchmark: KnownAnswers, threshold: number, risk: number): Bound {
  let [answered, wrong] = [0, 0];
  benchmark.confidences.forEach((confidence, at) => {
    if (confidence < threshold) return;
    answered++;
    if (benchmark.right[at] === 0) wrong++;
  });
  const upper = clopperPearsonUpper(wrong, answered, alpha);
  const holds = upper <= risk;
  const answersToGo = holds ? 0 : Math.max(1, answersFor(wrong, risk) - answered);
  const share = answered / benchmark.confidences.length;
  const decisionsToGo = holds ? 0 : answered === 0 ? null : Math.ceil(answersToGo / share);
  return { answered, wrong, upper, holds, answersToGo, decisionsToGo };
}

/** Share of items the model is sure enough to answer; 0 without items. */
export function coverageFrom(confidences: ArrayLike<number>, threshold: number): number {
  let sure = 0;
  for (let at = 0; at < confidences.length; at++) if (confidences[at]! >= threshold) sure++;
  return confidences.length === 0 ? 0 : sure / confidences.length;
}

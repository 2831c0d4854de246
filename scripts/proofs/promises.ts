/** Whether the promise behind accepted answers is kept, over many collections of the same pictures. */
import { boundAt, chooseThreshold } from '../../src/statistics/acceptance';
import { knownAnswers, type KnownAnswers } from '../../src/statistics/sure-answers';
import type { LabelledFeatures } from './features';
import { simulate, type Answers } from './simulated-collections';

export interface Promised {
  seed: number;
  /** Of the head on its benchmark, 0–1. */
  accuracy: number;
  /** Whether the bound on the benchmark allowed the promise. */
  isUnlocked: boolean;
  /** Open pool pictures, those answered, and those of them answered wrongly. */
  open: number;
  answered: number;
  wrong: number;
}

/** One look at the bound a seed, as the screen takes it. */
export async function promiseOf(
  features: LabelledFeatures,
  seed: number,
  poolDecisions: number,
  risk: number,
): Promise<Promised> {
  const { check, benchmark, open } = await simulate(features, seed, poolDecisions);
  const answers = (known: Answers): KnownAnswers =>
    knownAnswers(known.probabilities, known.targets, features.names.length, true);
  const [scored, rest] = [answers(benchmark), answers(open)];
  const threshold = chooseThreshold(answers(check), scored.confidences, risk);
  const isUnlocked = threshold !== null && boundAt(scored, threshold, risk).holds;
  const isAnswered = rest.confidences.map((confidence) =>
    isUnlocked && confidence >= threshold ? 1 : 0,
  );
  return {
    seed,
    accuracy: sum(scored.right) / scored.right.length,
    isUnlocked,
    open: rest.right.length,
    answered: sum(isAnswered),
    wrong: sum(isAnswered.map((value, at) => (rest.right[at] === 0 ? value : 0))),
  };
}

export interface PromiseSummary {
  seeds: number;
  accuracy: number;
  unlocked: number;
  /** Unlocked, and more of the answers wrong than promised. */
  broken: number;
  /** Where unlocked: share of open pictures answered, and share of wrong answers among all of them. */
  coverage: number;
  error: number;
}

export function summarise(promises: readonly Promised[], risk: number): PromiseSummary {
  const unlocked = promises.filter(({ isUnlocked }) => isUnlocked);
  const total = (field: 'open' | 'answered' | 'wrong') => sum(unlocked.map((each) => each[field]));
  return {
    seeds: promises.length,
    accuracy: sum(promises.map(({ accuracy }) => accuracy)) / promises.length,
    unlocked: unlocked.length,
    broken: unlocked.filter(({ answered, wrong }) => wrong > risk * answered).length,
    coverage: total('answered') / Math.max(1, total('open')),
    error: total('wrong') / Math.max(1, total('answered')),
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at] ?? 0;
  return total;
}

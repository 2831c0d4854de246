/** What the model could answer by itself under a promise, and whether that promise can be given. */
import type { AcceptedAnswer } from '../collection/accepted';
import type { ItemId, Task } from '../collection/records';
import type { Predictions } from '../collection/training-records';
import type { AnsweredItems, Measurement } from '../collection/trust-records';
import { boundAt, chooseThreshold, leastAnswers, type Bound } from '../statistics/acceptance';
import { randomNumbers, shuffled } from '../statistics/random';
import { knownAnswers, sureAnswer } from '../statistics/sure-answers';

/** Highest shares of wrong answers an expert may name. */
export const risks = [0.1, 0.05, 0.02] as const;

/** Check pictures under which no confidence is chosen. */
export const leastCheck = 20;

export interface Offer {
  risk: number;
  /** Benchmark answers without an error that the promise needs at least. */
  least: number;
  /** It answers from this confidence on; null where no confidence will do. */
  threshold: number | null;
  check: Bound;
  /** Check pictures it was measured on. */
  checked: number;
  bound: Bound;
  /** What it would answer now, and out of how many open pictures. */
  answers: Omit<AcceptedAnswer, 'isAudited'>[];
  open: number;
}

/** @param open Pool pictures that nobody has decided and that it has not answered yet. */
export function offerOf(
  measurement: Measurement,
  predictions: Predictions,
  open: readonly ItemId[],
  risk: number,
): Offer {
  const classes = measurement.labelIds.length;
  const { task } = predictions;
  const check = known(measurement.check, classes, task);
  const benchmark = known(measurement.benchmark, classes, task);
  const threshold =
    check.confidences.length < leastCheck
      ? null
      : chooseThreshold(check, benchmark.confidences, risk);
  const from = threshold ?? Infinity;
  return {
    ...{ risk, threshold, least: leastAnswers(risk), open: open.length },
    check: boundAt(check, from, risk),
    checked: check.confidences.length,
    bound: boundAt(benchmark, from, risk),
    answers: answersFrom(predictions, open, from),
  };
}

/** The answers with some drawn at random, so many that all of them right would prove the promise again. */
export function withAudit({ answers, least }: Offer, ...seeds: number[]): AcceptedAnswer[] {
  const drawn = new Set(shuffled(answers.length, randomNumbers(...seeds)).subarray(0, least));
  return answers.map((answer, at) => ({ ...answer, isAudited: drawn.has(at) }));
}

function known({ probabilities, targets }: AnsweredItems, classes: number, task: Task) {
  return knownAnswers(probabilities, targets, classes, task === 'single');
}

function answersFrom(
  { itemIds, probabilities, labelIds, task }: Predictions,
  open: readonly ItemId[],
  threshold: number,
): Offer['answers'] {
  const rowOf = new Map(Array.from(itemIds, (id, row) => [id, row]));
  return open.flatMap((itemId) => {
    const row = rowOf.get(itemId);
    if (row === undefined) return [];
    const { chosen, confidence } = sureAnswer(
      probabilities,
      row,
      labelIds.length,
      task === 'single',
    );
    if (confidence < threshold) return [];
    return [{ itemId, confidence, labelIds: chosen.map((at) => labelIds[at]!) }];
  });
}

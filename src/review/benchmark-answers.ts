/** A run's answers to the benchmark, picture by picture, ready to be looked into. */
import type { ItemId, Task } from '../collection/records';
import type { Measurement } from '../collection/trust-records';
import { wilson, type Estimate } from '../statistics/intervals';

export interface Answers {
  readonly task: Task;
  readonly itemIds: readonly ItemId[];
  readonly classes: number;
  /** One row a picture: calibrated, and before that. */
  readonly probabilities: Float32Array;
  readonly uncalibrated: Float32Array;
  /** 1 where the label is right. */
  readonly targets: Uint8Array;
  /** 1 where the whole answer is right. */
  readonly right: Uint8Array;
}

/** A tag is given from this probability on, here as at the desk. */
export const tagThreshold = 0.5;

/** Null where nothing was answered. */
export function answersOf({ benchmark, labelIds }: Measurement, task: Task): Answers | null {
  const { probabilities, uncalibrated, targets } = benchmark;
  if (benchmark.itemIds.length === 0) return null;
  const open = {
    ...{ task, probabilities, uncalibrated, targets, classes: labelIds.length },
    itemIds: [...benchmark.itemIds] as ItemId[],
  };
  const right = Uint8Array.from(benchmark.itemIds, (_, row) => Number(isRight(open, row)));
  return { ...open, right };
}

type Open = Omit<Answers, 'right'>;

function isRight(answers: Open, row: number): boolean {
  const [said, is] = [labelsSaid(answers, row), labelsTrue(answers, row)];
  return said.length === is.length && said.every((label, at) => label === is[at]);
}

/** What the run said of a picture, by column: one label, or every tag over its threshold. */
export function labelsSaid({ task, probabilities, classes }: Open, row: number): number[] {
  const own = probabilities.subarray(row * classes, (row + 1) * classes);
  if (task === 'single') return [own.indexOf(Math.max(...own))];
  return [...own.keys()].filter((label) => (own[label] ?? 0) >= tagThreshold);
}

/** What the picture is, by column. */
export function labelsTrue({ targets, classes }: Open, row: number): number[] {
  const own = targets.subarray(row * classes, (row + 1) * classes);
  return [...own.keys()].filter((label) => own[label] === 1);
}

/**
 * How sure the run is of its whole answer: the probability of its first choice, or of the tag it is least
 * sure about, given or not.
 */
export function certainties(answers: Answers): number[] {
  const { task, probabilities, classes } = answers;
  return answers.itemIds.map((_, row) => {
    const own = probabilities.subarray(row * classes, (row + 1) * classes);
    return task === 'single'
      ? Math.max(...own)
      : own.reduce((least, share) => Math.min(least, Math.max(share, 1 - share)), 1);
  });
}

/** A confidence with whether it was right: of first choices, or of every tag on every picture. */
export interface Claims {
  confidences: number[];
  right: number[];
}

export function claims(answers: Answers, matrix: Float32Array): Claims {
  const { task, classes, targets } = answers;
  if (task === 'tags') return { confidences: [...matrix], right: [...targets] };
  const first = answers.itemIds.map((_, row) => {
    const own = matrix.subarray(row * classes, (row + 1) * classes);
    return row * classes + own.indexOf(Math.max(...own));
  });
  return {
    confidences: first.map((at) => matrix[at] ?? 0),
    right: first.map((at) => targets[at] ?? 0),
  };
}

/** One label's probability and truth, picture by picture. */
export function column({ classes, itemIds, probabilities, targets }: Answers, label: number) {
  const at = itemIds.map((_, row) => row * classes + label);
  return {
    scores: at.map((place) => probabilities[place] ?? 0),
    truths: at.map((place) => targets[place] ?? 0),
  };
}

/** Rows that are `truth` and were said to be `said`; null stands for "not this". For tags, by one tag. */
export function rowsWhere(
  answers: Answers,
  { truth, said }: { truth: number | null; said: number | null },
): number[] {
  const label = truth ?? said ?? 0;
  return [...answers.itemIds.keys()].filter((row) => {
    const [is, called] = [labelsTrue(answers, row), labelsSaid(answers, row)];
    return (
      (truth === null ? !is.includes(label) : is.includes(truth)) &&
      (said === null ? !called.includes(label) : called.includes(said))
    );
  });
}

/** Of the pictures called so, how many are. */
export function precisionOf(answers: Answers, label: number): Estimate {
  const hits = rowsWhere(answers, { truth: label, said: label }).length;
  return wilson(hits, hits + rowsWhere(answers, { truth: null, said: label }).length);
}

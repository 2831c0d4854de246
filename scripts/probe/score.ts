/** How well a few examples of each label do, over several draws of which they are. */
import { randomNumbers, shuffled } from '../../src/statistics/random';
import type { LabelledFeatures } from '../proofs/features';
import { fitRidge, ridgeChoices, standardiser } from './ridge';

export interface Score {
  /** Share of the pictures not learned from that are named rightly; its mean over the draws. */
  mean: number;
  /** Half of the mean's 95 % interval (Student's t). */
  margin: number;
  draws: number[];
}

export const perClass = [5, 10, 20] as const;
export const seeds = [1, 2, 3, 4, 5] as const;
/** The 97.5 % point of Student's t with one degree of freedom less than there are seeds. */
const t = 2.776;

/** Null where some label has no picture left to be asked about. */
export function scoreDraws(features: LabelledFeatures, count: number): Score | null {
  const draws: number[] = [];
  for (const seed of seeds) {
    const learned = drawExamples(features.truth, count, seed);
    if (learned === null) return null;
    draws.push(accuracy(features, learned));
  }
  return summarise(draws);
}

export function summarise(draws: readonly number[]): Score {
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const error = Math.sqrt(squares / (draws.length - 1) / draws.length);
  return { mean, margin: t * error, draws: [...draws] };
}

/**
 * `count` pictures of each label, the same for every network with the same seed, so that networks may
 * be compared draw by draw. Null where a label has not one more than that.
 */
export function drawExamples(
  truth: readonly number[],
  count: number,
  seed: number,
): Set<number> | null {
  const learned = new Set<number>();
  for (const label of new Set(truth)) {
    const own = truth.flatMap((kind, picture) => (kind === label ? [picture] : []));
    if (own.length <= count) return null;
    const order = shuffled(own.length, randomNumbers(seed, label));
    for (const place of order.subarray(0, count)) learned.add(own[place]!);
  }
  return learned;
}

function accuracy(features: LabelledFeatures, learned: ReadonlySet<number>): number {
  const { vectors, dims, truth, names } = features;
  const rowsOf = (isLearned: boolean) =>
    truth.flatMap((_, picture) => (learned.has(picture) === isLearned ? [picture] : []));
  const row = (picture: number) => vectors.subarray(picture * dims, (picture + 1) * dims);
  const [known, unknown] = [rowsOf(true), rowsOf(false)];
  const standardise = standardiser(known.map(row));
  const labels = known.map((picture) => truth[picture]!);
  const kernel = fitRidge(
    known.map((picture) => standardise(row(picture))),
    labels,
    names.length,
  );
  const choices = ridgeChoices(
    kernel,
    unknown.map((picture) => standardise(row(picture))),
  );
  const right = choices.filter((choice, place) => choice === truth[unknown[place]!]).length;
  return right / unknown.length;
}

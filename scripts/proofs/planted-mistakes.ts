/** Labels flipped at random, and how soon the queue of label errors comes to them. */
import { outOfFold } from '../../src/model/out-of-fold';
import { suspectLabels } from '../../src/statistics/confident-learning';
import { stratifiedFolds } from '../../src/statistics/folds';
import { randomNumbers, shuffled } from '../../src/statistics/random';
import { granted, type LabelledFeatures } from './features';

const folds = 5;

export interface Found {
  seed: number;
  flipped: number;
  /** Of those, how many lie in the first 15 % of the queue. */
  early: number;
  /** How many pictures the queue counts as mistakes, and how many of those are. */
  likely: number;
  likelyFlipped: number;
}

/** Flips `share` of the labels to another one, and looks for doubts as the app does. */
export async function findPlanted(
  { files, names, truth, dims, vectors }: LabelledFeatures,
  seed: number,
  share = 0.05,
): Promise<Found> {
  const n = files.length;
  const classes = names.length;
  const random = randomNumbers(seed);
  const flipped = new Set(shuffled(n, random).subarray(0, Math.round(n * share)));
  const given = truth.map((label, row) =>
    flipped.has(row) ? (label + 1 + Math.floor(random() * (classes - 1))) % classes : label,
  );
  const targets = new Uint8Array(n * classes);
  given.forEach((label, row) => (targets[row * classes + label] = 1));
  const foldOf = stratifiedFolds(
    given.map((stratum, row) => ({ stratum, group: files[row] ?? '' })),
    folds,
    randomNumbers(seed, folds),
  );
  const { probabilities } = granted(
    await outOfFold({ features: vectors, dims, targets, classes, kind: 'softmax' }, foldOf, folds, {
      l2: 'auto',
      balance: true,
    }),
  );
  const { queue, likely } = suspectLabels(probabilities, targets, classes, true);
  const among = (count: number) =>
    queue.slice(0, count).filter(({ row }) => flipped.has(row)).length;
  return {
    seed,
    flipped: flipped.size,
    early: among(Math.floor(n * 0.15)),
    likely,
    likelyFlipped: among(likely),
  };
}

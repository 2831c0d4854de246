/** Several runs on the same benchmark pictures: how good each is, whether they differ by more than chance, and where. */
import type { ItemId, LabelId, Task } from '../collection/records';
import type { AnsweredItems, Measurement } from '../collection/trust-records';
import { percentileInterval, resamples } from '../statistics/bootstrap';
import { holm } from '../statistics/holm';
import { mcnemar, type Estimate } from '../statistics/intervals';
import { randomNumbers } from '../statistics/random';

/** A tag the model gives at least this probability counts as given. */
const tagThreshold = 0.5;

/** What one run said about one picture, and what is true of it. */
interface Said {
  readonly given: LabelId[];
  readonly truth: LabelId[];
}

function saidOf({ labelIds }: Measurement, answered: AnsweredItems, task: Task): Map<number, Said> {
  const classes = labelIds.length;
  const said = new Map<number, Said>();
  answered.itemIds.forEach((itemId, row) => {
    const own = answered.probabilities.subarray(row * classes, (row + 1) * classes);
    const highest = own.indexOf(Math.max(...own));
    said.set(itemId, {
      given: labelIds.filter((_, at) =>
        task === 'tags' ? (own[at] ?? 0) >= tagThreshold : at === highest,
      ),
      truth: labelIds.filter((_, at) => answered.targets[row * classes + at] === 1),
    });
  });
  return said;
}

function isSame(one: readonly LabelId[], other: readonly LabelId[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** Each run's answers to the pictures that all of them answered, in one order, with the truth as last measured. */
interface Paired {
  readonly itemIds: number[];
  readonly truths: LabelId[][];
  /** Run by run, picture by picture. */
  readonly given: LabelId[][][];
}

function pair(
  measurements: readonly Measurement[],
  role: 'benchmark' | 'check',
  task: Task,
): Paired {
  const all = measurements.map((measurement) => saidOf(measurement, measurement[role], task));
  const newest = measurements.reduce(
    (best, { at }, index) => (at > (measurements[best]?.at ?? 0) ? index : best),
    0,
  );
  const itemIds = [...(all[0]?.keys() ?? [])]
    .filter((itemId) => all.every((said) => said.has(itemId)))
    .sort((a, b) => a - b);
  return {
    itemIds,
    truths: itemIds.map((itemId) => all[newest]?.get(itemId)?.truth ?? []),
    given: all.map((said) => itemIds.map((itemId) => said.get(itemId)?.given ?? [])),
  };
}

export interface Score {
  readonly accuracy: Estimate;
  readonly macroF1: Estimate;
  /** This run's accuracy less the first one's, −1 … 1; null for the first. */
  readonly gain: Estimate | null;
}

export interface Duel {
  /** Right by the first run alone, and by this one alone. */
  readonly lost: number;
  readonly won: number;
  /** Exact two-sided McNemar; after Holm's correction where there are several. */
  readonly p: number;
}

export interface Comparison {
  /** Benchmark pictures that every one of them answered. */
  readonly n: number;
  readonly scores: Score[];
  /** Each run but the first against the first. */
  readonly duels: Duel[];
}

const draws = 1000;

/** Intervals are the bootstrap's, from one set of draws for all: what differs between runs is the runs. */
export function compare(
  measurements: readonly Measurement[],
  task: Task,
  seed: number,
): Comparison {
  const { truths, given } = pair(measurements, 'benchmark', task);
  const n = truths.length;
  const right = given.map((own) =>
    Uint8Array.from(own, (labels, item) => (isSame(labels, truths[item] ?? []) ? 1 : 0)),
  );
  const labels = [...new Set([...truths, ...given.flat()].flat())];
  const tallies = given.map((own) => tallyRows(own, truths, labels));
  const everyItem = Uint32Array.from({ length: n }, (_, item) => item);
  const drawn = [...resamples(n, draws, randomNumbers(seed, 0xc0))];
  const estimate = (score: (items: Uint32Array) => number): Estimate => ({
    value: score(everyItem),
    ...percentileInterval(drawn.map(score)),
    n,
  });
  const scores = right.map((own, run): Score => {
    const first = right[0] ?? own;
    return {
      accuracy: estimate((items) => share(own, items)),
      macroF1: estimate((items) => macroF1(tallies[run] ?? [], items)),
      gain: run === 0 ? null : estimate((items) => share(own, items) - share(first, items)),
    };
  });
  const tests = right.slice(1).map((own) => mcnemar(right[0] ?? own, own));
  const ps = holm(tests.map(({ p }) => p));
  return {
    n,
    scores,
    duels: tests.map(({ b, c, p }, index) => ({ lost: b, won: c, p: ps[index] ?? p })),
  };
}

function share(right: Uint8Array, items: Uint32Array): number {
  let sum = 0;
  for (const item of items) sum += right[item] ?? 0;
  return sum / Math.max(1, items.length);
}

/** For each label and picture: 1 given, 2 true, 3 both. */
function tallyRows(
  given: readonly LabelId[][],
  truths: readonly LabelId[][],
  labels: readonly LabelId[],
): Uint8Array[] {
  return labels.map((label) =>
    Uint8Array.from(
      given,
      (own, item) => (own.includes(label) ? 1 : 0) + (truths[item]?.includes(label) ? 2 : 0),
    ),
  );
}

/** The mean F1 of the labels that occur in truth or answers. */
function macroF1(tallies: readonly Uint8Array[], items: Uint32Array): number {
  let [sum, occurring] = [0, 0];
  for (const marks of tallies) {
    let [hits, misses] = [0, 0];
    for (const item of items) {
      const mark = marks[item];
      if (mark === 3) hits += 1;
      else if (mark !== 0) misses += 1;
    }
    if (hits + misses === 0) continue;
    sum += (2 * hits) / (2 * hits + misses);
    occurring += 1;
  }
  return occurring === 0 ? 0 : sum / occurring;
}

export interface ChangedPicture {
  readonly itemId: ItemId;
  readonly role: 'benchmark' | 'check';
  readonly before: LabelId[];
  readonly after: LabelId[];
  readonly truth: LabelId[];
  /** True where the later answer is right, false where it was right before, null where neither is. */
  readonly isBetter: boolean | null;
}

/** Where a run answers otherwise than the first: what got worse first, then better, then merely different. */
export function changedPictures(
  first: Measurement,
  other: Measurement,
  task: Task,
): ChangedPicture[] {
  const found = (['benchmark', 'check'] as const).flatMap((role) => {
    const { itemIds, truths, given } = pair([first, other], role, task);
    return itemIds.flatMap((itemId, at): ChangedPicture[] => {
      const [before = [], after = [], truth = []] = [given[0]?.[at], given[1]?.[at], truths[at]];
      if (isSame(before, after)) return [];
      const isBetter = isSame(after, truth) ? true : isSame(before, truth) ? false : null;
      return [{ itemId: itemId as ItemId, role, before, after, truth, isBetter }];
    });
  });
  const rank = ({ isBetter }: ChangedPicture) => (isBetter === false ? 0 : isBetter ? 1 : 2);
  return found.sort((a, b) => rank(a) - rank(b));
}

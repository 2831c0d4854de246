/** The learning curve: the same decisions learned from again, first few of them, then more. */
import type { LearningCurve } from '../../collection/assessment-records';
import { rightAnswers } from '../../model/answers';
import { fitHead, predict, type Head } from '../../model/head';
import { defaultL2 } from '../../model/selection';
import { success, type Outcome } from '../../outcome';
import { readCurve } from '../../statistics/learning-curve';
import { randomNumbers, shuffled } from '../../statistics/random';
import type { AssessmentInputs } from './assessment-inputs';
import type { LearningSet } from '../learning/learning-set';
import { headKind, spread } from '../learning/fit-and-predict';

const orders = 5;
const mostSizes = 6;
/** Sizes a law is drawn through, and items it is measured on, below which nothing is foretold. */
const sizesNeeded = 4;
const itemsNeeded = 20;
/** Benchmark items from which check items need not help out. */
const enoughBenchmark = 60;
/** No forecast reaches further than this many times what there is. */
const reach = 2;

export async function assessCurve(
  { project, set, table }: AssessmentInputs,
  tell: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Outcome<LearningCurve>> {
  const decisions = set?.pool.rows.length ?? 0;
  const sizes = set ? sizesUpTo(decisions, set.labelIds.length) : [];
  const test = set && testItems(set);
  const measuredOn = test?.withCheck ? 'benchmark-and-check' : 'benchmark';
  const none = { measuredOn, n: test?.rows.length ?? 0, orders, points: [], fit: null } as const;
  if (set === null || test === null || sizes.length < sizesNeeded) {
    return success({ ...none, points: [], forecasts: [], silence: 'too-few-decisions' });
  }
  if (test.rows.length < itemsNeeded) {
    return success({ ...none, points: [], forecasts: [], silence: 'too-few-to-measure-on' });
  }
  const kind = headKind(project);
  const classes = set.labelIds.length;
  const features = table.gather(test.rows);
  const learnFrom = async (members: Uint32Array, start: Head | null) => {
    const targets = new Uint8Array(members.length * classes);
    members.forEach((member, at) =>
      targets.set(
        set.pool.targets.subarray(member * classes, (member + 1) * classes),
        at * classes,
      ),
    );
    const rows = Array.from(members, (member) => set.pool.rows[member] ?? 0);
    const data = { features: table.gather(rows), dims: table.dims, targets, classes, kind };
    const settings = { l2: defaultL2(members.length), balance: true };
    return fitHead(data, settings, start ? { start, signal } : { signal });
  };
  const answer = async (head: Head) => {
    const said = await predict(head, features, test.rows.length);
    const answers = spread(said, set.labelIds, set.evaluated, test.rows.keys());
    return rightAnswers(answers, test.targets, set.evaluated.length, kind);
  };

  const right: Uint8Array[][] = [];
  let whole: Uint8Array | null = null;
  for (let order = 0; order < orders; order++) {
    const dealt = shuffled(decisions, randomNumbers(project.seed, 0x1c, order));
    const answers: Uint8Array[] = [];
    let head: Head | null = null;
    for (const size of sizes) {
      tell(order * sizes.length + answers.length, orders * sizes.length);
      if (size === decisions && whole) {
        // All decisions are all decisions, in whatever order.
        answers.push(whole);
        continue;
      }
      const fitted: Outcome<Head> = await learnFrom(dealt.slice(0, size), head);
      if (fitted.ok) head = fitted.value;
      else if (fitted.problem.kind !== 'too-few-examples') return fitted;
      // Of one label alone nothing can be learned: it answers nothing.
      answers.push(head ? await answer(head) : new Uint8Array(test.rows.length));
      if (size === decisions) whole = answers.at(-1) ?? null;
    }
    right.push(answers);
  }
  const futures = [50, 100, 200, 400].filter((more) => decisions + more <= reach * decisions);
  if (futures.length === 0) futures.push(50);
  const reading = readCurve({ sizes, right }, futures, randomNumbers(project.seed, 0x1d));
  return success({
    ...none,
    points: reading.points.map(({ value, low, high }, at) => ({
      ...{ decisions: sizes[at] ?? 0, accuracy: value, low, high },
    })),
    fit: reading.law,
    silence: reading.law ? null : 'not-rising',
    forecasts: reading.gains,
  });
}

/** Halves of halves, fewest first; no smaller than an example for every other label. */
function sizesUpTo(decisions: number, labels: number): number[] {
  const sizes: number[] = [];
  const least = Math.max(5, labels / 2);
  for (let size = decisions; size >= least && sizes.length < mostSizes; size /= 2) {
    sizes.unshift(Math.round(size));
  }
  return sizes;
}

/** Benchmark items; where they are few, check items too, which then have no say in the fitting. */
function testItems({ benchmark, check, labelIds, evaluated }: LearningSet) {
  const withCheck = benchmark.rows.length < enoughBenchmark && check.rows.length > 0;
  if (!withCheck) return { ...benchmark, withCheck };
  const checked = spread(check.targets, labelIds, evaluated, check.rows.keys());
  const targets = new Uint8Array(benchmark.targets.length + checked.length);
  targets.set(benchmark.targets);
  targets.set(checked, benchmark.targets.length);
  return { rows: [...benchmark.rows, ...check.rows], targets, withCheck };
}

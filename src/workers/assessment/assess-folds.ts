/** Cross-validation: every decided picture answered by a head that has not learned from it. */
import type { CrossValidation } from '../../collection/assessment-records';
import { getItems } from '../../collection/items';
import type { ItemId } from '../../collection/records';
import { firstChoice, rightAnswers } from '../../model/answers';
import { fitHead, predict } from '../../model/head';
import { defaultL2 } from '../../model/selection';
import { success, type Outcome } from '../../outcome';
import { stratifiedFolds } from '../../statistics/folds';
import { wilson } from '../../statistics/intervals';
import { randomNumbers } from '../../statistics/random';
import type { AssessmentInputs } from './assessment-inputs';
import type { LearningSet } from '../learning/learning-set';
import { headKind, spread } from '../learning/fit-and-predict';

const mostFolds = 5;
/** Pictures a fold has at least. */
const leastFold = 5;

export async function assessFolds(
  { project, set, table }: AssessmentInputs,
  tell: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Outcome<CrossValidation>> {
  const all = set && together(set);
  const folds = Math.min(mostFolds, Math.floor((all?.rows.length ?? 0) / leastFold));
  const benchmark = set?.benchmark.rows.length ?? 0;
  if (set === null || all === null || folds < 2) {
    return success({ folds: 0, n: 0, accuracy: wilson(0, 0), perFold: [], benchmark });
  }
  const classes = set.evaluated.length;
  const kind = headKind(project);
  const items = await getItems(all.itemIds as ItemId[]);
  const groupOf = new Map<number, string>(items.map(({ id, group }) => [id, group]));
  const foldOf = stratifiedFolds(
    all.itemIds.map((id, at) => ({
      stratum: firstChoice(all.targets, at, classes),
      group: groupOf.get(id) ?? String(id),
    })),
    folds,
    randomNumbers(project.seed, 0xcf),
  );
  const part = (members: readonly number[]) => ({
    features: table.gather(members.map((at) => all.rows[at] ?? 0)),
    targets: Uint8Array.from(
      members.flatMap((at) => [...all.targets.subarray(at * classes, (at + 1) * classes)]),
    ),
  });
  const every = all.rows.map((_, at) => at);
  const perFold: number[] = [];
  let [right, n] = [0, 0];
  for (let fold = 0; fold < folds; fold++) {
    tell(fold, folds);
    const learned = every.filter((at) => foldOf[at] !== fold);
    const left = every.filter((at) => foldOf[at] === fold);
    const data = { ...part(learned), dims: table.dims, classes, kind };
    const settings = { l2: defaultL2(learned.length), balance: true };
    const head = await fitHead(data, settings, { signal });
    if (!head.ok && head.problem.kind !== 'too-few-examples') return head;
    if (!head.ok || left.length === 0) continue;
    const { features, targets } = part(left);
    const said = await predict(head.value, features, left.length);
    const hits = rightAnswers(said, targets, classes, kind).reduce((sum, hit) => sum + hit, 0);
    perFold.push(hits / left.length);
    right += hits;
    n += left.length;
  }
  return success({ folds: perFold.length, n, accuracy: wilson(right, n), perFold, benchmark });
}

/** Pool, check and benchmark items in one, with targets in the columns of the benchmark's. */
function together({ pool, check, benchmark, labelIds, evaluated }: LearningSet) {
  const parts = [pool, check].map(({ targets, rows }) =>
    spread(targets, labelIds, evaluated, rows.keys()),
  );
  const all = [...parts, benchmark.targets];
  const targets = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  all.reduce((from, part) => {
    targets.set(part, from);
    return from + part.length;
  }, 0);
  const from = [pool, check, benchmark];
  return {
    rows: from.flatMap(({ rows }) => rows),
    itemIds: from.flatMap(({ itemIds }) => itemIds),
    targets,
  };
}

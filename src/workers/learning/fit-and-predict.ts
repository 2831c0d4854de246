/** From decisions to a head, and from the head to what it thinks of every item. */
import type { BackboneHash, LabelId, Project } from '../../collection/records';
import type { Predictions, Run, StoredHead } from '../../collection/training-records';
import type { Evaluation } from '../../model/evaluation';
import { rightAnswers } from '../../model/answers';
import { evaluate, majorityBaseline } from '../../model/evaluation';
import { predict, type Head, type HeadData } from '../../model/head';
import type { HeadKind } from '../../model/head-kind';
import { knnPredict } from '../../model/neighbours';
import { orderPool } from '../../model/query';
import { chooseHead } from '../../model/selection';
import type { Outcome } from '../../outcome';
import type { FeatureTable } from '../backbones/feature-table';
import type { Examples, LearningSet } from './learning-set';

export function headKind(project: Project): HeadKind {
  return project.task === 'single' ? 'softmax' : 'sigmoid';
}

/** Fits a head to the pool, with its strength, temperature and floor chosen on check items. */
export function fitToDecisions(
  project: Project,
  set: LearningSet,
  table: FeatureTable,
  recipe: Run['recipe'],
  before: StoredHead | undefined,
  signal: AbortSignal,
): Promise<Outcome<Head>> {
  const dataOf = (examples: Examples): HeadData => ({
    features: table.gather(examples.rows),
    dims: table.dims,
    targets: examples.targets,
    classes: set.labelIds.length,
    kind: headKind(project),
  });
  const start = before && isSameProblem(before, set.labelIds, table.backbone) ? before.head : null;
  const settings =
    recipe.kind === 'head' ? recipe.settings : { l2: 'auto' as const, balance: true };
  return chooseHead(
    dataOf(set.pool),
    set.check.rows.length > 0 ? dataOf(set.check) : null,
    settings,
    start ? { start, signal } : { signal },
  );
}

function isSameProblem(
  before: StoredHead,
  labelIds: readonly LabelId[],
  backbone: BackboneHash,
): boolean {
  return (
    before.backbone === backbone &&
    before.labelIds.length === labelIds.length &&
    before.labelIds.every((labelId, index) => labelId === labelIds[index])
  );
}

/** Calibrated probabilities of every embedded item, row by row of the table. */
export function predictAll(head: Head, table: FeatureTable): Promise<Float32Array> {
  return predict(head, table.vectors, table.length);
}

/** Packs what the run thinks, items ascending, with the open pool items in the order worth asking. */
export function packPredictions(
  project: Project,
  run: Pick<Run, 'id' | 'number' | 'version' | 'learnedUpTo'>,
  { head, labelIds }: StoredHead,
  table: FeatureTable,
  probabilities: Float32Array,
  openRows: readonly number[],
): Predictions {
  const order = orderPool({
    probabilities,
    classes: labelIds.length,
    kind: headKind(project),
    candidates: Uint32Array.from(openRows),
    strategy: project.strategy,
    seed: project.seed,
  });
  const rows = Array.from(table.itemIds.keys()).sort(
    (a, b) => (table.itemIds[a] ?? 0) - (table.itemIds[b] ?? 0),
  );
  const classes = labelIds.length;
  const packed = new Float32Array(rows.length * classes);
  rows.forEach((row, index) => {
    packed.set(probabilities.subarray(row * classes, (row + 1) * classes), index * classes);
  });
  return {
    projectId: project.id,
    runId: run.id,
    runNumber: run.number,
    version: run.version,
    at: Date.now(),
    learnedUpTo: run.learnedUpTo,
    task: project.task,
    labelIds,
    floor: head.floor,
    itemIds: Uint32Array.from(rows, (row) => table.itemIds[row] ?? 0),
    probabilities: packed,
    poolOrder: order.map((row) => table.itemIds[row] ?? 0),
  };
}

export interface BenchmarkResult {
  readonly evaluation: Evaluation;
  readonly labelIds: LabelId[];
  /** 1 where the run answered rightly, item by item. */
  readonly right: Map<number, number>;
}

/**
 * The score on the benchmark of a head for `labelIds`. A label it has never learned counts against it:
 * its pictures are there, and the head gets them wrong. Null without benchmark decisions.
 */
export function scoreBenchmark(
  project: Project,
  set: LearningSet,
  labelIds: readonly LabelId[],
  table: FeatureTable,
  probabilities: Float32Array,
): BenchmarkResult | null {
  const { benchmark, pool, evaluated } = set;
  if (benchmark.rows.length === 0) return null;
  const kind = headKind(project);
  const classes = evaluated.length;
  const answers = spread(probabilities, labelIds, evaluated, benchmark.rows);
  const poolTargets = spread(pool.targets, set.labelIds, evaluated, pool.rows.keys());
  const right = rightAnswers(answers, benchmark.targets, classes, kind);
  const votes = knnPredict({
    matrix: table.unitVectors,
    dims: table.dims,
    train: pool.rows,
    trainTargets: poolTargets,
    test: benchmark.rows,
    classes,
  });
  const evaluation = evaluate({
    probabilities: answers,
    targets: benchmark.targets,
    classes,
    kind,
    baselines: {
      majority: majorityBaseline(poolTargets, benchmark.targets, classes, kind),
      neighbours: rightAnswers(votes, benchmark.targets, classes, kind),
    },
    seed: project.seed,
  });
  return {
    evaluation,
    labelIds: evaluated,
    right: new Map(benchmark.itemIds.map((itemId, index) => [itemId, right[index] ?? 0])),
  };
}

/** Some rows of a matrix, its columns moved to where `to` has the same label; the others are zero. */
export function spread<Matrix extends Float32Array | Uint8Array>(
  matrix: Matrix,
  from: readonly LabelId[],
  to: readonly LabelId[],
  rows: Iterable<number>,
): Matrix {
  const columns = from.map((labelId) => to.indexOf(labelId));
  const picked = [...rows];
  const length = picked.length * to.length;
  const wide = (
    matrix instanceof Float32Array ? new Float32Array(length) : new Uint8Array(length)
  ) as Matrix;
  picked.forEach((row, index) => {
    columns.forEach((column, at) => {
      if (column >= 0) wide[index * to.length + column] = matrix[row * from.length + at] ?? 0;
    });
  });
  return wide;
}

/** Looks for decided items whose label seems mistaken, and keeps the queue. */
import { latestDecisionId } from '../../collection/decisions';
import { saveLabelErrors } from '../../collection/label-errors';
import { labelledItems } from '../../collection/labelled-items';
import { getProject } from '../../collection/projects';
import type { LabelId, Project, ProjectId } from '../../collection/records';
import type { SnapshotRow } from '../../collection/training-records';
import { getRun } from '../../collection/runs';
import { currentTruth } from '../../collection/snapshots';
import { unlessLost } from '../../model/device-loss';
import type { HeadData } from '../../model/head';
import { outOfFold, type OutOfFold } from '../../model/out-of-fold';
import { failure, success, type Outcome } from '../../outcome';
import { suspectLabels } from '../../statistics/confident-learning';
import { stratifiedFolds } from '../../statistics/folds';
import { randomNumbers } from '../../statistics/random';
import type { Progress } from '../protocol/calls';
import type { Engine } from '../backbones/engine';
import { FeatureTable } from '../backbones/feature-table';

const folds = 5;
/** Fewer decided items than this say nothing about each other. */
const leastItems = 20;

/**
 * Asks, of every decided item with labels, a head that has not seen it (nor anything of its group), and
 * keeps all of them in the order in which their labels are doubted. Items the expert has settled here
 * before help to judge and are not asked about again. Returns how many there are to look at. Fails with
 * 'too-few-examples', 'not-found', 'no-backend', 'aborted', 'gpu-lost'.
 */
export async function findLabelErrors(
  engine: Engine,
  projectId: ProjectId,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<number>> {
  const device = await engine.start();
  if (!device.ok) return device;
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const learnedUpTo = await latestDecisionId(projectId);
  const items = await decidedItems(project);
  const labelIds = labelsIn(items);
  if (items.length < leastItems || labelIds.length < 2) return failure('too-few-examples');

  const data = dataOf(project, items, labelIds);
  const asked = await ask(project, items, data, report, signal);
  if (!asked.ok) return asked;
  const rows = [...items.keys()].filter((row) => asked.value.isKnown[row] === 1);
  const classes = labelIds.length;
  const { queue, likely } = suspectLabels(
    Float32Array.from(rows.flatMap((row) => cells(asked.value.probabilities, row, classes))),
    Uint8Array.from(rows.flatMap((row) => cells(data.targets, row, classes))),
    classes,
    project.task === 'single',
  );
  const doubted = queue.flatMap(({ row, ...doubt }) => {
    const item = items[rows[row] ?? 0];
    return item && !item.isSettled ? [{ item, ...doubt }] : [];
  });
  await saveLabelErrors({
    ...{ projectId, at: Date.now(), learnedUpTo },
    itemIds: Uint32Array.from(doubted, ({ item }) => item.itemId),
    given: doubted.map(({ item }) => item.labelIds),
    suggested: doubted.map(({ suggested }) => labelIds[suggested]!),
    confidences: Float32Array.from(doubted, ({ confidence }) => confidence),
    margins: Float32Array.from(doubted, ({ confidence, belief }) => confidence - belief),
    likely: Math.min(likely, doubted.length),
  });
  return success(doubted.length);
}

interface DecidedItem extends SnapshotRow {
  readonly group: string;
  readonly vector: Float32Array;
  /** Decided in this very queue before. */
  readonly isSettled: boolean;
}

/** Items with labels whose features are there. */
async function decidedItems(project: Project): Promise<DecidedItem[]> {
  const serving = project.servingRun ? await getRun(project.servingRun) : undefined;
  const table = await FeatureTable.read(project.id, serving?.backbone ?? project.backbone);
  const known = new Map((await labelledItems(project.id)).map((row) => [row.item.id, row]));
  const { rows } = await currentTruth(project.id);
  return rows.flatMap((row) => {
    const at = table.rowOf(row.itemId);
    const labelled = known.get(row.itemId);
    if (at === undefined || labelled === undefined) return [];
    const isSettled = labelled.decision?.source === 'doubts';
    return [{ ...row, group: labelled.item.group, vector: table.vectorAt(at), isSettled }];
  });
}

/** Labels that occur, in the order in which they first do. */
function labelsIn(items: readonly SnapshotRow[]): LabelId[] {
  return [...new Set(items.flatMap(({ labelIds }) => labelIds))];
}

function dataOf(
  project: Project,
  items: readonly DecidedItem[],
  labelIds: readonly LabelId[],
): HeadData {
  const dims = items[0]?.vector.length ?? 0;
  const classes = labelIds.length;
  const features = new Float32Array(items.length * dims);
  const targets = new Uint8Array(items.length * classes);
  items.forEach((item, row) => {
    features.set(item.vector, row * dims);
    for (const id of item.labelIds) targets[row * classes + labelIds.indexOf(id)] = 1;
  });
  const kind = project.task === 'single' ? 'softmax' : 'sigmoid';
  return { features, dims, targets, classes, kind };
}

function ask(
  project: Project,
  items: readonly DecidedItem[],
  data: HeadData,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<OutOfFold>> {
  const strata = items.map(({ labelIds }) => labelIds.join());
  const codes = [...new Set(strata)].sort();
  const foldOf = stratifiedFolds(
    items.map(({ group }, row) => ({ group, stratum: codes.indexOf(strata[row] ?? '') })),
    folds,
    randomNumbers(project.seed, folds),
  );
  const begun = performance.now();
  const tell = (done: number) => {
    const each = (performance.now() - begun) / 1000 / Math.max(1, done);
    const secondsLeft = done === 0 ? null : Math.round(each * (folds - done));
    report({ done, total: folds, secondsLeft });
  };
  tell(0);
  const settings = { l2: 'auto' as const, balance: true };
  return unlessLost(() => outOfFold(data, foldOf, folds, settings, { signal, onFold: tell }));
}

function cells(matrix: ArrayLike<number>, row: number, classes: number): number[] {
  return Array.from({ length: classes }, (_, at) => matrix[row * classes + at] ?? 0);
}

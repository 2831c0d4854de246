/** Simple ways of answering, on the same benchmark items as the run in service. */
import { getBackbone } from '../../collection/backbones';
import type { Baselines, BaselineMethod, BaselineScore } from '../../collection/assessment-records';
import type { BackboneHash, ItemId, RunId } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { getHead, getRun } from '../../collection/runs';
import { rightAnswers } from '../../model/answers';
import { majorityBaseline } from '../../model/evaluation';
import { predict, type HeadData } from '../../model/head';
import { knnPredict } from '../../model/neighbours';
import { chooseHead } from '../../model/selection';
import { failure, success, type Outcome } from '../../outcome';
import { mcnemar, wilson } from '../../statistics/intervals';
import { embedSome } from '../backbones/embedding';
import type { Engine } from '../backbones/engine';
import { FeatureTable } from '../backbones/feature-table';
import type { AssessmentInputs } from './assessment-inputs';
import type { LearningSet } from '../learning/learning-set';
import type { BaselineFeatures } from './baseline-features';
import { headKind, spread } from '../learning/fit-and-predict';

interface Known extends AssessmentInputs {
  readonly set: LearningSet;
}

export async function assessBaselines(
  inputs: AssessmentInputs,
  baseline: BaselineFeatures,
  engine: Engine,
  signal: AbortSignal,
): Promise<Outcome<Baselines>> {
  const { set } = inputs;
  if (set === null || set.benchmark.rows.length === 0) {
    return success({ run: null, n: 0, methods: [] });
  }
  const known: Known = { ...inputs, set };
  const frozen = await frozenTable(known, engine, signal);
  if (!frozen.ok) return frozen;
  const colourRight = await linear(known, baseline.colours, signal);
  if (!colourRight.ok) return colourRight;
  const frozenRight = await linear(known, frozen.value, signal);
  if (!frozenRight.ok) return frozenRight;

  const served = await servedRight(known);
  const scoreOf = (method: BaselineMethod, right: Uint8Array): BaselineScore => {
    const paired = served && mcnemar(served, right);
    const accuracy = wilson(sum(right), right.length);
    const against = paired && { runOnly: paired.b, methodOnly: paired.c, p: paired.p };
    return { method, accuracy, against };
  };
  const run = inputs.serving && served && { ...named(inputs.serving), accuracy: share(served) };
  return success({
    run,
    n: set.benchmark.rows.length,
    methods: [
      scoreOf('majority', majorityRight(known)),
      scoreOf('colour-texture', colourRight.value),
      scoreOf('neighbours', neighboursRight(known)),
      scoreOf('frozen-head', frozenRight.value),
    ],
  });
}

const named = ({ id, number, version }: Run) => ({ id, number, version });
const sum = (right: Uint8Array) => right.reduce((total, value) => total + value, 0);
const share = (right: Uint8Array) => wilson(sum(right), right.length);

/** The pool's targets in the columns of the benchmark's. */
function poolTargets({ set }: Known): Uint8Array {
  return spread(set.pool.targets, set.labelIds, set.evaluated, set.pool.rows.keys());
}

function majorityRight(known: Known): Uint8Array {
  const { set, project } = known;
  const classes = set.evaluated.length;
  return majorityBaseline(poolTargets(known), set.benchmark.targets, classes, headKind(project));
}

function neighboursRight(known: Known): Uint8Array {
  const { set, table, project } = known;
  const classes = set.evaluated.length;
  const votes = knnPredict({
    matrix: table.unitVectors,
    dims: table.dims,
    train: set.pool.rows,
    trainTargets: poolTargets(known),
    test: set.benchmark.rows,
    classes,
  });
  return rightAnswers(votes, set.benchmark.targets, classes, headKind(project));
}

/** What the run in service answers rightly; null where none serves. */
async function servedRight({ serving, set, table, project }: Known): Promise<Uint8Array | null> {
  const stored = serving && (await getHead(serving.id));
  if (!stored) return null;
  const { rows, targets } = set.benchmark;
  const said = await predict(stored.head, table.gather(rows), rows.length);
  const answers = spread(said, stored.labelIds, set.evaluated, rows.keys());
  return rightAnswers(answers, targets, set.evaluated.length, headKind(project));
}

/** A linear model on other features of the same items, its strength chosen on check items as ever. */
async function linear(
  { set, project }: Known,
  table: FeatureTable,
  signal: AbortSignal,
): Promise<Outcome<Uint8Array>> {
  const kind = headKind(project);
  const rowsOf = (itemIds: readonly number[]) =>
    itemIds.map((id) => table.rowOf(id as ItemId) ?? missing(id));
  const dataOf = ({ itemIds, targets }: LearningSet['pool']): HeadData => ({
    ...{ features: table.gather(rowsOf(itemIds)), dims: table.dims, targets, kind },
    classes: set.labelIds.length,
  });
  const settings = { l2: 'auto', balance: true } as const;
  const check = set.check.rows.length > 0 ? dataOf(set.check) : null;
  const head = await chooseHead(dataOf(set.pool), check, settings, { signal });
  if (!head.ok) return head;
  const { itemIds, targets } = set.benchmark;
  const said = await predict(head.value, table.gather(rowsOf(itemIds)), itemIds.length);
  const answers = spread(said, set.labelIds, set.evaluated, itemIds.keys());
  return success(rightAnswers(answers, targets, set.evaluated.length, kind));
}

function missing(itemId: number): never {
  throw new Error(`Item ${String(itemId)} has not been looked at.`);
}

/** Features of the decided items under the network as it came, before anything was trained deeper. */
async function frozenTable(
  { project, set, table }: Known,
  engine: Engine,
  signal: AbortSignal,
): Promise<Outcome<FeatureTable>> {
  const origin = await originOf(table.backbone);
  if (origin === table.backbone) return success(table);
  const backbone = await engine.backbone(origin);
  if (!backbone.ok) return backbone;
  const features = await FeatureTable.read(project.id, origin, backbone.value.dims);
  const wanted = [set.pool, set.check, set.benchmark].flatMap(({ itemIds }) => itemIds as ItemId[]);
  for (;;) {
    const left = wanted.filter((id) => features.lacks(id));
    if (left.length === 0) return success(features);
    if (signal.aborted) return failure('aborted');
    const done = await embedSome(project.id, backbone.value, features, left, 400, signal);
    if (!done.ok) return done;
  }
}

/** The network that a fine-tuned one goes back to. */
async function originOf(hash: BackboneHash): Promise<BackboneHash> {
  const stored = await getBackbone(hash);
  if (stored?.origin !== 'fine-tuned') return hash;
  const run = await getRun(stored.source as RunId);
  return run && run.startedFrom !== hash ? originOf(run.startedFrom) : hash;
}

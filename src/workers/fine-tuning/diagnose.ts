/** Two questions to the network before a long training: how fast may it learn, and can it learn at all. */
import { getItems } from '../../collection/items';
import { getProject } from '../../collection/projects';
import type { ItemId, ProjectId } from '../../collection/records';
import type { Run, SnapshotRow } from '../../collection/training-records';
import { currentTruth } from '../../collection/snapshots';
import type { FineTuneRequest, FineTuneSettings } from '../../model/fine-tune-request';
import { checkOverfit } from '../../model/overfit-check';
import { sweepRates } from '../../model/rate-sweep';
import { failure, success, type Outcome } from '../../outcome';
import { randomNumbers, shuffled } from '../../statistics/random';
import type { Progress } from '../protocol/calls';
import type { Diagnosis, DiagnosisKind } from '../protocol/trainer';
import { backboneArtifacts, type Engine } from '../backbones/engine';
import { exampleSource, reachedRows } from './example-source';
import { FeatureTable } from '../backbones/feature-table';
import { laySet } from '../learning/learning-set';
import { fitToDecisions } from '../learning/fit-and-predict';

/** Pictures a question looks at: what the frozen part makes of each is worked out once. */
const pictures: Record<DiagnosisKind, number> = { 'learning-rate': 96, overfit: 12 };

/**
 * Asks one of them of the decided pool pictures, with the settings a training would have. Nothing of it
 * is kept. Fails as fine-tuning does.
 */
export async function diagnose(
  engine: Engine,
  projectId: ProjectId,
  kind: DiagnosisKind,
  settings: FineTuneSettings,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<Diagnosis>> {
  const device = await engine.start();
  if (!device.ok) return device;
  const prepared = await prepare(projectId, kind, settings, signal);
  if (!prepared.ok) return prepared;
  const { request, rows } = prepared.value;
  const tell = teller(report);
  if (kind === 'learning-rate') {
    const swept = await sweepRates(request, tell, signal);
    if (!swept.ok) return swept;
    const { classes, kind: headKind } = request.head;
    const guessing = Math.log(headKind === 'softmax' ? classes : 2);
    return success({ kind, ...swept.value, guessing, device: device.value });
  }
  const learned = await checkOverfit(request, tell, signal);
  if (!learned.ok) return learned;
  const { hasLearned, losses, accuracies, right } = learned.value;
  const items = await getItems(rows.map(({ itemId }) => itemId));
  const wrong = items.flatMap(({ name }, row) => (right[row] === 1 ? [] : [name]));
  return success({
    ...{ kind, pictures: rows.length, hasLearned, losses, accuracies, wrong },
    device: device.value,
  });
}

interface Prepared {
  readonly request: Omit<FineTuneRequest, 'check'>;
  readonly rows: SnapshotRow[];
}

async function prepare(
  projectId: ProjectId,
  kind: DiagnosisKind,
  settings: FineTuneSettings,
  signal: AbortSignal,
): Promise<Outcome<Prepared>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const truth = await currentTruth(project.id);
  const table = await FeatureTable.read(project.id, project.backbone);
  const set = laySet(truth, table);
  if (!set) return failure('too-few-examples');
  const artifacts = await backboneArtifacts(project.backbone);
  if (!artifacts.ok) return artifacts;
  const usual: Run['recipe'] = { kind: 'head', settings: { l2: 'auto', balance: true } };
  const head = await fitToDecisions(project, set, table, usual, undefined, signal);
  if (!head.ok) return head;
  const isKnown = new Set(set.pool.itemIds as ItemId[]);
  const pool = await reachedRows(truth.rows.filter(({ itemId }) => isKnown.has(itemId)));
  const rows = ofEveryLabel(pool, pictures[kind], project.seed);
  const examples = exampleSource(rows, set.labelIds, artifacts.value.inputSize);
  // Varied pictures would blur what a single step changes.
  const steady = { ...settings, augment: false };
  const { seed } = project;
  return success({
    request: { artifacts: artifacts.value, head: head.value, examples, settings: steady, seed },
    rows,
  });
}

/** `count` rows at random, the labels in turn, so that each that can be is among them. */
function ofEveryLabel(rows: readonly SnapshotRow[], count: number, seed: number): SnapshotRow[] {
  const piles = new Map<string, SnapshotRow[]>();
  for (const at of shuffled(rows.length, randomNumbers(seed, 0xd1a6))) {
    const row = rows[at];
    if (!row) continue;
    const label = row.labelIds.join(' ');
    piles.set(label, [...(piles.get(label) ?? []), row]);
  }
  const chosen: SnapshotRow[] = [];
  for (let round = 0; chosen.length < Math.min(count, rows.length); round++) {
    for (const pile of piles.values()) {
      const row = pile[round];
      if (row && chosen.length < count) chosen.push(row);
    }
  }
  return chosen;
}

function teller(report: (progress: Progress) => void): (done: number, total: number) => void {
  const begun = performance.now();
  return (done, total) => {
    const each = (performance.now() - begun) / 1000 / Math.max(1, done);
    report({ done, total, secondsLeft: done === 0 ? null : Math.round(each * (total - done)) });
  };
}

/** One refresh of one run: from the decisions as they stand to a head, its answers and its score. */
import { latestDecisionId } from '../../collection/decisions';
import type { Project } from '../../collection/records';
import type { Run, StoredHead } from '../../collection/training-records';
import { getHead } from '../../collection/runs';
import { currentTruth, getSnapshot } from '../../collection/snapshots';
import type { Measurement } from '../../collection/trust-records';
import { success, type Outcome } from '../../outcome';
import type { FeatureTable } from '../backbones/feature-table';
import { laySet, type LearningSet } from './learning-set';
import { measure } from './measuring';
import {
  fitToDecisions,
  predictAll,
  scoreBenchmark,
  type BenchmarkResult,
} from './fit-and-predict';

export interface Learned {
  readonly set: LearningSet;
  readonly head: StoredHead;
  readonly learnedUpTo: number;
  /** Row by row of the table, × head.labelIds. */
  readonly probabilities: Float32Array;
  readonly benchmark: BenchmarkResult | null;
  readonly measurement: Measurement;
}

export interface Known {
  readonly set: LearningSet;
  readonly learnedUpTo: number;
}

/** What can be learned from now, with the id of the last decision that went into it; null while it is too little. */
export async function whatIsKnown(project: Project, table: FeatureTable): Promise<Known | null> {
  // Read first: a decision that lands in between is then learned twice rather than never.
  const learnedUpTo = await latestDecisionId(project.id);
  const set = laySet(await currentTruth(project.id), table);
  return set && { set, learnedUpTo };
}

/**
 * What a run's first head is fitted to: exactly the snapshot it was begun with, so that it can be repeated.
 * It is scored on the benchmark as it stands now, like every other run; but not on pictures that were in
 * its pool or check items then.
 */
export async function firstLesson(
  project: Project,
  run: Run,
  table: FeatureTable,
): Promise<Known | null> {
  const snapshot = run.version === 0 && run.snapshotId ? await getSnapshot(run.snapshotId) : null;
  if (!snapshot) return whatIsKnown(project, table);
  const taught = snapshot.rows.filter((row) => row.role !== 'benchmark');
  const seen = new Set(taught.map((row) => row.itemId));
  const now = await currentTruth(project.id);
  const asked = now.rows.filter((row) => row.role === 'benchmark' && !seen.has(row.itemId));
  const labelIds = [...new Set([...snapshot.labelIds, ...now.labelIds])];
  const set = laySet({ labelIds, rows: [...taught, ...asked] }, table);
  return set && { set, learnedUpTo: snapshot.upTo };
}

/** Fits, predicts and scores; fails as `chooseHead` does ('aborted', 'not-a-number' …). */
export async function learn(
  project: Project,
  run: Run,
  { set, learnedUpTo }: Known,
  table: FeatureTable,
  signal: AbortSignal,
): Promise<Outcome<Learned>> {
  const before = await getHead(run.id);
  const head = await fitToDecisions(project, set, table, run.recipe, before, signal);
  if (!head.ok) return head;
  const probabilities = await predictAll(head.value, table);
  const stored: StoredHead = {
    runId: run.id,
    projectId: project.id,
    version: run.version + 1,
    backbone: table.backbone,
    labelIds: set.labelIds,
    head: head.value,
  };
  return success({
    set,
    learnedUpTo,
    probabilities,
    benchmark: scoreBenchmark(project, set, set.labelIds, table, probabilities),
    measurement: await measure(set, stored, table, probabilities),
    head: stored,
  });
}

/** What a refresh changes in the row of its run. */
export function refreshOf(
  learned: Learned,
): Pick<Run, 'version' | 'learnedUpTo' | 'evaluation' | 'evaluatedLabels'> {
  return {
    version: learned.head.version,
    learnedUpTo: learned.learnedUpTo,
    evaluation: learned.benchmark?.evaluation ?? null,
    evaluatedLabels: learned.benchmark?.labelIds ?? [],
  };
}

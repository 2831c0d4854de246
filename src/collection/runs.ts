/** Runs: what was trained, from what, how it went, and what it left behind. */
import { database, newId } from './database';
import { requireProject } from './projects';
import type { EpochMetrics } from '../model/fine-tune-state';
import type { BackboneHash, ProjectId, RunId, SearchId, SnapshotId } from './records';
import type { Checkpoint, Predictions, Run, StoredHead } from './training-records';

export interface NewRun {
  recipe: Run['recipe'];
  seed: number;
  startedFrom: BackboneHash;
  snapshotId: SnapshotId | null;
  device: string;
  appVersion: string;
  /** 'running' unless said otherwise. */
  status?: Run['status'];
  searchId?: SearchId;
  recreates?: RunId;
}

/** What may change of a run. */
export type RunPatch = Partial<
  Omit<
    Run,
    'id' | 'projectId' | 'number' | 'recipe' | 'seed' | 'startedAt' | 'startedFrom' | 'appVersion'
  >
>;

/** Begins a run under the project's next number. Throws when the project was deleted. */
export function createRun(projectId: ProjectId, beginning: NewRun): Promise<Run> {
  return database.transaction('rw', [database.projects, database.runs], async () => {
    await requireProject(projectId);
    const runs = await database.runs.where({ projectId }).toArray();
    const run: Run = {
      id: newId<RunId>(),
      projectId,
      number: Math.max(0, ...runs.map((earlier) => earlier.number)) + 1,
      recipe: beginning.recipe,
      seed: beginning.seed,
      startedFrom: beginning.startedFrom,
      snapshotId: beginning.snapshotId,
      device: beginning.device,
      appVersion: beginning.appVersion,
      status: beginning.status ?? 'running',
      startedAt: Date.now(),
      finishedAt: null,
      backbone: beginning.startedFrom,
      version: 0,
      learnedUpTo: 0,
      epochs: [],
      evaluation: null,
      evaluatedLabels: [],
      held: null,
      problem: null,
      note: '',
      tags: [],
      pinned: false,
      searchId: beginning.searchId ?? null,
      recreates: beginning.recreates ?? null,
      firstFit: null,
    };
    await database.runs.add(run);
    return run;
  });
}

/** Changes what may change of a run. Does nothing when it is gone. */
export async function updateRun(id: RunId, patch: RunPatch): Promise<void> {
  await database.runs.update(id, patch);
}

export function getRun(id: RunId): Promise<Run | undefined> {
  return database.runs.get(id);
}

/** Newest first. */
export async function listRuns(projectId: ProjectId): Promise<Run[]> {
  const runs = await database.runs.where({ projectId }).toArray();
  return runs.sort((a, b) => b.number - a.number);
}

/** Adds a finished epoch; one that was run again after an interruption replaces its first attempt. */
export async function appendEpoch(id: RunId, epoch: EpochMetrics): Promise<void> {
  await database.transaction('rw', database.runs, async () => {
    const run = await database.runs.get(id);
    if (run === undefined) return;
    const earlier = run.epochs.filter((finished) => finished.epoch < epoch.epoch);
    await database.runs.put({ ...run, epochs: [...earlier, epoch] });
  });
}

/**
 * Lets a run serve: its suggestions are shown from now on, new heads stand on its backbone, and
 * whatever held it back holds it no longer.
 */
export async function putIntoService(projectId: ProjectId, runId: RunId): Promise<void> {
  await database.transaction('rw', [database.projects, database.runs], async () => {
    const run = await database.runs.get(runId);
    if (run?.projectId !== projectId) throw new Error('This run is not part of this collection.');
    await database.runs.update(runId, { held: null });
    await database.projects.update(projectId, { servingRun: runId, backbone: run.backbone });
  });
}

/** Keeps the latest version of a run's head. */
export async function saveHead(head: StoredHead): Promise<void> {
  await ofLivingProject('heads', head.projectId, () => database.heads.put(head));
}

export function getHead(runId: RunId): Promise<StoredHead | undefined> {
  return database.heads.get(runId);
}

/** Keeps where a run can go on; replaces the one before. Throws when there is no room. */
export async function saveCheckpoint(checkpoint: Checkpoint): Promise<void> {
  await ofLivingProject('checkpoints', checkpoint.projectId, () =>
    database.checkpoints.put(checkpoint),
  );
}

export function getCheckpoint(runId: RunId): Promise<Checkpoint | undefined> {
  return database.checkpoints.get(runId);
}

export async function dropCheckpoint(runId: RunId): Promise<void> {
  await database.checkpoints.delete(runId);
}

/** A finished epoch with the checkpoint to go on from: both or neither, so that none is run twice. */
export async function keepEpoch(checkpoint: Checkpoint, epoch: EpochMetrics): Promise<void> {
  const { projects, runs, checkpoints } = database;
  await database.transaction('rw', [projects, runs, checkpoints], async () => {
    await appendEpoch(checkpoint.runId, epoch);
    await saveCheckpoint(checkpoint);
  });
}

/** Keeps what the serving run thinks of every item; replaces what was thought before. */
export async function savePredictions(predictions: Predictions): Promise<void> {
  await ofLivingProject('predictions', predictions.projectId, () =>
    database.predictions.put(predictions),
  );
}

export function getPredictions(projectId: ProjectId): Promise<Predictions | undefined> {
  return database.predictions.get(projectId);
}

/** A worker may still be writing when its project is deleted in another tab: then nothing is kept. */
async function ofLivingProject(
  table: 'heads' | 'checkpoints' | 'predictions',
  projectId: ProjectId,
  write: () => Promise<unknown>,
): Promise<void> {
  await database.transaction('rw', [database.projects, database.table(table)], async () => {
    if ((await database.projects.get(projectId)) !== undefined) await write();
  });
}

/** Searches over settings, and the trials they are made of: each trial is a run that never serves by itself. */
import { database, newId } from './database';
import { requireProject } from './projects';
import type { ProjectId, RunId, SearchId } from './records';
import type { Checkpoint, Run } from './training-records';
import { createRun, keepEpoch, type NewRun } from './runs';
import type { EpochMetrics } from '../model/fine-tune-state';
import type { Search, SearchTrial } from './trust-records';

type NewSearch = Pick<
  Search,
  'budgetMinutes' | 'seed' | 'scope' | 'plan' | 'snapshotId' | 'backbone'
>;

/** Throws when the project was deleted. */
export function createSearch(projectId: ProjectId, beginning: NewSearch): Promise<Search> {
  const { projects, searches } = database;
  return database.transaction('rw', [projects, searches], async () => {
    await requireProject(projectId);
    const search: Search = {
      id: newId<SearchId>(),
      projectId,
      ...beginning,
      startedAt: Date.now(),
      finishedAt: null,
      status: 'running',
      spentMs: 0,
      trials: [],
      winner: null,
      problem: null,
    };
    await searches.add(search);
    return search;
  });
}

export function getSearch(id: SearchId): Promise<Search | undefined> {
  return database.searches.get(id);
}

/** Newest first. */
export async function listSearches(projectId: ProjectId): Promise<Search[]> {
  const searches = await database.searches.where({ projectId }).toArray();
  return searches.sort((a, b) => b.startedAt - a.startedAt);
}

/** The runs of a search, in the order in which they were begun. */
export async function runsOfSearch(search: Search): Promise<Run[]> {
  const runs = await database.runs.bulkGet(search.trials.map(({ runId }) => runId));
  return runs.filter((run) => run !== undefined);
}

/** A trial and its run: both or neither. */
export function beginTrial(search: Search, round: number, beginning: NewRun): Promise<Run> {
  const { projects, runs, searches } = database;
  return database.transaction('rw', [projects, runs, searches], async () => {
    const run = await createRun(search.projectId, { ...beginning, searchId: search.id });
    await change(search.id, (row) => {
      row.trials.push({ runId: run.id, round, losses: [], accuracies: [] });
    });
    return run;
  });
}

/** One more unit of effort of a trial; where it was an epoch, with its checkpoint. All of it or nothing. */
export async function noteTrial(
  id: SearchId,
  trial: SearchTrial,
  spentMs: number,
  epoch: { checkpoint: Checkpoint; metrics: EpochMetrics } | null = null,
): Promise<void> {
  const { projects, runs, checkpoints, searches } = database;
  await database.transaction('rw', [projects, runs, checkpoints, searches], async () => {
    if (epoch) await keepEpoch(epoch.checkpoint, epoch.metrics);
    await change(id, (row) => {
      row.spentMs = spentMs;
      row.trials = row.trials.map((one) => (one.runId === trial.runId ? trial : one));
    });
  });
}

/** Trials that go no further: their runs are over and what they would go on from is thrown away. */
export async function endTrials(
  runIds: readonly RunId[],
  status: 'done' | 'cancelled' | 'failed' = 'done',
): Promise<void> {
  const { runs, checkpoints } = database;
  await database.transaction('rw', [runs, checkpoints], async () => {
    for (const run of await runs.bulkGet([...runIds])) {
      if (run?.status !== 'running' && run?.status !== 'paused') continue;
      await runs.update(run.id, { status, finishedAt: Date.now() });
    }
    await checkpoints.bulkDelete([...runIds]);
  });
}

/** Holds a search whose worker stops or is gone, or lets it go on, with the runs under way. One that is over stays so. */
export async function holdSearch(
  id: SearchId,
  status: 'paused' | 'running',
  problem: Search['problem'] = null,
): Promise<void> {
  const { runs, searches } = database;
  await database.transaction('rw', [runs, searches], async () => {
    const search = await searches.get(id);
    if (search?.finishedAt !== null) return;
    await searches.update(id, { status, problem });
    const before = status === 'paused' ? 'running' : 'paused';
    for (const run of await runsOfSearch(search)) {
      if (run.status === before) await runs.update(run.id, { status });
    }
  });
}

/** Ends a search and every trial of it. One that is over stays as it ended. */
export async function endSearch(
  id: SearchId,
  end: Pick<Search, 'status'> & Partial<Pick<Search, 'winner' | 'problem'>>,
): Promise<void> {
  const { runs, checkpoints, searches } = database;
  await database.transaction('rw', [runs, checkpoints, searches], async () => {
    const search = await searches.get(id);
    if (search?.finishedAt !== null) return;
    await searches.update(id, { ...end, finishedAt: Date.now() });
    const trials = search.trials.map(({ runId }) => runId);
    await endTrials(trials, end.status === 'cancelled' ? 'cancelled' : 'done');
  });
}

/** Sends a finished trial on the way every run goes: the background learner fits it to all decisions and asks the gate. */
export async function bringToGate(runId: RunId): Promise<void> {
  await database.runs.update(runId, { status: 'embedding', finishedAt: null });
}

/** Nothing when the search was deleted with its project meanwhile. */
async function change(id: SearchId, edit: (row: Search) => void): Promise<void> {
  const row = await database.searches.get(id);
  if (row === undefined) return;
  edit(row);
  await database.searches.put(row);
}

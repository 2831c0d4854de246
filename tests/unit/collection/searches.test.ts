import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { deleteProject } from '../../../src/collection/projects';
import type { ProjectId, SnapshotId } from '../../../src/collection/records';
import { getCheckpoint, getRun, listRuns, saveCheckpoint } from '../../../src/collection/runs';
import {
  beginTrial,
  bringToGate,
  createSearch,
  endSearch,
  endTrials,
  getSearch,
  holdSearch,
  listSearches,
  noteTrial,
  runsOfSearch,
} from '../../../src/collection/searches';
import { runsToServe } from '../../../src/collection/service';
import { searchPlans } from '../../../src/workers/protocol/search-plans';
import { eachOnAnEmptyDatabase } from './empty-database';
import { backbone, begin } from './stage';

eachOnAnEmptyDatabase();

const trial = {
  recipe: { kind: 'head' as const, settings: { l2: 0.1, balance: true } },
  ...{ seed: 1, startedFrom: backbone, snapshotId: null, device: 'wasm', appVersion: '0.1.0' },
};

async function beginSearch() {
  const { id } = await begin();
  return createSearch(id, {
    ...{ budgetMinutes: 10, seed: 3, scope: 'head', plan: searchPlans.head, backbone },
    snapshotId: 's' as SnapshotId,
  });
}

const epoch = {
  epoch: 1,
  loss: 1,
  accuracy: 0.5,
  checkLoss: 1,
  checkAccuracy: 0.5,
  milliseconds: 9,
};

describe('a search', () => {
  it('keeps its trials with their runs', async () => {
    const search = await beginSearch();
    const usual = await beginTrial(search, 0, trial);
    const other = await beginTrial(search, 1, trial);
    await noteTrial(search.id, { runId: usual.id, round: 0, losses: [0.7], accuracies: [0.8] }, 40);
    const stored = await getSearch(search.id);
    expect(stored).toMatchObject({ status: 'running', spentMs: 40, winner: null });
    expect(stored!.trials).toEqual([
      { runId: usual.id, round: 0, losses: [0.7], accuracies: [0.8] },
      { runId: other.id, round: 1, losses: [], accuracies: [] },
    ]);
    expect((await runsOfSearch(stored!)).map(({ searchId }) => searchId)).toEqual([
      search.id,
      search.id,
    ]);
  });

  it('notes an epoch with the checkpoint to go on from', async () => {
    const search = await beginSearch();
    const { id: runId, projectId } = await beginTrial(search, 0, trial);
    const checkpoint = { runId, projectId, epoch: 1, state: 'here' };
    const noted = { runId, round: 0, losses: [1], accuracies: [0.5] };
    await noteTrial(search.id, noted, 9, { checkpoint, metrics: epoch });
    expect(await getCheckpoint(runId)).toEqual(checkpoint);
    expect((await getRun(runId))?.epochs).toEqual([epoch]);
    expect((await getSearch(search.id))?.trials).toEqual([noted]);
  });

  it('is held and goes on with the trials that are under way', async () => {
    const search = await beginSearch();
    const over = await beginTrial(search, 0, trial);
    const going = await beginTrial(search, 1, trial);
    await endTrials([over.id]);
    const states = async () =>
      [await getSearch(search.id), await getRun(over.id), await getRun(going.id)].map(
        (row) => row?.status,
      );
    await holdSearch(search.id, 'paused');
    expect(await states()).toEqual(['paused', 'done', 'paused']);
    await holdSearch(search.id, 'running');
    expect(await states()).toEqual(['running', 'done', 'running']);
  });

  it('ends with everything it began, and leaves no checkpoint behind', async () => {
    const search = await beginSearch();
    const { id: runId, projectId } = await beginTrial(search, 0, trial);
    await saveCheckpoint({ runId, projectId, epoch: 1, state: null });
    await endSearch(search.id, { status: 'done', winner: runId });
    expect(await getSearch(search.id)).toMatchObject({
      status: 'done',
      winner: runId,
      finishedAt: expect.any(Number) as number,
    });
    expect(await getRun(runId)).toMatchObject({ status: 'done' });
    expect(await getCheckpoint(runId)).toBeUndefined();
  });

  it('given up says so of the trials it cut short alone', async () => {
    const search = await beginSearch();
    const over = await beginTrial(search, 0, trial);
    const going = await beginTrial(search, 1, trial);
    await endTrials([over.id]);
    await endSearch(search.id, { status: 'cancelled' });
    expect((await getRun(over.id))?.status).toBe('done');
    expect((await getRun(going.id))?.status).toBe('cancelled');
  });

  it('that was given up in one tab is not taken up again by the worker of another', async () => {
    const search = await beginSearch();
    const run = await beginTrial(search, 0, trial);
    await endSearch(search.id, { status: 'cancelled' });
    await holdSearch(search.id, 'paused');
    await endSearch(search.id, { status: 'done', winner: run.id });
    expect(await getSearch(search.id)).toMatchObject({ status: 'cancelled', winner: null });
  });

  it('brings none of its trials to the gate by itself, and one when it is asked to', async () => {
    const search = await beginSearch();
    const run = await beginTrial(search, 0, trial);
    await endSearch(search.id, { status: 'done', winner: run.id });
    expect(await runsToServe(search.projectId)).toEqual([]);
    await bringToGate(run.id);
    expect((await runsToServe(search.projectId)).map(({ id }) => id)).toEqual([run.id]);
  });

  it('goes with its project, and nothing of it comes back', async () => {
    const search = await beginSearch();
    const run = await beginTrial(search, 0, trial);
    await deleteProject(search.projectId);
    await noteTrial(search.id, { runId: run.id, round: 0, losses: [1], accuracies: [1] }, 5);
    await holdSearch(search.id, 'paused');
    await endSearch(search.id, { status: 'done' });
    expect(await database.searches.count()).toBe(0);
    expect(await listRuns(search.projectId)).toEqual([]);
    await expect(
      createSearch('gone' as ProjectId, { ...search, snapshotId: 's' as SnapshotId }),
    ).rejects.toThrow();
  });
});

describe('searches of a project', () => {
  it('are listed newest first', async () => {
    const first = await beginSearch();
    await database.searches.update(first.id, { startedAt: 1 });
    const { budgetMinutes, seed, scope, plan, snapshotId } = first;
    const second = await createSearch(first.projectId, {
      ...{ budgetMinutes, seed, scope, plan, snapshotId, backbone },
    });
    expect((await listSearches(first.projectId)).map(({ id }) => id)).toEqual([
      second.id,
      first.id,
    ]);
  });
});

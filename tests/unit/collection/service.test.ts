import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { deleteProject, getProject } from '../../../src/collection/projects';
import { createRun, getHead, getPredictions, getRun, listRuns } from '../../../src/collection/runs';
import { publishRefresh, runsToServe, settleRun } from '../../../src/collection/service';
import type { BackboneHash, Predictions, StoredHead } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { fullProject } from './full-project';
import { backbone } from './stage';

eachOnAnEmptyDatabase();

/** A project with one run, and what a refresh of that run would write. */
async function stage() {
  const { id } = await fullProject('1'.repeat(64) as BackboneHash);
  const [run] = await listRuns(id);
  const [head, predictions] = [await getHead(run!.id), await getPredictions(id)];
  const newer = { ...head!, version: 2 } satisfies StoredHead;
  const thoughts = { ...predictions!, version: 2 } satisfies Predictions;
  return { id, run: run!, newer, thoughts };
}

describe('a refreshed head', () => {
  it('is published with its run and its predictions', async () => {
    const { id, run, newer, thoughts } = await stage();
    await publishRefresh(newer, { version: 2, learnedUpTo: 9 }, thoughts);
    expect(await getHead(run.id)).toEqual(newer);
    expect(await getRun(run.id)).toEqual({ ...run, version: 2, learnedUpTo: 9 });
    expect(await getPredictions(id)).toEqual(thoughts);
  });

  it('puts its run into service where none serves, and takes the place of none that does', async () => {
    const { id, run, newer, thoughts } = await stage();
    await publishRefresh(newer, { version: 2 }, thoughts);
    expect(await getProject(id)).toMatchObject({ servingRun: run.id, backbone: newer.backbone });
    const { recipe, startedFrom, device, appVersion } = run;
    const rival = await createRun(id, {
      ...{ recipe, startedFrom, device, appVersion, seed: 1, snapshotId: null },
      status: 'done',
    });
    await publishRefresh({ ...newer, runId: rival.id }, { version: 1 }, thoughts);
    expect((await getProject(id))?.servingRun).toBe(run.id);
  });

  it('that cannot be written whole leaves the former version whole', async () => {
    const { id, run, newer, thoughts } = await stage();
    const before = [await getHead(run.id), await getRun(run.id), await getPredictions(id)];
    const unstorable = { ...thoughts, labelIds: (() => []) as unknown as [] };
    await expect(publishRefresh(newer, { version: 2 }, unstorable)).rejects.toThrow();
    expect([await getHead(run.id), await getRun(run.id), await getPredictions(id)]).toEqual(before);
  });

  it('of a project that was deleted meanwhile leaves nothing behind', async () => {
    const { id, newer, thoughts } = await stage();
    await deleteProject(id);
    await publishRefresh(newer, { version: 2 }, thoughts);
    await settleRun(newer, { status: 'done' });
    for (const table of ['heads', 'runs', 'predictions']) {
      expect([table, await database.table(table).count()]).toEqual([table, 0]);
    }
  });
});

describe('a run at the gate', () => {
  it('waits there once it has learned, the oldest first', async () => {
    const { id, run } = await stage();
    expect(await runsToServe(id)).toEqual([]);
    const recipe = run.recipe;
    const wishes = {
      recipe,
      seed: 1,
      startedFrom: backbone,
      snapshotId: null,
      device: '',
      appVersion: '',
    };
    await createRun(id, { ...wishes, status: 'embedding' });
    await createRun(id, wishes);
    await createRun(id, { ...wishes, status: 'embedding' });
    expect((await runsToServe(id)).map((waiting) => waiting.number)).toEqual([2, 4]);
  });

  it('serves when nothing holds it, and new heads stand on its backbone', async () => {
    const { id, run, newer } = await stage();
    const tuned = '2'.repeat(64) as BackboneHash;
    await settleRun({ ...newer, backbone: tuned }, { status: 'done', held: null });
    expect(await getProject(id)).toMatchObject({ servingRun: run.id, backbone: tuned });
  });

  it('is kept but does not serve when it is held', async () => {
    const { id, run, newer } = await stage();
    const held = { reason: 'worse' as const, n: 40, p: 0.02, floor: null };
    await settleRun(newer, { status: 'done', held });
    expect(await getHead(run.id)).toEqual(newer);
    expect(await getRun(run.id)).toMatchObject({ status: 'done', held });
    expect((await getProject(id))?.servingRun).toBeNull();
  });
});

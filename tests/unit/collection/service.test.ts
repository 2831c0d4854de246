import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { deleteProject, getProject } from '../../../src/collection/projects';
import { getMeasurement, listMeasurements } from '../../../src/collection/measurements';
import { createRun, getHead, getPredictions, getRun, listRuns } from '../../../src/collection/runs';
import { publishRefresh, runsToServe, settleRun } from '../../../src/collection/service';
import type { BackboneHash } from '../../../src/collection/records';
import type { Predictions, StoredHead } from '../../../src/collection/training-records';
import type { Measurement } from '../../../src/collection/trust-records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { fullProject } from './full-project';
import { backbone } from './stage';

eachOnAnEmptyDatabase();

/** A project with one run, and what a refresh of that run would write. */
async function stage() {
  const { id } = await fullProject('1'.repeat(64) as BackboneHash);
  const [run] = await listRuns(id);
  const [head, predictions] = [await getHead(run!.id), await getPredictions(id)];
  const measurement = { ...(await getMeasurement(run!.id))!, version: 2 } satisfies Measurement;
  const newer = { ...head!, version: 2 } satisfies StoredHead;
  const thoughts = { ...predictions!, version: 2 } satisfies Predictions;
  return { id, run: run!, newer, measurement, thoughts };
}

describe('a refreshed head', () => {
  it('is published with its run and its predictions', async () => {
    const { id, run, newer, measurement, thoughts } = await stage();
    await publishRefresh(newer, { version: 2, learnedUpTo: 9 }, measurement, thoughts);
    expect(await getHead(run.id)).toEqual(newer);
    expect(await getRun(run.id)).toEqual({ ...run, version: 2, learnedUpTo: 9 });
    expect(await getMeasurement(run.id)).toEqual(measurement);
    expect(await getPredictions(id)).toEqual(thoughts);
  });

  it('puts its run into service where none serves, and takes the place of none that does', async () => {
    const { id, run, newer, measurement, thoughts } = await stage();
    await publishRefresh(newer, { version: 2 }, measurement, thoughts);
    expect(await getProject(id)).toMatchObject({ servingRun: run.id, backbone: newer.backbone });
    const { recipe, startedFrom, device, appVersion } = run;
    const rival = await createRun(id, {
      ...{ recipe, startedFrom, device, appVersion, seed: 1, snapshotId: null },
      status: 'done',
    });
    await publishRefresh(
      { ...newer, runId: rival.id },
      { version: 1 },
      { ...measurement, runId: rival.id },
      thoughts,
    );
    expect(await listMeasurements(id)).toHaveLength(2);
    expect((await getProject(id))?.servingRun).toBe(run.id);
  });

  it('that cannot be written whole leaves the former version whole', async () => {
    const { id, run, newer, measurement, thoughts } = await stage();
    const rows = () =>
      Promise.all([getHead(run.id), getRun(run.id), getMeasurement(run.id), getPredictions(id)]);
    const before = await rows();
    const unstorable = { ...thoughts, labelIds: (() => []) as unknown as [] };
    await expect(publishRefresh(newer, { version: 2 }, measurement, unstorable)).rejects.toThrow();
    expect(await rows()).toEqual(before);
  });

  it('of a project that was deleted meanwhile leaves nothing behind', async () => {
    const { id, newer, measurement, thoughts } = await stage();
    await deleteProject(id);
    await publishRefresh(newer, { version: 2 }, measurement, thoughts);
    await settleRun(newer, { status: 'done' }, measurement);
    for (const table of ['heads', 'runs', 'measurements', 'predictions']) {
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
    const { id, run, newer, measurement } = await stage();
    const tuned = '2'.repeat(64) as BackboneHash;
    await settleRun({ ...newer, backbone: tuned }, { status: 'done', held: null }, measurement);
    expect(await getProject(id)).toMatchObject({ servingRun: run.id, backbone: tuned });
  });

  it('does not serve when it only repeats another run', async () => {
    const { id, run, newer, measurement } = await stage();
    await settleRun(newer, { status: 'done', held: null }, measurement);
    const { recipe, startedFrom, device, appVersion } = run;
    const again = await createRun(id, {
      ...{ recipe, startedFrom, device, appVersion, seed: 1, snapshotId: null },
      ...{ status: 'embedding', recreates: run.id },
    });
    const its = { runId: again.id };
    await settleRun({ ...newer, ...its }, { status: 'done' }, { ...measurement, ...its });
    expect(await getHead(again.id)).toMatchObject(its);
    expect((await getProject(id))?.servingRun).toBe(run.id);
  });

  it('is kept but does not serve when it is held', async () => {
    const { id, run, newer, measurement } = await stage();
    const held = { reason: 'worse' as const, n: 40, p: 0.02, floor: null };
    await settleRun(newer, { status: 'done', held }, measurement);
    expect(await getHead(run.id)).toEqual(newer);
    expect(await getRun(run.id)).toMatchObject({ status: 'done', held });
    expect((await getProject(id))?.servingRun).toBeNull();
  });
});

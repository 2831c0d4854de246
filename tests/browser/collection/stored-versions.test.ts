import { afterAll, describe, expect, it } from 'vitest';
import { getBackbone, listBackbones } from '../../../src/collection/backbones';
import { database } from '../../../src/collection/database';
import { agreement, answersOf, history, lastAct } from '../../../src/collection/decisions';
import { getLabelErrors } from '../../../src/collection/label-errors';
import { readFeatures } from '../../../src/collection/features';
import {
  countItems,
  getItems,
  itemIds,
  thumbnails,
  workingCopy,
} from '../../../src/collection/items';
import { activeLabels, lastLabelEdit, listLabels } from '../../../src/collection/labels';
import { getMeasurement } from '../../../src/collection/measurements';
import { listProjects } from '../../../src/collection/projects';
import { nextItems } from '../../../src/collection/queue';
import { getCheckpoint, getHead, getPredictions, listRuns } from '../../../src/collection/runs';
import { listSearches } from '../../../src/collection/searches';
import { listSecondLooks } from '../../../src/collection/second-looks';
import { currentTruth, getSnapshot } from '../../../src/collection/snapshots';
import version1 from '../../fixtures/database-v1.json';
import version2 from '../../fixtures/database-v2.json';
import version3 from '../../fixtures/database-v3.json';
import version4 from '../../fixtures/database-v4.json';
import { restoreDatabase, type Dump } from '../../fixtures/database-dump';
import { answer, as } from '../../unit/collection/stage';

async function openStored(stored: Dump) {
  database.close();
  await restoreDatabase(database.name, stored);
  await database.open();
  const [project] = await listProjects();
  if (project === undefined) throw new Error('The stored database has no project.');
  return project;
}

afterAll(() => database.delete());

describe.each([
  ['1', version1 as Dump],
  ['2', version2 as Dump],
  ['3', version3 as Dump],
  ['4', version4 as Dump],
])('a database stored by version %s', (_, stored) => {
  it('opens as it is, every row kept', async () => {
    await openStored(stored);
    expect(database.backendDB().version).toBe(database.verno * 10);
    for (const { name, rows } of stored.stores) {
      expect([name, await database.table(name).count()]).toEqual([name, rows.length]);
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it('reads as what it was: pictures, decisions and labels', async () => {
    const project = await openStored(stored);
    const { id } = project;
    expect(project).toMatchObject({
      name: 'Maps',
      backedUpAt: null,
      annotator: 'Ada',
      items: 4,
      decided: 3,
    });
    expect(await countItems(id)).toEqual({ total: 4, open: 0, skipped: 1, decided: 3 });

    const all = await itemIds(id);
    const labels = await listLabels(id);
    const [map, plan] = labels.map((label) => label.id);
    expect((await getItems(all)).map((item) => item.note)).toContain('Torn at the left edge.');
    expect(await (await workingCopy(all[1]!))?.text()).toBe('working 1');
    expect(await (await thumbnails(all)).get(all[2]!)?.text()).toBe('thumbnail 2');

    expect(activeLabels(labels).map((label) => label.name)).toEqual(['Map', 'Ἄποψις 🗺']);
    expect((await lastLabelEdit(id))?.kind).toBe('merge');
    expect((await answersOf(id)).map((row) => row.answer)).toEqual([
      as(map!),
      as(plan!),
      as(plan!),
    ]);
    expect((await currentTruth(id)).rows.map((row) => row.labelIds)).toEqual([[map], [map], [map]]);
    expect((await history(all[2]!)).map((event) => event.kind)).toEqual([
      'answer',
      'answer',
      'undo',
    ]);
    expect((await lastAct(id))?.itemIds).toEqual([all[3]]);
    expect((await agreement(id)).agreed).toBe((await agreement(id)).of);
  });

  it('reads as what it was: features, runs, models', async () => {
    const { id } = await openStored(stored);
    const [run] = await listRuns(id);
    expect(run).toMatchObject({ number: 1, note: '', tags: [], pinned: false, recreates: null });
    expect(await getSnapshot(run!.snapshotId!)).toMatchObject({ projectId: id });
    expect((await getHead(run!.id))?.head.kernel).toBeInstanceOf(Float32Array);
    expect((await getPredictions(id))?.poolOrder).toBeInstanceOf(Uint32Array);
    expect((await getCheckpoint(run!.id))?.epoch).toBe(1);
    expect((await readFeatures(id, run!.backbone)).vectors).toEqual(Float32Array.of(1));
    const backbones = await listBackbones();
    expect(backbones.map((backbone) => backbone.projectId)).toEqual([null, id]);
    expect((await getBackbone(backbones[0]!.hash))?.weights.byteLength).toBe(4);
  });

  it('goes on: the queue asks and a decision is kept', async () => {
    const { id } = await openStored(stored);
    const [next] = await nextItems(id, {
      count: 1,
      strategy: 'uncertain',
      exclude: new Set(),
      step: 0,
    });
    const [map] = await listLabels(id);
    await answer(id, next!.id, as(map!.id));
    expect((await countItems(id)).decided).toBe(4);
  });
});

describe('a database stored by version 2', () => {
  it('reads what stands behind the question of trust', async () => {
    const { id } = await openStored(version2);
    const [run] = await listRuns(id);
    expect((await getMeasurement(run!.id))?.benchmark.targets).toEqual(Uint8Array.of(1));
    expect(await listSecondLooks(id)).toHaveLength(1);
    // Its picture has been decided by a person since, so no list shows it.
    expect(await database.accepted.toArray()).toMatchObject([{ projectId: id, risk: 0.1 }]);
    expect((await getLabelErrors(id))?.margins).toBeInstanceOf(Float32Array);
    expect(await listSearches(id)).toHaveLength(1);
  });
});

import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { history } from '../../../src/collection/decisions';
import {
  addItems,
  countItems,
  findByHash,
  getItem,
  getItems,
  itemIds,
  roleCounts,
  setRestricted,
  thumbnail,
  thumbnails,
  workingCopy,
} from '../../../src/collection/items';
import { decidedByFolder } from '../../../src/collection/item-records';
import { mergeLabels } from '../../../src/collection/labels';
import type { Item, ItemId, LabelId } from '../../../src/collection/records';
import { settleTwin } from '../../../src/collection/twin-decisions';
import { decisionFacts } from '../../../src/workers/export/decision-facts';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, granted, ids, picture } from './stage';

eachOnAnEmptyDatabase();

describe('the same bytes in the folders of two labels', () => {
  const inFolder = (folder: string, label: LabelId | undefined, bytes = 1) =>
    picture(bytes, { name: 'a.jpg', folder, attachments: decidedByFolder(label) });

  it('leave the picture open, in one batch or in two, and name both places', async () => {
    for (const isOneBatch of [true, false]) {
      const project = await begin();
      const [moss, fern] = await addLabels(project.id, 'Moss', 'Fern');
      const arriving = [
        ...[inFolder('moss', moss), inFolder('moss', moss, 2)],
        ...[inFolder('fern', fern), inFolder('again', moss)],
      ];
      const batches = isOneBatch ? [arriving] : arriving.map((one) => [one]);
      const added: unknown[] = [];
      for (const batch of batches) added.push(...granted(await addItems(project.id, batch)));
      expect(added.slice(2)).toEqual([
        { duplicateOf: 'a.jpg', contradicts: 'moss/a.jpg' },
        { duplicateOf: 'a.jpg', contradicts: null },
      ]);
      const [one, two] = await getItems(await itemIds(project.id));
      expect(one).toMatchObject({ state: 'open', standing: null });
      expect(two).toMatchObject({ state: 'decided' });
      expect((await history(one!.id)).map(({ kind }) => kind)).toEqual(['answer', 'undo']);
      expect(await decisionFacts(project.id)).toMatchObject({
        decisions: { given: 1, takenBack: 1 },
      });
    }
  });

  it('are one decision where both say the same, and leave alone what a person decided here', async () => {
    const project = await begin();
    const [moss, fern] = await addLabels(project.id, 'Moss', 'Fern');
    granted(await addItems(project.id, [inFolder('moss', moss), inFolder('new', undefined, 2)]));
    const [one, two] = await itemIds(project.id);
    await answer(project.id, two!, as(fern!));
    const again = await addItems(project.id, [inFolder('more', moss), inFolder('moss', moss, 2)]);
    expect(granted(again)).toMatchObject([{ contradicts: null }, { contradicts: null }]);
    expect((await getItem(one!))?.standing?.answer).toEqual({ kind: 'labels', labelIds: [moss] });
    expect((await getItem(two!))?.standing?.answer).toEqual({ kind: 'labels', labelIds: [fern] });
  });

  it('give both where a picture may have several', async () => {
    const project = await begin({ task: 'tags' });
    const [moss, fern] = await addLabels(project.id, 'Moss', 'Fern');
    const added = await addItems(project.id, [inFolder('moss', moss), inFolder('fern', fern)]);
    expect(granted(added)[1]).toMatchObject({ contradicts: null });
    const [item] = await getItems(await itemIds(project.id));
    expect(item?.standing?.answer).toEqual({ kind: 'labels', labelIds: [moss, fern] });
  });

  it('are found out by an importer that knows the picture before it is decoded', async () => {
    const project = await begin();
    const [moss, fern] = await addLabels(project.id, 'Moss', 'Fern');
    const [id] = ids(granted(await addItems(project.id, [inFolder('moss', moss)])));
    const decided = decidedByFolder(fern)!.decision!;
    expect(await settleTwin(project.id, id!, decided)).toBe('moss/a.jpg');
    expect(await settleTwin(project.id, id!, decided)).toBeNull();
    expect((await getItem(id!))?.state).toBe('open');
  });
});

describe('adding a batch', () => {
  it('keeps each picture with its working copy, thumbnail, role and place in the order', async () => {
    const project = await begin();
    const [id] = await addPictures(project.id, 1);
    const item = await getItem(id!);
    expect(item).toMatchObject({
      name: 'sheet 0.jpg',
      folder: 'scans',
      state: 'open',
      standing: null,
      group: item?.sha256,
    });
    expect(await (await workingCopy(id!))?.text()).toBe('working 0');
    expect(await (await thumbnail(id!))?.text()).toBe('thumbnail 0');
    expect((await thumbnail(id!))?.type).toBe('image/jpeg');
  });

  it('answers one result a picture, in order, and names the twin of a duplicate', async () => {
    const project = await begin();
    granted(await addItems(project.id, [picture(1, { name: 'first.jpg' })]));
    const added = granted(
      await addItems(project.id, [
        picture(2, { name: 'second.jpg' }),
        picture(1, { name: 'again.jpg' }),
        picture(2, { name: 'twice in one batch.jpg' }),
        picture(3),
      ]),
    );
    expect(added).toEqual([
      expect.any(Number),
      { duplicateOf: 'first.jpg', contradicts: null },
      { duplicateOf: 'second.jpg', contradicts: null },
      expect.any(Number),
    ]);
    expect((await countItems(project.id)).total).toBe(3);
    expect(await database.workingCopies.count()).toBe(3);
  });

  it('lets two projects hold the same picture', async () => {
    const [one, other] = [await begin(), await begin()];
    await addPictures(one.id, 2);
    expect(await addPictures(other.id, 2)).toHaveLength(2);
  });

  it('adds batches from several workers at once without losing or doubling one', async () => {
    const project = await begin();
    const batches = [0, 1, 2, 3].map((batch) =>
      addItems(project.id, [picture(batch), picture(100), picture(batch + 10)]),
    );
    const added = (await Promise.all(batches)).flatMap(granted);
    expect(ids(added)).toHaveLength(9);
    expect((await countItems(project.id)).total).toBe(9);
  });

  it('gives the same roles whatever order the pictures come in', async () => {
    const [one, other] = [await begin(), await begin()];
    const pictures = Array.from({ length: 60 }, (_, index) => picture(index));
    granted(await addItems(one.id, pictures));
    granted(await addItems(other.id, [...pictures].reverse()));
    const rolesOf = async (project: { id: Item['projectId'] }) =>
      (await getItems(await itemIds(project.id)))
        .map(({ sha256, role, order }) => ({ sha256, role, order }))
        .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    expect(await rolesOf(one)).toEqual(await rolesOf(other));
  });

  it('holds the benchmark at 300, counting those of earlier batches', async () => {
    const project = await begin();
    for (const start of [0, 800, 1600]) {
      const batch = Array.from({ length: 800 }, (_, index) => picture(start + index));
      granted(await addItems(project.id, batch));
    }
    const counts = await roleCounts(project.id);
    expect(counts.benchmark.total).toBe(300);
    expect(counts.check.total).toBeGreaterThan(190);
    expect(counts.check.total).toBeLessThan(290);
  });

  it('records what a folder says as a decision', async () => {
    const project = await begin();
    const [labelId] = await addLabels(project.id, 'Map');
    const [id] = await addPictures(project.id, 1, { attachments: decidedByFolder(labelId) });
    expect(await getItem(id!)).toMatchObject({
      state: 'decided',
      standing: { answer: as(labelId!) },
    });
    expect(await history(id!)).toMatchObject([
      { kind: 'answer', source: 'folder', by: 'Ada', suggestion: null, tookMs: null },
    ]);
  });

  it('keeps nothing of a batch that fails half way', async () => {
    const project = await begin();
    const [labelId] = await addLabels(project.id, 'Map');
    const unstorable = { bytes: new ArrayBuffer(1), type: (() => 'x') as unknown as string };
    const batch = [
      picture(1, { attachments: decidedByFolder(labelId) }),
      picture(2, { thumbnail: unstorable }),
    ];
    await expect(addItems(project.id, batch)).rejects.toThrow();
    for (const table of ['items', 'workingCopies', 'thumbnails', 'decisions']) {
      expect([table, await database.table(table).count()]).toEqual([table, 0]);
    }
  });

  it('refuses pictures for a project that is gone', async () => {
    const project = await begin();
    await database.projects.delete(project.id);
    await expect(addItems(project.id, [picture(1)])).rejects.toThrow('deleted');
    expect(await database.items.count()).toBe(0);
  });
});

describe('finding items', () => {
  async function stageTen() {
    const project = await begin();
    const all = await addPictures(project.id, 40);
    const [map, plan] = (await addLabels(project.id, 'Map', 'Plan')) as [never, never];
    await answer(project.id, all[0]!, as(map));
    await answer(project.id, all[1]!, as(plan));
    await answer(project.id, all[2]!, { kind: 'none' });
    await answer(project.id, all[3]!, { kind: 'skipped' });
    return { project, all, map, plan };
  }

  it('by state and role, in the order of import', async () => {
    const { project, all } = await stageTen();
    expect(await itemIds(project.id)).toEqual(all);
    expect(await itemIds(project.id, { state: 'decided' })).toEqual(all.slice(0, 3));
    expect(await itemIds(project.id, { state: 'skipped' })).toEqual([all[3]]);
    const pool = await itemIds(project.id, { role: 'pool' });
    const openPool = await itemIds(project.id, { role: 'pool', state: 'open' });
    const rows = await getItems(all);
    expect(pool).toEqual(rows.filter((row) => row.role === 'pool').map((row) => row.id));
    expect(openPool).toEqual(pool.filter((id) => !all.slice(0, 4).includes(id)));
  });

  it('by label, through merges', async () => {
    const { project, all, map, plan } = await stageTen();
    expect(await itemIds(project.id, { labelId: map })).toEqual([all[0]]);
    granted(await mergeLabels(plan, map));
    expect(await itemIds(project.id, { labelId: map })).toEqual([all[0], all[1]]);
    expect(await itemIds(project.id, { labelId: plan })).toEqual([]);
  });

  it('counts by state and by role', async () => {
    const { project } = await stageTen();
    expect(await countItems(project.id)).toEqual({ total: 40, open: 36, skipped: 1, decided: 3 });
    const roles = await roleCounts(project.id);
    expect(roles.benchmark.total + roles.check.total + roles.pool.total).toBe(40);
    expect(roles.benchmark.decided + roles.check.decided + roles.pool.decided).toBe(3);
  });

  it('by hash, within the project', async () => {
    const { project, all } = await stageTen();
    const other = await begin();
    const { sha256 } = picture(4);
    expect((await findByHash(project.id, sha256))?.id).toBe(all[4]);
    expect(await findByHash(other.id, sha256)).toBeUndefined();
  });

  it('leaves out what does not exist', async () => {
    const { all } = await stageTen();
    const missing = 999_999 as ItemId;
    expect((await getItems([all[2]!, missing, all[1]!])).map((item) => item.id)).toEqual([
      all[2],
      all[1],
    ]);
    expect([...(await thumbnails([missing, all[1]!])).keys()]).toEqual([all[1]]);
    expect(await workingCopy(missing)).toBeUndefined();
  });

  it('restricts and frees several at once', async () => {
    const { all } = await stageTen();
    await setRestricted(all.slice(0, 3), true);
    await setRestricted([all[1]!], false);
    const rows = await getItems(all.slice(0, 4));
    expect(rows.map((row) => row.restricted)).toEqual([true, false, true, false]);
  });
});

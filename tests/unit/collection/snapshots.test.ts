import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { undo } from '../../../src/collection/decisions';
import { getItems } from '../../../src/collection/items';
import { changeLabel, mergeLabels, retireLabel } from '../../../src/collection/labels';
import { currentTruth, freezeSnapshot, getSnapshot } from '../../../src/collection/snapshots';
import type { Task } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, granted } from './stage';

eachOnAnEmptyDatabase();

async function stage(task: Task = 'single') {
  const project = await begin({ task });
  const all = await addPictures(project.id, 8);
  const [map, plan, view] = await addLabels(project.id, 'Map', 'Plan', 'View');
  return { id: project.id, all, map: map!, plan: plan!, view: view! };
}

describe('what is true now', () => {
  it('is the answers with labels; not "cannot tell", skipped, open or, for one label, "none"', async () => {
    const { id, all, map, plan, view } = await stage();
    await answer(id, all[0]!, as(plan));
    await answer(id, all[1]!, { kind: 'cannot-tell' });
    await answer(id, all[2]!, { kind: 'skipped' });
    await answer(id, all[3]!, { kind: 'none' });
    await answer(id, all[4]!, as(map));
    const truth = await currentTruth(id);
    const [first, , , , fifth] = await getItems(all);
    expect(truth).toEqual({
      labelIds: [map, plan, view],
      rows: [
        { itemId: all[0], role: first?.role, labelIds: [plan] },
        { itemId: all[4], role: fifth?.role, labelIds: [map] },
      ],
    });
  });

  it('counts "none" as an answer where tags are given', async () => {
    const { id, all } = await stage('tags');
    await answer(id, all[0]!, { kind: 'none' });
    expect((await currentTruth(id)).rows.map((row) => row.labelIds)).toEqual([[]]);
  });

  it('follows merges, names a tag once, and lists tags by position', async () => {
    const { id, all, map, plan, view } = await stage('tags');
    await answer(id, all[0]!, as(view, plan, map));
    granted(await mergeLabels(plan, map));
    const truth = await currentTruth(id);
    expect(truth.labelIds).toEqual([map, view]);
    expect(truth.rows.map((row) => row.labelIds)).toEqual([[map, view]]);
  });

  it('leaves out what only retired labels speak of', async () => {
    const { id, all, map, plan } = await stage('tags');
    await answer(id, all[0]!, as(map));
    await answer(id, all[1]!, as(map, plan));
    granted(await retireLabel(map));
    expect((await currentTruth(id)).rows).toMatchObject([{ itemId: all[1], labelIds: [plan] }]);
  });
});

describe('a snapshot', () => {
  it('of the same truth is the same row', async () => {
    const { id, all, map, plan } = await stage();
    await answer(id, all[0]!, as(map));
    const first = await freezeSnapshot(id);
    expect(first.id).toMatch(/^[0-9a-f]{64}$/);
    await undo(id, await answer(id, all[0]!, as(plan)));
    await answer(id, all[1]!, { kind: 'skipped' });
    expect(await freezeSnapshot(id)).toEqual(first);
    expect(await database.snapshots.count()).toBe(1);
    expect(await getSnapshot(first.id)).toEqual(first);
  });

  it('changes with an answer, a label’s name and a merge', async () => {
    const { id, all, map, plan } = await stage();
    await answer(id, all[0]!, as(map));
    const seen = [(await freezeSnapshot(id)).id];
    await answer(id, all[1]!, as(plan));
    seen.push((await freezeSnapshot(id)).id);
    granted(await changeLabel(plan, { name: 'Ground plan' }));
    seen.push((await freezeSnapshot(id)).id);
    granted(await mergeLabels(plan, map));
    seen.push((await freezeSnapshot(id)).id);
    expect(new Set(seen).size).toBe(4);
  });
});

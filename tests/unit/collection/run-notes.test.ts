import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { undo } from '../../../src/collection/decisions';
import { entriesUpTo } from '../../../src/collection/run-data';
import { annotateRun } from '../../../src/collection/run-notes';
import { createRun, getRun } from '../../../src/collection/runs';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, backbone, begin } from './stage';

eachOnAnEmptyDatabase();

describe('what a person writes about a run', () => {
  it('is kept tidily, each part on its own', async () => {
    const { id } = await begin();
    const run = await createRun(id, {
      recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
      ...{ seed: 7, startedFrom: backbone, snapshotId: null, device: '', appVersion: '' },
    });
    expect(run).toMatchObject({ note: '', tags: [], pinned: false });
    await annotateRun(run.id, { note: ' Without the maps.\n' });
    await annotateRun(run.id, { tags: [' to  keep', '', 'first', 'to keep'] });
    await annotateRun(run.id, { pinned: true });
    expect(await getRun(run.id)).toEqual({
      ...run,
      note: 'Without the maps.',
      tags: ['to keep', 'first'],
      pinned: true,
    });
  });
});

describe('the decisions in a run', () => {
  it('are counted in its own log, what was taken back included', async () => {
    const [{ id }, other] = [await begin(), await begin()];
    const [one, two] = await addPictures(id, 2);
    const [stranger] = await addPictures(other.id, 1);
    const [map] = await addLabels(id, 'Map');
    const act = await answer(id, [one!, two!], as(map!));
    await answer(other.id, stranger!, { kind: 'none' });
    await undo(id, act);
    const counted = await entriesUpTo(id, [0, 2, 3, 1000]);
    expect([...counted]).toEqual([
      [0, 0],
      [2, 2],
      [3, 2],
      [1000, 4],
    ]);
  });
});

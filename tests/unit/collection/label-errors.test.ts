import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { undo, latestDecisionId } from '../../../src/collection/decisions';
import {
  labelErrorQueue,
  getLabelErrors,
  saveLabelErrors,
} from '../../../src/collection/label-errors';
import { deleteProject } from '../../../src/collection/projects';
import type { ItemId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin } from './stage';

eachOnAnEmptyDatabase();

async function stage() {
  const { id } = await begin();
  const all = await addPictures(id, 3);
  const [map, chart] = await addLabels(id, 'Map', 'Chart');
  await answer(id, all, as(map!));
  const found = {
    ...{ projectId: id, at: 1, learnedUpTo: await latestDecisionId(id), likely: 1 },
    itemIds: Uint32Array.of(all[2]!, all[0]!, all[1]!),
    given: [[map!], [map!], [map!]],
    suggested: [chart!, chart!, chart!],
    confidences: Float32Array.of(0.75, 0.5, 0.25),
    margins: Float32Array.of(0.5, 0, -0.5),
  };
  return { id, all: all as [ItemId, ItemId, ItemId], map: map!, chart: chart!, found };
}

describe('the queue of label errors', () => {
  it('is empty-handed before anybody looked', async () => {
    expect(await labelErrorQueue((await begin()).id)).toBeNull();
  });

  it('lets an item go when it is decided, kept or corrected, and takes it back with undo', async () => {
    const { id, all, map, chart, found } = await stage();
    await saveLabelErrors(found);
    const waiting = async () => (await labelErrorQueue(id))?.waiting.map(({ item }) => item.id);
    expect(await waiting()).toEqual([all[2], all[0], all[1]]);
    expect((await labelErrorQueue(id))?.waiting[0]).toMatchObject({
      ...{ place: 0, given: [map], suggested: chart, confidence: 0.75, margin: 0.5 },
    });
    await answer(id, all[2], as(map));
    const act = await answer(id, all[0], as(chart));
    expect(await waiting()).toEqual([all[1]]);
    expect((await labelErrorQueue(id))?.settled.map(({ item }) => item.id)).toEqual([
      all[2],
      all[0],
    ]);
    await undo(id, act);
    expect(await waiting()).toEqual([all[0], all[1]]);
  });

  it('is not kept for a collection that was deleted meanwhile', async () => {
    const { id, found } = await stage();
    await deleteProject(id);
    await saveLabelErrors(found);
    expect(await getLabelErrors(id)).toBeUndefined();
  });
});

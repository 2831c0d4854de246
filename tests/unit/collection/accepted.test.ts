import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import {
  accept,
  acceptances,
  acceptedAnswer,
  acceptedAnswers,
  listAccepted,
  takeBackAcceptance,
} from '../../../src/collection/accepted';
import { undo } from '../../../src/collection/decisions';
import { itemIds } from '../../../src/collection/items';
import type { ItemId, LabelId, ProjectId, RunId } from '../../../src/collection/records';
import { currentTruth } from '../../../src/collection/snapshots';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin } from './stage';

eachOnAnEmptyDatabase();

const promise = { runId: 'run' as RunId, version: 3, risk: 0.1 };

async function stage() {
  const { id } = await begin();
  await addPictures(id, 60);
  const [map, chart] = await addLabels(id, 'Map', 'Chart');
  const pool = await itemIds(id, { role: 'pool' });
  return { id, pool, map: map!, chart: chart! };
}

const answers = (ids: readonly ItemId[], labelId: LabelId, audited: readonly ItemId[] = []) =>
  ids.map((itemId) => ({
    ...{ itemId, labelIds: [labelId], confidence: 0.97 },
    isAudited: audited.includes(itemId),
  }));

const standing = async (id: ProjectId) => (await listAccepted(id)).map(({ itemId }) => itemId);

describe('answers the model gave by itself', () => {
  it('are marks beside open pool items and nobody’s truth', async () => {
    const { id, pool, map } = await stage();
    const [first, second, decided] = pool as [ItemId, ItemId, ItemId];
    await answer(id, decided, as(map));
    const [benchmark] = await itemIds(id, { role: 'benchmark' });
    const { actId, count } = await accept(
      id,
      answers([first, second, decided, benchmark!], map),
      promise,
    );
    expect(count).toBe(2);
    expect(await standing(id)).toEqual([first, second]);
    expect(await acceptedAnswer(first)).toMatchObject({ ...promise, actId, labelIds: [map] });
    expect((await currentTruth(id)).rows.map(({ itemId }) => itemId)).toEqual([decided]);
    expect(await itemIds(id, { role: 'pool', state: 'open' })).toContain(first);
  });

  it('give way to a person’s decision, and stand again when that is taken back', async () => {
    const { id, pool, map, chart } = await stage();
    const [first] = pool as [ItemId];
    await accept(id, answers([first], map), promise);
    const act = await answer(id, first, as(chart));
    expect(await standing(id)).toEqual([]);
    expect(await acceptedAnswer(first)).toBeUndefined();
    expect(await acceptedAnswers([first])).toEqual(new Map());
    await undo(id, act);
    expect(await standing(id)).toEqual([first]);
    await answer(id, first, { kind: 'skipped' });
    expect(await standing(id)).toEqual([first]);
  });

  it('go all together when the act is taken back, and are not accepted twice', async () => {
    const { id, pool, map } = await stage();
    const { actId } = await accept(id, answers(pool.slice(0, 3), map), promise);
    const again = await accept(id, answers(pool.slice(0, 5), map), promise);
    expect(again.count).toBe(2);
    expect(await takeBackAcceptance(id, actId)).toBe(3);
    expect(await standing(id)).toEqual(pool.slice(3, 5));
  });

  it('are held against what a person says about the audited ones', async () => {
    const { id, pool, map, chart } = await stage();
    const asked = pool.slice(0, 4);
    const [right, wrong, other] = asked as [ItemId, ItemId, ItemId];
    await accept(id, answers(pool.slice(0, 10), map, asked), promise);
    await answer(id, right, as(map));
    await answer(id, wrong, as(chart));
    await answer(id, other, { kind: 'none' });
    const [act] = await acceptances(id);
    expect(act).toMatchObject({ ...promise, count: 10, standing: 7, looked: 3 });
    expect(act?.audited).toEqual(asked);
    expect(act?.waiting).toEqual([asked[3]]);
    expect(act?.wrong).toEqual([wrong, other]);
  });
});

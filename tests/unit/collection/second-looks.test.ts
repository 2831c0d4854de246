import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { itemIds } from '../../../src/collection/items';
import type { ItemId } from '../../../src/collection/records';
import {
  addSecondLook,
  agreementOf,
  drawSecondLooks,
  dropSecondLook,
  listSecondLooks,
  lookedTwice,
  selfAgreement,
} from '../../../src/collection/second-looks';
import { currentTruth } from '../../../src/collection/snapshots';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin } from './stage';

eachOnAnEmptyDatabase();

async function stage(count: number) {
  const { id } = await begin();
  const all = await addPictures(id, count);
  const [map, chart] = await addLabels(id, 'Map', 'Chart');
  for (const [at, item] of all.entries()) await answer(id, item, as(at % 2 === 0 ? map! : chart!));
  return { id, all, map: map!, chart: chart! };
}

describe('a second look', () => {
  it('is drawn from what was decided a while ago, the model’s unlearned items first', async () => {
    const { id, all } = await stage(80);
    const drawn = await drawSecondLooks(id, 'Ada', 20);
    expect(drawn).toHaveLength(20);
    const recent = new Set(all.slice(-20));
    expect(drawn.some((item) => recent.has(item.id))).toBe(false);
    const unlearned = [
      ...(await itemIds(id, { role: 'benchmark' })),
      ...(await itemIds(id, { role: 'check' })),
    ].filter((item) => !recent.has(item));
    const first = drawn.slice(0, Math.min(20, unlearned.length));
    expect(first.every(({ role }) => role !== 'pool')).toBe(true);
    expect(await drawSecondLooks(id, 'Ada', 20)).toEqual(drawn);
  });

  it('does not come twice to the same person, and comes to another one', async () => {
    const { id, map } = await stage(40);
    const [item] = await drawSecondLooks(id, 'Ada', 1);
    await addSecondLook(id, { itemId: item!.id, by: 'Ada', answer: as(map) });
    const ids = async (by: string) => (await drawSecondLooks(id, by, 40)).map((each) => each.id);
    expect(await ids('Ada')).not.toContain(item!.id);
    expect(await ids('Ben')).toContain(item!.id);
  });

  it('waits until there is enough between the first answer and the second', async () => {
    const { id } = await stage(15);
    expect(await drawSecondLooks(id, 'Ada', 10)).toEqual([]);
  });

  it('is never truth, and can be taken back', async () => {
    const { id, all, chart } = await stage(4);
    const before = await currentTruth(id);
    const look = await addSecondLook(id, { itemId: all[0]!, by: 'Ada', answer: as(chart) });
    expect(await currentTruth(id)).toEqual(before);
    expect((await lookedTwice(id))[0]).toMatchObject({ firstBy: 'Ada', isSame: false });
    await dropSecondLook(look);
    expect(await listSecondLooks(id)).toEqual([]);
  });

  it('is compared with the answer that stood when it was asked', async () => {
    const { id, all, map, chart } = await stage(8);
    for (const [at, itemId] of all.entries()) {
      const same = at % 2 === 0 ? map : chart;
      const other = same === map ? chart : map;
      await addSecondLook(id, { itemId, by: 'Ada', answer: as(at < 6 ? same : other) });
    }
    await answer(id, all, { kind: 'none' });
    const agreement = await selfAgreement(id);
    expect(agreement).toMatchObject({ n: 8, agreed: 6 });
    // Six of eight agree where chance brings one half: (0.75 − 0.5) / 0.5.
    expect(agreement.kappa.value).toBeCloseTo(0.5, 12);
  });

  it('of another person says how far two persons agree', async () => {
    const { id, all, map } = await stage(6);
    await addSecondLook(id, { itemId: all[0]!, by: 'Ben', answer: as(map) });
    expect((await selfAgreement(id)).n).toBe(0);
    expect(await agreementOf(id, await lookedTwice(id))).toMatchObject({ n: 1, agreed: 1 });
  });

  it('counts every tag of every picture', async () => {
    const { id } = await begin({ task: 'tags' });
    const [one, two] = (await addPictures(id, 2)) as [ItemId, ItemId];
    const [map, coast] = await addLabels(id, 'Map', 'Coast');
    await answer(id, one, as(map!, coast!));
    await answer(id, two, as(map!));
    await addSecondLook(id, { itemId: one, by: 'Ada', answer: as(coast!, map!) });
    await addSecondLook(id, { itemId: two, by: 'Ada', answer: as(map!, coast!) });
    const { n, agreed, kappa } = await selfAgreement(id);
    expect({ n, agreed, tags: kappa.n, agreedTags: kappa.agreed }).toEqual({
      ...{ n: 2, agreed: 1, tags: 4, agreedTags: 3 },
    });
  });
});

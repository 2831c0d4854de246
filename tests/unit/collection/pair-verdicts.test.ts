import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { getAssessment, putAssessment } from '../../../src/collection/assessments';
import { database } from '../../../src/collection/database';
import { latestDecisionId } from '../../../src/collection/decisions';
import { getItems } from '../../../src/collection/items';
import { judgePair, takeBackVerdict } from '../../../src/collection/pair-verdicts';
import type { Item, ItemId, ProjectId, Role } from '../../../src/collection/records';
import { currentTruth, freezeSnapshot } from '../../../src/collection/snapshots';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin } from './stage';

eachOnAnEmptyDatabase();

/** A checked collection with three pictures in these roles. */
async function picturesIn(...roles: Role[]): Promise<{ id: ProjectId; ids: ItemId[] }> {
  const { id } = await begin();
  const ids = await addPictures(id, roles.length);
  for (const [index, role] of roles.entries()) await database.items.update(ids[index]!, { role });
  await putAssessment(id, 'data-checks', await latestDecisionId(id), {
    ...{ items: roles.length, labels: [], unreadable: [], tiny: [], pairs: [], straddling: [] },
    ...{ shift: [], verdicts: [] },
  });
  return { id, ids };
}

const placesOf = async (ids: ItemId[]) => {
  const items = await getItems(ids);
  return items.map(({ group, role }: Item) => ({ group, role }));
};

const pairOf = (ids: ItemId[], one = 0, other = 1) => [ids[one]!, ids[other]!] as const;

describe('two pictures of one object', () => {
  it('go to the pool where one of them was learned from', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool');
    const [map] = await addLabels(id, 'Map');
    await answer(id, ids, as(map!));
    await judgePair(id, pairOf(ids), 'one-object');
    const [one, two] = await placesOf(ids);
    expect(one).toEqual(two);
    expect(one!.role).toBe('pool');
  });

  it('go to check where one was answered there and none was learned from', async () => {
    const { id, ids } = await picturesIn('benchmark', 'check');
    const [map] = await addLabels(id, 'Map');
    await answer(id, ids, as(map!));
    await judgePair(id, pairOf(ids), 'one-object');
    expect((await placesOf(ids)).map(({ role }) => role)).toEqual(['check', 'check']);
  });

  it('go to the scarcest role where nothing has been decided', async () => {
    const { id, ids } = await picturesIn('pool', 'benchmark');
    await judgePair(id, pairOf(ids), 'one-object');
    expect((await placesOf(ids)).map(({ role }) => role)).toEqual(['benchmark', 'benchmark']);
  });

  it('draw those along that were one with either before', async () => {
    const { id, ids } = await picturesIn('check', 'benchmark', 'pool');
    await judgePair(id, pairOf(ids, 0, 1), 'one-object');
    const [map] = await addLabels(id, 'Map');
    await answer(id, ids[2]!, as(map!));
    await judgePair(id, pairOf(ids, 1, 2), 'one-object');
    const places = await placesOf(ids);
    expect(new Set(places.map(({ group }) => group)).size).toBe(1);
    expect(places.map(({ role }) => role)).toEqual(['pool', 'pool', 'pool']);
  });

  it('are seen in their new role by whoever reads what is true', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool');
    const [map] = await addLabels(id, 'Map');
    await answer(id, ids, as(map!));
    expect((await currentTruth(id)).rows.map(({ role }) => role).sort()).toEqual([
      'benchmark',
      'pool',
    ]);
    const act = await judgePair(id, pairOf(ids), 'one-object');
    expect((await currentTruth(id)).rows.map(({ role }) => role)).toEqual(['pool', 'pool']);
    await takeBackVerdict(id, act);
    expect((await currentTruth(id)).rows.map(({ role }) => role).sort()).toEqual([
      'benchmark',
      'pool',
    ]);
  });
});

describe('taking a verdict back', () => {
  it('restores groups and roles exactly', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool', 'check');
    const before = await placesOf(ids);
    const act = await judgePair(id, pairOf(ids), 'one-object');
    await takeBackVerdict(id, act);
    expect(await placesOf(ids)).toEqual(before);
    expect((await getAssessment(id, 'data-checks'))?.result.verdicts).toEqual([]);
  });

  it('leaves in the pool what a run was frozen to learn from meanwhile', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool');
    const [map] = await addLabels(id, 'Map');
    await answer(id, ids, as(map!));
    const act = await judgePair(id, pairOf(ids), 'one-object');
    await freezeSnapshot(id);
    await takeBackVerdict(id, act);
    const [one, two] = await placesOf(ids);
    expect(one!.group).not.toBe(two!.group);
    expect(one!.role).toBe('pool');
  });
});

describe('two pictures of different objects', () => {
  it('stay where they are, and the verdict is kept', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool');
    const before = await placesOf(ids);
    await judgePair(id, pairOf(ids), 'different');
    expect(await placesOf(ids)).toEqual(before);
    const row = await getAssessment(id, 'data-checks');
    expect(row?.result.verdicts).toMatchObject([{ says: 'different', itemIds: pairOf(ids) }]);
  });
});

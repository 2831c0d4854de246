import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { getAssessment, putAssessment } from '../../../src/collection/assessments';
import { database } from '../../../src/collection/database';
import { latestDecisionId } from '../../../src/collection/decisions';
import { getItems } from '../../../src/collection/items';
import { judgePair, takeBackVerdict } from '../../../src/collection/pair-verdicts';
import type { ItemId, ProjectId, Role } from '../../../src/collection/records';
import { lastRegrouping, regroup, takeBackRegrouping } from '../../../src/collection/regrouping';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin } from './stage';

eachOnAnEmptyDatabase();

async function picturesIn(...roles: Role[]): Promise<{ id: ProjectId; ids: ItemId[] }> {
  const { id } = await begin();
  const ids = await addPictures(id, roles.length);
  for (const [index, role] of roles.entries()) await database.items.update(ids[index]!, { role });
  return { id, ids };
}

const places = async (ids: ItemId[]) =>
  (await getItems(ids)).map(({ group, role }) => ({ group, role }));

function named(ids: ItemId[], ...names: string[]): Map<ItemId, string> {
  return new Map(names.flatMap((name, at) => (name === '' ? [] : [[ids[at]!, name] as const])));
}

describe('pictures that are grouped', () => {
  it('share a group and a role; those in no group stay as they are', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool', 'check', 'pool');
    const before = await places(ids);
    const made = await regroup(id, named(ids, 'jar', 'jar', 'jar'), 'object');
    expect(made).toMatchObject({ groups: 1, largest: 3 });
    const [a, b, c, d] = await places(ids);
    expect([b, c]).toEqual([a, a]);
    expect(d).toEqual(before[3]);
  });

  it('go to the pool if any was learned from, to check if settings were chosen by any', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool', 'benchmark', 'check');
    const [map] = await addLabels(id, 'Map');
    await answer(id, [ids[1]!, ids[3]!], as(map!));
    await regroup(id, named(ids, 'one', 'one', 'two', 'two'), 'object');
    expect((await places(ids)).map(({ role }) => role)).toEqual(['pool', 'pool', 'check', 'check']);
  });

  it('draw their role by the name of the group where nobody decided, some to each role', async () => {
    const { id } = await begin();
    const ids = await addPictures(id, 400);
    await regroup(id, new Map(ids.map((one, at) => [one, `object ${at >> 1}`])), 'object');
    const roles = (await places(ids)).map(({ role }) => role);
    for (let at = 0; at < 400; at += 2) expect(roles[at]).toBe(roles[at + 1]);
    const share = (role: Role) => roles.filter((one) => one === role).length / roles.length;
    expect(share('benchmark')).toBeGreaterThan(0.08);
    expect(share('benchmark')).toBeLessThan(0.24);
    expect(share('check')).toBeGreaterThan(0.04);
    expect(
      await regroup(id, new Map(ids.map((one, at) => [one, `object ${at >> 1}`])), 'o'),
    ).toMatchObject({ moved: 0 });
  });

  it('stay together with what they were one with before: a regrouping parts nothing', async () => {
    const { id, ids } = await picturesIn('pool', 'pool', 'check', 'benchmark');
    await regroup(id, named(ids, 'x', 'x'), 'object');
    await regroup(id, named(ids, '', 'y', 'y', 'z'), 'page');
    const [a, b, c, d] = await places(ids);
    expect([a!.group, b!.group]).toEqual([c!.group, c!.group]);
    expect([a!.role, b!.role]).toEqual([c!.role, c!.role]);
    expect(d!.group).not.toBe(a!.group);
  });
});

describe('taking a regrouping back', () => {
  it('restores groups and roles exactly, once', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool', 'check');
    const before = await places(ids);
    await regroup(id, named(ids, 'jar', 'jar', 'jar'), 'object');
    expect(await lastRegrouping(id)).toMatchObject({ words: 'object', groups: 1 });
    expect(await takeBackRegrouping(id)).toBeGreaterThan(0);
    expect(await places(ids)).toEqual(before);
    expect(await lastRegrouping(id)).toBeNull();
    expect(await takeBackRegrouping(id)).toBe(0);
  });

  it('leaves in the pool what a run was frozen to learn from meanwhile', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool');
    const [map] = await addLabels(id, 'Map');
    await answer(id, ids, as(map!));
    await regroup(id, named(ids, 'jar', 'jar'), 'object');
    await freezeSnapshot(id);
    await takeBackRegrouping(id);
    const [one, two] = await places(ids);
    expect(one!.group).not.toBe(two!.group);
    expect(one!.role).toBe('pool');
    // It was learned from: a later group draws its companions into the pool, too.
    await regroup(id, named(ids, 'cup', 'cup'), 'object');
    expect((await places(ids)).map(({ role }) => role)).toEqual(['pool', 'pool']);
  });

  it('is not offered once groups were changed since; a pair judged before parts nothing', async () => {
    const { id, ids } = await picturesIn('benchmark', 'pool', 'check');
    await putAssessment(id, 'data-checks', await latestDecisionId(id), {
      ...{ items: 3, labels: [], unreadable: [], tiny: [], pairs: [], straddling: [] },
      ...{ shift: [], verdicts: [] },
    });
    const pair = await judgePair(id, [ids[0]!, ids[1]!], 'one-object');
    await regroup(id, named(ids, 'jar', 'jar', 'jar'), 'object');
    const grouped = await places(ids);
    await takeBackVerdict(id, pair);
    expect(await places(ids)).toEqual(grouped);
    expect((await getAssessment(id, 'data-checks'))?.result.verdicts).toEqual([]);
    await regroup(id, named(ids, 'cup', 'cup', 'cup'), 'object');
    expect(await lastRegrouping(id)).not.toBeNull();
    await database.projects.update(id, { groupings: 99 });
    expect(await lastRegrouping(id)).toBeNull();
  });
});

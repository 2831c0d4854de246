import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { getItems, itemIds, addItems } from '../../../src/collection/items';
import { nextItems } from '../../../src/collection/queue';
import { savePredictions } from '../../../src/collection/runs';
import type {
  Item,
  ItemId,
  ProjectId,
  Role,
  RunId,
  Strategy,
} from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, picture } from './stage';

eachOnAnEmptyDatabase();

async function stage(count = 120) {
  const project = await begin();
  const all = await addPictures(project.id, count);
  const [map] = await addLabels(project.id, 'Map');
  return { id: project.id, all, map: map! };
}

function next(
  projectId: ProjectId,
  count: number,
  wishes: Partial<{ strategy: Strategy; exclude: Set<ItemId>; step: number }> = {},
) {
  return nextItems(projectId, {
    count,
    strategy: 'random',
    exclude: new Set(),
    step: 0,
    ...wishes,
  });
}

async function rank(projectId: ProjectId, poolOrder: ItemId[], version = 1): Promise<void> {
  await savePredictions({
    projectId,
    runId: 'run' as RunId,
    runNumber: 1,
    version,
    at: 1,
    learnedUpTo: 0,
    task: 'single',
    labelIds: [],
    floor: 0.5,
    itemIds: new Uint32Array(),
    probabilities: new Float32Array(),
    poolOrder: Uint32Array.from(poolOrder),
  });
}

const rolesOf = (items: Item[]) => items.map((item) => item.role);
const idsOf = (items: Item[]) => items.map((item) => item.id);

describe('the queue', () => {
  it('asks four pool items to one check and one benchmark item', async () => {
    const { id } = await stage();
    const turn: Role[] = ['pool', 'pool', 'check', 'pool', 'pool', 'benchmark'];
    expect(rolesOf(await next(id, 12))).toEqual([...turn, ...turn]);
    expect(rolesOf(await next(id, 3, { step: 4 }))).toEqual(['pool', 'benchmark', 'pool']);
  });

  it('asks each role in its random order', async () => {
    const { id, all } = await stage();
    const rows = await getItems(all);
    const asked = await next(id, 60);
    for (const role of ['pool', 'check', 'benchmark'] as const) {
      const own = asked.filter((item) => item.role === role);
      const inOrder = rows.filter((row) => row.role === role).sort((a, b) => a.order - b.order);
      expect(own).toEqual(inOrder.slice(0, own.length));
    }
  });

  it('never asks what is excluded, decided, or twice', async () => {
    const { id, all, map } = await stage();
    const first = await next(id, 6);
    await answer(id, idsOf(first), as(map));
    const second = await next(id, 6);
    const third = await next(id, 200, { exclude: new Set(idsOf(second)) });
    const asked = [...idsOf(first), ...idsOf(second), ...idsOf(third)];
    expect(asked.sort((a, b) => a - b)).toEqual(all);
  });

  it('lets other roles step in for one that is exhausted', async () => {
    const { id, map } = await stage();
    await answer(id, await itemIds(id, { role: 'pool' }), as(map));
    const left = await next(id, 200);
    expect(new Set(rolesOf(left))).toEqual(new Set(['check', 'benchmark']));
    expect(left).toHaveLength((await itemIds(id, { state: 'open' })).length);
  });

  it('comes back to skipped items at the end, the longest ago first', async () => {
    const { id, all, map } = await stage(6);
    const [a, b, c] = all as [ItemId, ItemId, ItemId];
    await answer(id, all.slice(3), as(map));
    for (const skipped of [b, a]) await answer(id, skipped, { kind: 'skipped' });
    expect(idsOf(await next(id, 3))).toEqual([c, b, a]);
    await answer(id, b, { kind: 'skipped' });
    expect(idsOf(await next(id, 3))).toEqual([c, a, b]);
    expect(idsOf(await next(id, 3, { exclude: new Set([c, a]) }))).toEqual([b]);
  });

  it('is empty when all is decided', async () => {
    const { id, all, map } = await stage(5);
    await answer(id, all, as(map));
    expect(await next(id, 3)).toEqual([]);
  });
});

describe('the queue by uncertainty', () => {
  const uncertain = { strategy: 'uncertain' as const };
  const onlyPool = (items: Item[]) => idsOf(items.filter((item) => item.role === 'pool'));

  it('asks the pool as the model ranks it, passing over what has been decided', async () => {
    const { id, map } = await stage();
    const pool = (await itemIds(id, { role: 'pool' })).reverse();
    await rank(id, pool);
    expect(onlyPool(await next(id, 9, uncertain))).toEqual(pool.slice(0, 6));
    await answer(id, pool.slice(0, 50), as(map));
    expect(onlyPool(await next(id, 9, uncertain))).toEqual(pool.slice(50, 56));
  });

  it('follows each refresh', async () => {
    const { id } = await stage();
    const pool = await itemIds(id, { role: 'pool' });
    await rank(id, pool);
    expect(onlyPool(await next(id, 2, uncertain))).toEqual(pool.slice(0, 2));
    await rank(id, [...pool].reverse(), 2);
    expect(onlyPool(await next(id, 2, uncertain))).toEqual(pool.slice(-2).reverse());
  });

  it('falls back to the random order before there is a ranking, and for what came in since', async () => {
    const { id } = await stage(40);
    expect(await next(id, 10, uncertain)).toEqual(await next(id, 10));
    const pool = await itemIds(id, { role: 'pool' });
    await rank(id, pool);
    await addItems(
      id,
      [50, 51, 52, 53, 54, 55, 56, 57].map((index) => picture(index)),
    );
    const asked = onlyPool(await next(id, 200, uncertain));
    expect(asked.slice(0, pool.length)).toEqual(pool);
    expect(asked).toHaveLength((await itemIds(id, { role: 'pool' })).length);
  });
});

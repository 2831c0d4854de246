import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { answersOf, history, latestDecisionId } from '../../../src/collection/decisions';
import { addItems, countItems, getItems } from '../../../src/collection/items';
import { deleteProject, getProject } from '../../../src/collection/projects';
import { watch } from '../../../src/collection/watch';
import {
  addLabels,
  addPictures,
  answer,
  as,
  begin,
  ids,
  picture,
} from '../../unit/collection/stage';
import type { Request } from './colleague.worker';

let colleague: Worker;

beforeEach(() => {
  colleague = new Worker(new URL('./colleague.worker.ts', import.meta.url), { type: 'module' });
});

afterEach(() => colleague.terminate());

afterAll(() => database.delete());

function send(request: Request): Promise<{ added: number }> {
  return new Promise((resolve, reject) => {
    colleague.onmessage = (event: MessageEvent<{ added: number }>) => resolve(event.data);
    colleague.onerror = (event) => reject(new Error(event.message));
    colleague.postMessage(request);
  });
}

async function stage(count: number) {
  const { id } = await begin();
  const all = await addPictures(id, count);
  const [map, plan] = await addLabels(id, 'Map', 'Plan');
  return { id, all, map: map!, plan: plan! };
}

/** Resolves when a watched value is as wanted. */
function becomes<T>(query: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const watching = watch(query).subscribe({
      next: (value) => {
        if (!isWanted(value)) return;
        resolve(value);
        queueMicrotask(() => watching.unsubscribe());
      },
      error: reject,
    });
  });
}

describe('two contexts on one project', () => {
  it('see each other’s decisions without asking', async () => {
    const { id, all, map } = await stage(4);
    const seen = becomes(
      () => countItems(id),
      ({ decided }) => decided === 2,
    );
    expect(await answersOf(id)).toEqual([]);
    await send({ projectId: id, labelId: map, decide: all.slice(0, 2), add: [] });
    expect((await answersOf(id)).map((row) => row.itemId)).toEqual(all.slice(0, 2));
    expect(await seen).toMatchObject({ decided: 2, open: 2 });
  });

  it('deciding the same pictures at the same time lose nothing, and the later answer stands', async () => {
    const { id, all, map, plan } = await stage(25);
    const theirs = send({ projectId: id, labelId: map, decide: all, add: [] });
    for (const itemId of all) await answer(id, itemId, as(plan));
    await theirs;

    expect(await database.decisions.where({ projectId: id }).count()).toBe(50);
    for (const item of await getItems(all)) {
      const log = await history(item.id);
      expect(log).toHaveLength(2);
      expect(item.standing?.decisionId).toBe(log[1]?.id);
    }
    const newest = await database.decisions.where({ projectId: id }).last();
    expect(await latestDecisionId(id)).toBe(newest?.id);
  });

  it('bringing in the same pictures at the same time keep each once', async () => {
    const { id, map } = await stage(0);
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    const theirs = send({ projectId: id, labelId: map, decide: [], add: numbers });
    let ours = 0;
    for (const number of numbers) {
      const outcome = await addItems(id, [picture(number)]);
      ours += outcome.ok ? ids(outcome.value).length : 0;
    }
    expect(ours + (await theirs).added).toBe(30);
    expect((await countItems(id)).total).toBe(30);
  });

  it('one deleting the project, the other sees it go', async () => {
    const { id, all, map } = await stage(3);
    await send({ projectId: id, labelId: map, decide: all, add: [] });
    const gone = becomes(
      () => getProject(id),
      (project) => project === undefined,
    );
    await deleteProject(id);
    expect(await gone).toBeUndefined();
  });
});

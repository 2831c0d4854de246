import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { dropViews, keepViews, waitingViews } from '../../../src/collection/network-views';
import type { ItemId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { begin } from './stage';

eachOnAnEmptyDatabase();

it('what a network is shown waits until a hundred megabytes wait', async () => {
  const { id: projectId } = await begin();
  const ids = [1, 2, 3, 4] as ItemId[];
  const pixels = new Uint8Array(40e6);
  const views = ids.map((itemId) => ({ itemId, projectId, side: 224, pixels }));
  await keepViews(projectId, views.slice(0, 3));
  const has = async () => (await waitingViews(ids, 224)).map((view) => view !== undefined);
  expect(await has()).toEqual([true, true, false, false]);
  await dropViews(ids.slice(0, 1));
  await keepViews(projectId, views.slice(3));
  expect(await has()).toEqual([false, true, false, true]);
  expect((await waitingViews(ids, 128)).every((view) => view === undefined)).toBe(true);
  expect(await database.networkViews.count()).toBe(2);
});

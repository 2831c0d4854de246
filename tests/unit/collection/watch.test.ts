import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { undo } from '../../../src/collection/decisions';
import { countItems } from '../../../src/collection/items';
import { deleteProject } from '../../../src/collection/projects';
import { watch } from '../../../src/collection/watch';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin } from './stage';

eachOnAnEmptyDatabase();

describe('watching', () => {
  it('runs the query at once and after each change to what it read', async () => {
    const { id } = await begin();
    const all = await addPictures(id, 3);
    const [map] = await addLabels(id, 'Map');
    const seen: number[] = [];
    const arrived = async (count: number) => {
      while (seen.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const watching = watch(() => countItems(id)).subscribe(({ decided }) => seen.push(decided));
    await arrived(1);
    const act = await answer(id, all[0]!, as(map!));
    await arrived(2);
    await undo(id, act);
    await arrived(3);
    watching.unsubscribe();
    await answer(id, all[0]!, as(map!));
    expect(seen).toEqual([0, 1, 0]);
  });

  it('sees a whole project go', async () => {
    const { id } = await begin();
    await addPictures(id, 20);
    const empty = new Promise<void>((resolve) => {
      watch(() => countItems(id)).subscribe(({ total }) => total === 0 && resolve());
    });
    await deleteProject(id);
    await empty;
  });

  it('tells an observer why a query failed', async () => {
    const reason = await new Promise<unknown>((resolve) => {
      const query = () => Promise.reject(new Error('broken query'));
      watch(query).subscribe({ next: () => undefined, error: resolve });
    });
    expect(String(reason)).toContain('broken query');
  });
});

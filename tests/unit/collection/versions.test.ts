import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { latestDecisionId } from '../../../src/collection/decisions';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import { listVersions, nameVersion } from '../../../src/collection/versions';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin } from './stage';

eachOnAnEmptyDatabase();

async function stage() {
  const { id } = await begin();
  const all = await addPictures(id, 12);
  const [map, plan] = await addLabels(id, 'Map', 'Plan');
  return { id, all, map: map!, plan: plan! };
}

describe('data versions', () => {
  it('are listed newest first, with what is in each', async () => {
    const { id, all, map, plan } = await stage();
    await freezeSnapshot((await begin()).id);
    await answer(id, all.slice(0, 8), as(map));
    const first = await freezeSnapshot(id);
    await answer(id, all[9]!, as(plan));
    const second = await freezeSnapshot(id);
    const versions = await listVersions(id);
    expect(versions.map((version) => version.id)).toEqual([second.id, first.id]);
    expect(versions[0]!.labels).toEqual([
      { id: map, pictures: 8 },
      { id: plan, pictures: 1 },
    ]);
    expect(Object.values(versions[1]!.roles).reduce((sum, n) => sum + n)).toBe(8);
    expect(versions[0]!.upTo).toBe(await latestDecisionId(id));
    expect(versions[0]).not.toHaveProperty('rows');
  });

  it('can be given a name, which changes nothing else of them', async () => {
    const { id, all, map } = await stage();
    await answer(id, all[0]!, as(map));
    const snapshot = await freezeSnapshot(id);
    await nameVersion(snapshot.id, '  Before  the summer ');
    expect(await freezeSnapshot(id)).toEqual({ ...snapshot, name: 'Before the summer' });
  });
});

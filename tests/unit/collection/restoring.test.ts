import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { undo } from '../../../src/collection/decisions';
import { getItems } from '../../../src/collection/items';
import { createLabel, mergeLabels, retireLabel } from '../../../src/collection/labels';
import { lastEntries } from '../../../src/collection/past-answers';
import { restorePlan, restoreVersion } from '../../../src/collection/restoring';
import {
  currentTruth,
  freezeLearned,
  freezeSnapshot,
  getSnapshot,
  truthId,
} from '../../../src/collection/snapshots';
import { listVersions } from '../../../src/collection/versions';
import type { ProjectId, SnapshotId, Task } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, granted } from './stage';

eachOnAnEmptyDatabase();

/** Four pictures: two maps, a plan, one not decided; frozen; then changed in every way. */
async function stage(task: Task = 'single') {
  const { id } = await begin({ task });
  const all = await addPictures(id, 4);
  const [map, plan] = await addLabels(id, 'Map', 'Plan');
  await answer(id, all.slice(0, 2), as(map!));
  await answer(id, all[2]!, as(plan!));
  const version = await freezeSnapshot(id);
  const change = async () => {
    await answer(id, all[0]!, as(plan!));
    await answer(id, all[1]!, { kind: 'cannot-tell' });
    await answer(id, all[3]!, as(map!));
  };
  return { id, all, map: map!, plan: plan!, version, change };
}

const restore = async (id: ProjectId, version: SnapshotId) =>
  granted(await restoreVersion(id, version, 'the first'));

describe('restoring a data version', () => {
  it('makes the truth the very same again, and asks again what was decided since', async () => {
    const { id, all, version, change } = await stage();
    await change();
    const restored = await restore(id, version.id);
    expect(restored).toMatchObject({ isSame: true, plan: { answered: 2, askedAgain: 1 } });
    expect(await truthId(id)).toBe(version.id);
    expect((await currentTruth(id)).rows).toEqual(version.rows);
    expect((await getItems(all)).map((item) => item.state)).toEqual([
      ...['decided', 'decided', 'decided', 'skipped'],
    ]);
  });

  it('freezes what stood before under a name, and can be taken back exactly', async () => {
    const { id, version, change } = await stage();
    await change();
    const truth = await currentTruth(id);
    const { before, actId } = await restore(id, version.id);
    expect((await getSnapshot(before.id))?.name).toBe('Before restoring the first');
    expect((await listVersions(id)).map((one) => one.id)).toEqual([before.id, version.id]);
    await undo(id, actId!);
    expect(await truthId(id)).toBe(before.id);
    expect(await currentTruth(id)).toEqual(truth);
  });

  it('writes one act of its own into the log, and none where nothing changed', async () => {
    const { id, all, version, change } = await stage();
    expect((await restore(id, version.id)).actId).toBeNull();
    expect((await getSnapshot(version.id))?.name).toBe('');
    await change();
    const { actId } = await restore(id, version.id);
    const entries = await lastEntries(id, all, { upTo: 0, at: Date.now() });
    expect(entries.get(all[0]!)).toMatchObject({ actId, source: 'restore', by: 'Ada' });
    expect(entries.get(all[2]!)).toMatchObject({ source: 'desk' });
  });

  it('brings "none of these" back where tags are given', async () => {
    const { id, all, map } = await stage('tags');
    await answer(id, all[0]!, { kind: 'none' });
    const version = await freezeSnapshot(id);
    await answer(id, all[0]!, as(map));
    expect((await restore(id, version.id)).isSame).toBe(true);
    expect((await getItems([all[0]!]))[0]?.standing?.answer).toEqual({ kind: 'none' });
  });

  it('says what a retired label keeps from coming back, and leaves its pictures alone', async () => {
    const { id, all, map, version, change } = await stage();
    await change();
    granted(await retireLabel(map));
    const { isSame, plan } = await restore(id, version.id);
    expect(isSame).toBe(false);
    expect(plan.obstacles).toEqual([{ kind: 'retired', labelId: map, pictures: 2 }]);
    const [first, second] = await getItems(all);
    expect([first?.state, second?.standing?.answer.kind]).toEqual(['decided', 'cannot-tell']);
  });

  it('follows merges, and names labels that are new', async () => {
    const { id, all, map, plan, version } = await stage();
    granted(await mergeLabels(plan, map));
    const view = granted(await createLabel(id, { name: 'View' })).id;
    await answer(id, all[2]!, as(view));
    const found = await restorePlan(id, version.id);
    expect(found?.obstacles).toEqual([
      { kind: 'merged', labelId: plan, into: map, pictures: 1 },
      { kind: 'new-label', labelId: view },
    ]);
    await restore(id, version.id);
    expect((await currentTruth(id)).rows.map((row) => row.labelIds)).toEqual([[map], [map], [map]]);
  });

  it('does nothing with a version of another collection', async () => {
    const { version } = await stage();
    const other = await begin();
    expect(await restorePlan(other.id, version.id)).toBeNull();
    expect(await restoreVersion(other.id, version.id, '')).toMatchObject({
      problem: { kind: 'not-found' },
    });
  });
});

describe('what a head has learned', () => {
  it('is frozen from the log as it stood then, when somebody asks', async () => {
    const { id, version, change } = await stage();
    await change();
    const run = { projectId: id, snapshotId: null, learnedUpTo: version.upTo };
    expect(await freezeLearned(run)).toEqual(version);
    const later = await freezeLearned({ ...run, learnedUpTo: version.upTo + 1 });
    expect(later.rows.map((row) => row.labelIds)).not.toEqual(
      version.rows.map((row) => row.labelIds),
    );
    expect(later.rows).toHaveLength(3);
    expect(later.upTo).toBe(version.upTo + 1);
  });

  it('is the version its run began with while nothing came after', async () => {
    const { id, version, map } = await stage();
    granted(await retireLabel(map));
    const run = { projectId: id, snapshotId: version.id, learnedUpTo: version.upTo };
    expect((await freezeLearned(run)).id).toBe(version.id);
  });
});

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../../../src/collection/database';
import { answersOf } from '../../../../src/collection/decisions';
import { getItems, itemIds, workingCopy } from '../../../../src/collection/items';
import { getProject } from '../../../../src/collection/projects';
import type { BackboneHash, ProjectId } from '../../../../src/collection/records';
import { schemaVersion } from '../../../../src/collection/whole-project';
import { ProjectFileReader } from '../../../../src/exchange/project-file';
import { archiveClient, remoteCallback } from '../../../../src/workers/client';
import { fullProject } from '../../../unit/collection/full-project';

const archive = archiveClient();
const silently = remoteCallback(() => undefined);
const tuned = 'f'.repeat(64) as BackboneHash;
const ours = schemaVersion() * 10;

beforeEach(() => database.delete({ disableAutoOpen: false }));
afterAll(async () => {
  archive.close();
  await database.delete();
});

/** Lets another program at the database, by the browser's own interface. */
async function changed(version: number, change: (to: IDBDatabase, by: IDBTransaction) => void) {
  database.close({ disableAutoOpen: false });
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(database.name, version);
    request.onupgradeneeded = () => change(request.result, request.transaction!);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error('It was not changed.'));
  });
}

async function rescued(): Promise<{ file: File; lost: number; name: string; pictures: number }> {
  const found = await archive.call((api) => api.listRemnants());
  const remnant = found.ok ? found.value[0] : undefined;
  if (!remnant) throw new Error('Nothing was found.');
  const outcome = await archive.call((api, job) =>
    api.rescue(job, { remnant, target: null }, silently),
  );
  if (!outcome.ok || !outcome.value.file) throw new Error(JSON.stringify(outcome));
  const file = new File([await outcome.value.file.arrayBuffer()], 'a.vitrine');
  return { ...outcome.value, file, name: remnant.name, pictures: remnant.pictures };
}

async function openedAnew(file: File): Promise<ProjectId> {
  await database.delete({ disableAutoOpen: false });
  const outcome = await archive.call((api, job) =>
    api.openBackup(job, { file, replace: false }, silently),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value.projectId;
}

describe('what can be read of a damaged database', () => {
  it('opens as a backup, with all that was left', async () => {
    const { id, name } = await fullProject(tuned);
    await changed(ours + 1, (to) => {
      to.deleteObjectStore('features');
      to.deleteObjectStore('thumbnails');
    });
    const found = await rescued();
    expect(found).toMatchObject({ name, pictures: 4, lost: 0 });
    expect(await openedAnew(found.file)).toBe(id);
    const items = await itemIds(id);
    expect(items).toHaveLength(4);
    expect(await answersOf(id)).toHaveLength(1);
    expect(await (await workingCopy(items[1]!))?.text()).toBe('working 1');
  });

  it('is counted where it hangs in the air: rows of a picture that is gone', async () => {
    await fullProject(tuned);
    const [first] = await getItems(await itemIds((await database.projects.toArray())[0]!.id));
    await changed(ours + 1, (_, by) => by.objectStore('items').delete(first!.id));
    const { file, lost } = await rescued();
    expect(lost).toBeGreaterThan(1);
    expect(await itemIds(await openedAnew(file))).toHaveLength(3);
  });

  it('keeps decisions even where the collection’s own row is gone', async () => {
    const { id } = await fullProject(tuned);
    await changed(ours + 1, (_, by) => by.objectStore('projects').delete(id));
    const { file } = await rescued();
    expect(await openedAnew(file)).toBe(id);
    expect((await getProject(id))?.name).toBe('Rescued collection');
    expect(await answersOf(id)).toHaveLength(1);
  });

  it('names the newer schema it follows, so that only a Vitrine that knows it opens it', async () => {
    await fullProject(tuned);
    await changed(ours + 10, (to) => to.createObjectStore('wonders'));
    const { file, lost } = await rescued();
    expect(lost).toBe(0);
    expect(await ProjectFileReader.open(file, schemaVersion())).toMatchObject({
      problem: { kind: 'newer-backup' },
    });
    const read = await ProjectFileReader.open(file, schemaVersion() + 1);
    expect(read.ok && read.value.head.pictures).toBe(4);
  });
});

it('nothing is made up where nothing is stored', async () => {
  expect(await archive.call((api) => api.listRemnants())).toMatchObject({
    problem: { kind: 'not-found' },
  });
});

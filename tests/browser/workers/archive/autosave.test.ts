import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { beginAutosave, getAutosave } from '../../../../src/collection/autosaves';
import { database } from '../../../../src/collection/database';
import { answersOf } from '../../../../src/collection/decisions';
import { readFeatures } from '../../../../src/collection/features';
import { itemIds, thumbnails, workingCopy } from '../../../../src/collection/items';
import { deleteProject, updateProject } from '../../../../src/collection/projects';
import type { BackboneHash, ProjectId } from '../../../../src/collection/records';
import { archiveClient, remoteCallback } from '../../../../src/workers/client';
import { Autosaving } from '../../../../src/projects/autosaving.svelte';
import { fullProject } from '../../../unit/collection/full-project';
import {
  addLabels,
  addPictures,
  answer,
  as,
  backbone,
  begin,
} from '../../../unit/collection/stage';

const archive = archiveClient();
const silently = remoteCallback(() => undefined);
const tuned = 'f'.repeat(64) as BackboneHash;
let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  for (const table of database.tables) await table.clear();
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
  folder = await root.getDirectoryHandle('Safe', { create: true });
});
afterAll(async () => {
  archive.close();
  await database.delete();
});

const save = (projectId: ProjectId, isCalm = true) =>
  archive.call((api, job) => api.autosave(job, { projectId, isCalm }));

async function files(): Promise<Map<string, File>> {
  const found = new Map<string, File>();
  for await (const [name, handle] of folder.entries())
    if (handle.kind === 'file') found.set(name, await handle.getFile());
  return found;
}
const names = async () => [...(await files()).keys()].sort();

/** Taken out of the folder, so that it does not change any more. */
async function copied(name: string): Promise<File> {
  const file = (await files()).get(name);
  if (!file) throw new Error(`There is no ${name}.`);
  return new File([await file.arrayBuffer()], name);
}

async function opened(file: File, other: File | null = null) {
  return archive.call((api, job) => api.openBackup(job, { file, other, replace: false }, silently));
}

describe('a collection that is saved to a folder', () => {
  it('is first written whole, then without its pictures for as long as none come in', async () => {
    const { id } = await fullProject(tuned);
    await beginAutosave(id, folder);
    expect((await save(id)).ok).toBe(true);
    expect(await names()).toEqual(['Maps.vitrine']);
    const whole = (await files()).get('Maps.vitrine')!;

    await answer(id, (await itemIds(id))[1]!, as((await addLabels(id, 'Letter'))[0]!));
    await save(id);
    expect(await names()).toEqual(['Maps (changes).vitrine', 'Maps.vitrine']);
    expect((await files()).get('Maps.vitrine')!.lastModified).toBe(whole.lastModified);
    expect(await getAutosave(id)).toMatchObject({ name: 'Maps', problem: null });
  });

  it('comes back from both files: pictures from the one, what was decided since from the other', async () => {
    const { id } = await fullProject(tuned);
    const [first, second] = await itemIds(id);
    await beginAutosave(id, folder);
    await save(id);
    const features = await readFeatures(id, backbone);
    const [letter] = await addLabels(id, 'Letter');
    await answer(id, second!, as(letter!));
    await save(id);
    const both = [await copied('Maps.vitrine'), await copied('Maps (changes).vitrine')] as const;
    for (const [file, other] of [both, both.toReversed()]) {
      await deleteProject(id);
      expect(await opened(file, other)).toMatchObject({ ok: true, value: { hasPictures: true } });
      expect(await answersOf(id)).toHaveLength(2);
      expect(await (await workingCopy(second!))?.text()).toBe('working 1');
      expect((await thumbnails([first!, second!])).size).toBe(2);
      expect((await readFeatures(id, backbone)).vectors).toEqual(features.vectors);
    }
  });

  it('is written whole again when pictures have come in and it is calm', async () => {
    const { id } = await begin();
    await addPictures(id, 2);
    await beginAutosave(id, folder);
    await save(id);
    await addPictures(id, 3);
    await save(id, false);
    expect(await names()).toEqual(['Maps (changes).vitrine', 'Maps.vitrine']);
    await save(id, true);
    // What the smaller file told is older now.
    expect(await names()).toEqual(['Maps.vitrine']);
    const file = await copied('Maps.vitrine');
    await deleteProject(id);
    await opened(file);
    expect(await database.workingCopies.count()).toBe(3);
  });

  it('never takes the file of another collection of the same name', async () => {
    const [one, two] = [await begin(), await begin()];
    for (const { id } of [one, two]) {
      await beginAutosave(id, folder);
      await save(id);
    }
    expect(await names()).toEqual(['Maps 2.vitrine', 'Maps.vitrine']);
    // Renamed, it keeps its file.
    await updateProject(two.id, { name: 'Plans' });
    await save(two.id);
    expect(await names()).not.toContain('Plans.vitrine');
  });

  it('keeps the former file whole when writing it breaks off', async () => {
    const { id } = await fullProject(tuned);
    await beginAutosave(id, folder);
    await save(id);
    await addPictures(id, 9);
    const stop = new AbortController();
    // Until it is told to stop it cannot end: somebody else is writing where it must read.
    const { itemRecords } = database;
    let held: Promise<void> | undefined;
    await new Promise<void>((resolve) => {
      held = database.transaction('rw', itemRecords, async () => {
        while (!stop.signal.aborted) await itemRecords.count().then(() => resolve());
      });
    });
    const saving = archive.call(
      (api, job) => api.autosave(job, { projectId: id, isCalm: true }),
      stop.signal,
    );
    // Answered in its turn: the saving has begun.
    await archive.ask((api) => api.abort('nobody'));
    stop.abort();
    expect(await saving).toMatchObject({ problem: { kind: 'aborted' } });
    await held;
    const after = await copied('Maps.vitrine');
    await deleteProject(id);
    expect((await opened(after)).ok).toBe(true);
  });

  it('says that its folder is gone', async () => {
    const { id } = await begin();
    await beginAutosave(id, folder);
    await (await navigator.storage.getDirectory()).removeEntry('Safe', { recursive: true });
    expect(await save(id)).toMatchObject({ problem: { kind: 'folder-gone' } });
  });

  it('refuses two files that do not belong together', async () => {
    const ids = [(await begin()).id, (await begin({ name: 'Plans' })).id];
    for (const id of ids) {
      await beginAutosave(id, folder);
      await save(id);
    }
    const [maps, plans] = [await copied('Maps.vitrine'), await copied('Plans.vitrine')];
    for (const id of ids) await deleteProject(id);
    expect(await opened(maps, plans)).toMatchObject({ problem: { kind: 'malformed-backup' } });
    expect(await database.projects.count()).toBe(0);
  });
});

describe('an open collection', () => {
  it('is saved without being asked, by one tab for all', async () => {
    const { id } = await fullProject(tuned);
    const tabs = [new Autosaving(id), new Autosaving(id)];
    await beginAutosave(id, folder);
    await expect.poll(names).toEqual(['Maps.vitrine']);
    await expect.poll(async () => (await getAutosave(id))?.at).toBeGreaterThan(0);
    for (const tab of tabs) tab.close();
  });
});

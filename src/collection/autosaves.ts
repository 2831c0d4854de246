/** Saving a project to a folder the person picked: where to, what was saved last, what has changed since. */
import Dexie from 'dexie';
import type { Autosave } from './browser-records';
import { database } from './database';
import { coreTables } from './whole-project';
import type { ProjectId } from './records';

export function newAutosave(projectId: ProjectId, folder: FileSystemDirectoryHandle): Autosave {
  return { projectId, folder, name: '', at: null, held: '', pictures: '', problem: null };
}

export function getAutosave(projectId: ProjectId): Promise<Autosave | undefined> {
  return database.autosaves.get(projectId);
}

export async function beginAutosave(
  projectId: ProjectId,
  folder: FileSystemDirectoryHandle,
): Promise<void> {
  await database.autosaves.put(newAutosave(projectId, folder));
}

/** Does nothing when the project is no longer saved, or its folder is another one now. */
export async function noteAutosave(
  { projectId, folder }: Autosave,
  changes: Partial<Omit<Autosave, 'projectId' | 'folder'>>,
): Promise<void> {
  const row = await database.autosaves.get(projectId);
  if (row && (await row.folder.isSameEntry(folder)))
    await database.autosaves.update(projectId, changes);
}

export async function endAutosave(projectId: ProjectId): Promise<void> {
  await database.autosaves.delete(projectId);
}

/** What there is of a project, in two short texts: all that a person makes, and pictures alone. */
export function whatIsHeld(projectId: ProjectId): Promise<{ all: string; pictures: string }> {
  const { items, decisions, labelEdits, runs, workingCopies } = database;
  const lastOf = async (name: string): Promise<[number, unknown]> => {
    const rows = database.table(name).where({ projectId });
    return [await rows.count(), (await rows.reverse().limit(1).primaryKeys())[0] ?? 0];
  };
  const tables = [items, decisions, labelEdits, runs, workingCopies];
  return database.transaction('r', tables, async () => {
    const pictures = JSON.stringify(await lastOf('workingCopies'));
    const parts = ['items', 'decisions', 'labelEdits', 'runs'].map(lastOf);
    return { all: JSON.stringify(await Promise.all(parts)), pictures };
  });
}

/** A project's own row is not among them: it notes when it was saved. */
const watched = coreTables.filter((name) => name !== 'projects');

/** Calls back after every change of what a person made, here, in a worker or in another tab. */
export function whenChanged(callback: () => void): { stop(): void } {
  const names = [...watched, 'itemRecords'].map((name) => `idb://${database.name}/${name}/`);
  const look = (parts: object) => {
    const keys = Object.keys(parts);
    if (names.some((name) => keys.some((key) => key.startsWith(name)))) callback();
  };
  Dexie.on('storagemutated', look);
  return { stop: () => Dexie.on('storagemutated').unsubscribe(look) };
}

/**
 * A collection saved to a folder: `<name>.vitrine` with everything, written anew when pictures have
 * come in and it is calm, and `<name> (changes).vitrine` with everything but pictures and what can be
 * computed again, written whenever something has changed. Opened together they are the collection.
 */
import { backupStem } from '../../collection/backup-name';
import { getAutosave, noteAutosave, whatIsHeld } from '../../collection/autosaves';
import type { Autosave } from '../../collection/browser-records';
import { getProject } from '../../collection/projects';
import type { ProjectId } from '../../collection/records';
import { schemaVersion } from '../../collection/whole-project';
import { ProjectFileReader } from '../../exchange/project-file';
import { failure, success, type Outcome } from '../../outcome';
import { backUp } from './back-up';
import { guardFile } from './guard-file';

/** In proportion to the pictures, and made from them. */
const computable: ReadonlySet<string> = new Set(['thumbnails', 'features']);

export async function autosave(
  projectId: ProjectId,
  isCalm: boolean,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const row = await getAutosave(projectId);
  const project = await getProject(projectId);
  if (!row || !project) return failure('not-found');
  if (!(await mayWrite(row.folder))) return failure('folder-locked');

  return guardFile(async () => {
    const name = row.name || (await freeName(row.folder, backupStem(project.name), projectId));
    // Looked at before it is read: what comes in meanwhile counts as changed.
    const now = await whatIsHeld(projectId);
    const whole = await fileIn(row.folder, `${name}.vitrine`);
    const isStale = row.pictures !== now.pictures;
    const isWhole = row.pictures === '' || !whole || (isCalm && isStale);
    const changes = `${name} (changes).vitrine`;
    const handle = await row.folder.getFileHandle(isWhole ? `${name}.vitrine` : changes, {
      create: true,
    });
    const wishes = isWhole
      ? { projectId, hasPictures: true }
      : { projectId, hasPictures: false, leaveOut: computable };
    const saved = await backUp(wishes, await handle.createWritable(), () => undefined, signal);
    if (!saved.ok) return saved;
    // What it tells is older now than the whole file.
    if (isWhole) await removeIfThere(row.folder, changes);
    await noteAutosave(row, {
      ...{ name, at: Date.now(), held: now.all, problem: null },
      pictures: isWhole ? now.pictures : row.pictures,
    });
    return success(undefined);
  });
}

interface Permitted {
  queryPermission?(wish: { mode: 'readwrite' }): Promise<PermissionState>;
}

async function mayWrite(folder: Autosave['folder'] & Permitted): Promise<boolean> {
  return (await folder.queryPermission?.({ mode: 'readwrite' })) !== 'prompt';
}

/** Not one that another collection, or anything else, has in this folder. */
async function freeName(
  folder: FileSystemDirectoryHandle,
  wanted: string,
  projectId: ProjectId,
): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted} ${count}`;
    const file = await fileIn(folder, `${name}.vitrine`);
    if (file === null || file.size === 0) return name;
    const opened = await ProjectFileReader.open(file, schemaVersion());
    if (!opened.ok) continue;
    await opened.value.close();
    if (opened.value.head.projectId === projectId) return name;
  }
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return null;
    throw error;
  }
}

async function removeIfThere(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  await folder.removeEntry(name).catch((error: unknown) => {
    if ((error as Error).name !== 'NotFoundError') throw error;
  });
}

/** The folder a collection is saved to: picking it, and being allowed to write into it again. */
import { beginAutosave, noteAutosave } from '../collection/autosaves';
import type { Autosave } from '../collection/browser-records';
import type { ProjectId } from '../collection/records';

type Permitted = FileSystemDirectoryHandle & {
  requestPermission?(wish: { mode: 'readwrite' }): Promise<PermissionState>;
};

interface Picking {
  showDirectoryPicker?(wish: object): Promise<FileSystemDirectoryHandle>;
}

export function canPickFolders(): boolean {
  return (globalThis as Picking).showDirectoryPicker !== undefined;
}

/** Asks which folder; nothing happens when the person thinks better of it. */
export async function pickFolder(projectId: ProjectId): Promise<void> {
  try {
    const wish = { id: 'vitrine-autosave', mode: 'readwrite', startIn: 'documents' };
    const folder = await (globalThis as Picking).showDirectoryPicker?.(wish);
    if (folder) await beginAutosave(projectId, folder);
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
}

/** After a restart the browser wants to be asked again, in answer to a click. */
export async function allowAgain(row: Autosave): Promise<void> {
  const folder = row.folder as Permitted;
  const answer = await folder.requestPermission?.({ mode: 'readwrite' });
  if (answer !== 'denied') await noteAutosave(row, { problem: null });
}

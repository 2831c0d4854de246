/** A file on the person's own disk, where the browser lets a page ask for one. */
import { failure, success, type Outcome } from '../outcome';

interface FileKind {
  description: string;
  /** Endings by media type. */
  accept: Record<string, string[]>;
}

interface Picker {
  showSaveFilePicker(wish: {
    suggestedName: string;
    types?: FileKind[];
  }): Promise<FileSystemFileHandle>;
}

const scope: object = globalThis;

function isPicker(candidate: object): candidate is Picker {
  return 'showSaveFilePicker' in candidate;
}

export function canChoose(): boolean {
  return isPicker(scope);
}

/**
 * Asks where a file is to go; to be called from a click. Null where the browser lets nobody choose: then
 * it is downloaded. Fails with 'aborted' when the person thought better of it.
 */
export async function chooseTarget(
  suggestedName: string,
  kind?: FileKind,
): Promise<Outcome<FileSystemFileHandle | null>> {
  if (!isPicker(scope)) return success(null);
  try {
    const wish = { suggestedName, ...(kind && { types: [kind] }) };
    return success(await scope.showSaveFilePicker(wish));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return failure('aborted');
    throw error;
  }
}

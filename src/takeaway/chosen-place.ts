/** A file on the person's own disk, where the browser lets a page ask for one. */
interface Picker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

const scope: object = globalThis;

function isPicker(candidate: object): candidate is Picker {
  return 'showSaveFilePicker' in candidate;
}

export function canChoose(): boolean {
  return isPicker(scope);
}

/** Call it from a click. Null when the person thought better of it. */
export async function chooseTarget(suggestedName: string): Promise<FileSystemFileHandle | null> {
  if (!isPicker(scope)) return null;
  try {
    return await scope.showSaveFilePicker({ suggestedName });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

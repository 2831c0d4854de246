/** Files a person chose or dropped, folders opened to the bottom. */

export interface Gathered {
  file: File;
  /** With its folders. */
  path: string;
}

export function chosenFiles(list: FileList): Gathered[] {
  return [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** Must be called while the drop is being handled: the browser forgets it afterwards. */
export async function droppedFiles(transfer: DataTransfer): Promise<Gathered[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: Gathered[] = [];
  for (const entry of entries) await open(entry, found);
  return found;
}

async function open(entry: FileSystemEntry, found: Gathered[]): Promise<void> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path: entry.fullPath.replace(/^\//, '') });
  } else if (entry instanceof FileSystemDirectoryEntry) {
    const reader = entry.createReader();
    // A browser hands out a folder in portions.
    for (;;) {
      const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (portion.length === 0) return;
      for (const each of portion) await open(each, found);
    }
  }
}

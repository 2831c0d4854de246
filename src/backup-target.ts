/** Where the file of a collection goes, and what it is called. */
interface Picking {
  showSaveFilePicker?(wish: object): Promise<FileSystemFileHandle>;
}

/** Null where the browser lets nobody choose: then the file is downloaded. Throws 'AbortError' on cancel. */
export async function chooseTarget(suggestedName: string): Promise<FileSystemFileHandle | null> {
  const browser = globalThis as Picking;
  if (browser.showSaveFilePicker === undefined) return null;
  return browser.showSaveFilePicker({
    suggestedName,
    types: [
      {
        description: 'Collection of Vitrine',
        accept: { 'application/x-vitrine': ['.vitrine'] },
      },
    ],
  });
}

/** The collection's name without what a file system may refuse, and the day. */
export function backupName(collection: string): string {
  return `${safeName(collection)} ${new Date().toISOString().slice(0, 10)}.vitrine`;
}

export function safeName(name: string): string {
  const safe = name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ').trim();
  return [...safe].slice(0, 80).join('') || 'Collection';
}

/** The folder that a driven page saves to, and whether what lies there is whole. */
import type { BrowserContext, Page } from '@playwright/test';

/**
 * Nobody can answer a browser's file dialog from outside: here it answers by itself, with a folder of
 * the browser's private file system, which is written as any other.
 */
export function answerPickers(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    const folder = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('safe', { create: true });
    Object.assign(globalThis, {
      showDirectoryPicker: folder,
      showSaveFilePicker: async () =>
        (await folder()).getFileHandle('by hand.vitrine', { create: true }),
    });
  });
}

export interface SavedFile {
  name: string;
  bytes: number;
  /** Its last bytes are those of a zip that lists as many entries as it says. */
  isWhole: boolean;
}

export function savedFiles(page: Page): Promise<SavedFile[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('safe', { create: true });
    const found: SavedFile[] = [];
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind !== 'file' || !name.endsWith('.vitrine')) continue;
      const file = await handle.getFile();
      // End record of zip64 (56 bytes), its locator (20), end record (22).
      const tail = new DataView(await file.slice(-98).arrayBuffer());
      const isEnd =
        tail.byteLength === 98 &&
        tail.getUint32(0, true) === 0x06064b50 &&
        tail.getUint32(76, true) === 0x06054b50;
      const size = isEnd ? Number(tail.getBigUint64(40, true)) : 0;
      const offset = isEnd ? Number(tail.getBigUint64(48, true)) : 0;
      const isWhole = isEnd && offset + size + 98 === file.size;
      found.push({ name, bytes: file.size, isWhole });
    }
    return found;
  });
}

/**
 * A file that is written piece by piece and may be larger than memory: in the place the person chose,
 * else in the browser's private file system, from which it is then saved. Where a browser has neither,
 * its own blobs hold the pieces; it moves large ones to the disk.
 */
interface ExportFile {
  readonly writable: WritableStream<Uint8Array>;
  /** The whole file, once `writable` is closed. */
  finish(): Promise<Blob>;
  /** Away with it, however far it got. */
  discard(): Promise<void>;
}

const folderName = 'exports';
/** A finished file must outlive its download, which nobody reports the end of: it stays until its maker makes another. */
let lastMade = '';
/** Files whose page is gone. */
const keptForMs = 60 * 60 * 1000;

export async function openExportFile(
  type: string,
  chosen: FileSystemFileHandle | null,
): Promise<ExportFile> {
  if (chosen) return chosenFile(chosen);
  const folder = await privateFolder();
  return folder ? privateFile(folder, type) : blobFile(type);
}

async function chosenFile(handle: FileSystemFileHandle): Promise<ExportFile> {
  const file = await handle.createWritable();
  return {
    writable: file,
    finish: () => handle.getFile(),
    // Nothing reaches the chosen file before its stream is closed.
    discard: async () => {
      if (!file.locked) await file.abort();
    },
  };
}

/** Null where the browser has no private files, or keeps them from this window. */
async function privateFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(folderName, { create: true });
    await sweep(folder);
    return folder;
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    console.warn('There are no private files here; the file is put together in memory.', error);
    return null;
  }
}

async function sweep(folder: FileSystemDirectoryHandle): Promise<void> {
  const old: string[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind !== 'file') continue;
    const { lastModified } = await handle.getFile();
    if (name === lastMade || Date.now() - lastModified > keptForMs) old.push(name);
  }
  for (const name of old) await folder.removeEntry(name);
}

async function privateFile(folder: FileSystemDirectoryHandle, type: string): Promise<ExportFile> {
  const name = crypto.randomUUID();
  const handle = await folder.getFileHandle(name, { create: true });
  const access = await handle.createSyncAccessHandle();
  let at = 0;
  const close = () => {
    access.flush();
    access.close();
  };
  return {
    writable: new WritableStream<Uint8Array>({
      write(piece) {
        for (let from = 0; from < piece.byteLength;) {
          const written = access.write(piece.subarray(from), { at });
          if (written === 0) throw new DOMException('The disk is full.', 'QuotaExceededError');
          from += written;
          at += written;
        }
      },
      close,
      abort: close,
    }),
    finish: async () => {
      lastMade = name;
      const file = await handle.getFile();
      return file.slice(0, file.size, type);
    },
    discard: async () => {
      access.close();
      await folder.removeEntry(name);
    },
  };
}

/** Pieces are handed to the browser in lumps, so that the script holds no more than one of them. */
const lumpBytes = 4 * 1024 * 1024;

function blobFile(type: string): ExportFile {
  const lumps: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  const lump = () => {
    lumps.push(new Blob(pieces));
    pieces = [];
    waiting = 0;
  };
  return {
    writable: new WritableStream<Uint8Array>({
      write(piece) {
        pieces.push(piece.slice());
        waiting += piece.byteLength;
        if (waiting >= lumpBytes) lump();
      },
      close: lump,
    }),
    finish: () => Promise.resolve(new Blob(lumps, { type })),
    discard: () => {
      lumps.length = 0;
      return Promise.resolve();
    },
  };
}

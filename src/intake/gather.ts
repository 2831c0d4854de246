/**
 * What a person handed over, file by file: from a file picker, a folder picker, or a drop of any mix
 * of files and folders. Folders are walked to the bottom; a file handle is kept where there is one.
 */
import { failure, type Problem } from '../outcome';
import type { IncomingFile } from '../workers/protocol/pictures';

export type Found = { kind: 'file'; incoming: IncomingFile } | Unreadable | { kind: 'litter' };

interface Unreadable {
  kind: 'unreadable';
  name: string;
  folder: string;
  problem: Problem;
}

/** Files that systems leave in folders for themselves: nobody wants to hear about them. */
const litter = /^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i;
const litterFolder = /^(__MACOSX|\.[^.].*)$/;

/** From `<input type="file">`; a folder picker's files know where they lay, but come in any order. */
export function* gatherList(files: Iterable<File>): Generator<Found> {
  const inOrder = [...files].sort((a, b) => compare(a.webkitRelativePath, b.webkitRelativePath));
  for (const file of inOrder) {
    const path = file.webkitRelativePath;
    const folder = path.slice(0, Math.max(0, path.length - file.name.length - 1));
    const isHidden = folder.split('/').some((name) => litterFolder.test(name));
    yield isHidden ? { kind: 'litter' } : found(file, folder, null);
  }
}

/** From `showDirectoryPicker` or a dropped folder; `path` is the folder's own, with its name. */
export async function* gatherFolder(
  directory: FileSystemDirectoryHandle,
  path = directory.name,
): AsyncGenerator<Found> {
  const entries: (FileSystemFileHandle | FileSystemDirectoryHandle)[] = [];
  try {
    for await (const entry of directory.values()) entries.push(entry);
  } catch (error) {
    yield unreadable(directory.name, parent(path), error);
  }
  for (const entry of entries.sort(byName)) {
    if (entry.kind === 'file') yield await open(entry, path);
    else if (litterFolder.test(entry.name)) yield { kind: 'litter' };
    else yield* gatherFolder(entry, `${path}/${entry.name}`);
  }
}

/** The drop's own list is emptied when the event is over, so it is read before the first wait. */
export function gatherDrop(transfer: DataTransfer): AsyncGenerator<Found> {
  const items: DropItem[] = [...transfer.items].filter(({ kind }) => kind === 'file');
  return walk(
    items.map((item) => ({
      handle: item.getAsFileSystemHandle?.(),
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
    })),
  );
}

/** `getAsFileSystemHandle` exists in browsers built on Chromium alone. */
interface DropItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemFileHandle | FileSystemDirectoryHandle | null>;
}

interface Dropped {
  handle: ReturnType<NonNullable<DropItem['getAsFileSystemHandle']>> | undefined;
  entry: FileSystemEntry | null;
  file: File | null;
}

async function* walk(dropped: Dropped[]): AsyncGenerator<Found> {
  // All are awaited from the start: one that fails while another is walked must not go unheard.
  const handles = await Promise.allSettled(dropped.map(async ({ handle }) => handle));
  for (const [at, { entry, file }] of dropped.entries()) {
    const settled = handles[at];
    const handle = settled?.status === 'fulfilled' ? settled.value : undefined;
    if (handle?.kind === 'directory') yield* gatherFolder(handle);
    else if (handle?.kind === 'file') yield await open(handle, '');
    else if (entry !== null && isDirectory(entry)) yield* walkEntries(entry, entry.name);
    else if (file !== null) yield found(file, '', null);
  }
}

/** The older way to walk a dropped folder, which knows no handles. */
async function* walkEntries(
  directory: FileSystemDirectoryEntry,
  path: string,
): AsyncGenerator<Found> {
  let entries: FileSystemEntry[] = [];
  try {
    entries = await readEntries(directory);
  } catch (error) {
    yield unreadable(directory.name, parent(path), error);
  }
  for (const entry of entries.sort(byName)) {
    if (isFile(entry)) yield await openEntry(entry, path);
    else if (litterFolder.test(entry.name)) yield { kind: 'litter' };
    else if (isDirectory(entry)) yield* walkEntries(entry, `${path}/${entry.name}`);
  }
}

/** Browsers hand entries out a hundred at a time; an empty handful is the last. */
async function readEntries(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const handful = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (handful.length === 0) return entries;
    entries.push(...handful);
  }
}

async function open(handle: FileSystemFileHandle, folder: string): Promise<Found> {
  try {
    return found(await handle.getFile(), folder, handle);
  } catch (error) {
    return unreadable(handle.name, folder, error);
  }
}

async function openEntry(entry: FileSystemFileEntry, folder: string): Promise<Found> {
  try {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    return found(file, folder, null);
  } catch (error) {
    return unreadable(entry.name, folder, error);
  }
}

function found(file: File, folder: string, handle: FileSystemFileHandle | null): Found {
  if (litter.test(file.name)) return { kind: 'litter' };
  return { kind: 'file', incoming: { file, folder, handle, attachments: null } };
}

function unreadable(name: string, folder: string, error: unknown): Unreadable {
  return { kind: 'unreadable', name, folder, ...failure('unreadable-file', String(error)) };
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function byName(a: { name: string }, b: { name: string }): number {
  return compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

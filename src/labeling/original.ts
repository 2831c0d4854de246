/** The original of a picture, opened from where the person keeps it; else our working copy, and why. */
import { workingCopy } from '../collection/items';
import type { Item } from '../collection/records';
import { decoded } from './picture';

export interface Opened {
  readonly image: HTMLImageElement | null;
  readonly source: 'original' | 'working-copy';
  /** What a person should know about the source. */
  readonly note: string;
  release(): void;
}

/** What the browsers that keep file handles add to them. */
interface AskableHandle extends FileSystemFileHandle {
  queryPermission(what: { mode: 'read' }): Promise<PermissionState>;
  requestPermission(what: { mode: 'read' }): Promise<PermissionState>;
}

/** Call it from a key press or a click: the browser may want to ask the person. */
export async function openOriginal(item: Item): Promise<Opened> {
  const file = await originalFile(item);
  if (file instanceof File) {
    const opened = await show(file, item, 'original', 'The original', '');
    if (opened.image !== null) return opened;
    opened.release();
  }
  const why = file instanceof File ? 'the original cannot be shown here' : file;
  const copy = await workingCopy(item.id);
  if (copy === undefined)
    return { image: null, source: 'working-copy', note: 'The picture is gone.', release: nothing };
  return show(copy, item, 'working-copy', 'Our copy', `: ${why}`);
}

/** The file, or in words why it is not to be had. */
async function originalFile(item: Item): Promise<File | string> {
  const { handle } = item;
  if (handle === null) return 'this browser does not keep the way to the original';
  try {
    if (isAskable(handle) && !(await mayRead(handle))) return 'the original may not be read';
    const file = await handle.getFile();
    return file.size === item.bytes ? file : 'the original has changed since it was added';
  } catch (error) {
    console.warn(`The original of ${item.name} did not open.`, error);
    return 'the original is not where it was';
  }
}

function isAskable(handle: FileSystemFileHandle): handle is AskableHandle {
  return 'queryPermission' in handle && 'requestPermission' in handle;
}

async function mayRead(handle: AskableHandle): Promise<boolean> {
  if ((await handle.queryPermission({ mode: 'read' })) === 'granted') return true;
  return (await handle.requestPermission({ mode: 'read' })) === 'granted';
}

async function show(
  blob: Blob,
  item: Item,
  source: Opened['source'],
  what: string,
  why: string,
): Promise<Opened> {
  const url = URL.createObjectURL(blob);
  const image = await decoded(url, item);
  const size = image === null ? '' : `, ${image.naturalWidth} × ${image.naturalHeight} pixels`;
  return { image, source, note: `${what}${size}${why}`, release: () => URL.revokeObjectURL(url) };
}

function nothing(): void {
  // There is no address to give back.
}

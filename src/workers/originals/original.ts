/**
 * The original of a picture, from where it is kept: the person's file, or the server it came from. A
 * worker cannot ask the person; it goes where it is let in already.
 */
import { isHostAllowed } from '../../collection/allowances';
import { itemRecord } from '../../collection/descriptions';
import type { RemoteImage } from '../../collection/item-records';
import type { Item } from '../../collection/records';
import { askableAddress, hostOf } from '../../exchange/web-address';
import { failure, success, type Outcome } from '../../outcome';
import { inspect, pageKnownBy, type InspectedPicture } from '../../pictures/inspect';
import { PoliteFetcher } from '../pictures/fetching';
import { fetchPicture } from '../pictures/importing-remote';

/** What browsers that keep file handles add to them. */
interface AskableHandle extends FileSystemFileHandle {
  queryPermission(what: { mode: 'read' }): Promise<PermissionState>;
}

const fetcher = new PoliteFetcher();

/**
 * Looked into, not decoded; `longest` is the side, in pixels, that is asked of a server. Failures:
 * 'original-locked', 'original-gone', 'original-changed', 'host-not-allowed', 'no-original', what the
 * network says, and what `inspect` says of bytes.
 */
export async function originalOf(
  item: Item,
  longest: number,
  signal: AbortSignal,
): Promise<Outcome<InspectedPicture>> {
  if (item.handle !== null) return fromFile(item, item.handle);
  const remote = (await itemRecord(item.id))?.remote ?? null;
  return remote === null ? failure('no-original') : fromServer(item, remote, longest, signal);
}

async function fromFile(
  item: Item,
  handle: FileSystemFileHandle,
): Promise<Outcome<InspectedPicture>> {
  const file = await openFile(item, handle);
  if (!file.ok) return file;
  const inspected = await inspect(file.value);
  if (!inspected.ok) return inspected;
  const page = await pageKnownBy(inspected.value, item.sha256);
  return page === undefined ? failure('original-changed') : success(page);
}

/** The file as it lies there, unread. Failures: 'original-locked', 'original-gone', 'original-changed'. */
export async function openFile(
  item: Pick<Item, 'bytes'>,
  handle: FileSystemFileHandle,
): Promise<Outcome<File>> {
  try {
    if (isAskable(handle) && (await handle.queryPermission({ mode: 'read' })) !== 'granted')
      return failure('original-locked');
    const file = await handle.getFile();
    return file.size === item.bytes ? success(file) : failure('original-changed');
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return failure(error.name === 'NotAllowedError' ? 'original-locked' : 'original-gone');
  }
}

function isAskable(handle: FileSystemFileHandle): handle is AskableHandle {
  return 'queryPermission' in handle;
}

async function fromServer(
  { projectId, name, folder }: Item,
  remote: RemoteImage,
  longest: number,
  signal: AbortSignal,
): Promise<Outcome<InspectedPicture>> {
  const host = hostOfRemote(remote);
  if (!(await isHostAllowed(projectId, host))) return failure('host-not-allowed', host);
  const attachments = { record: { source: '', remote, fields: [] }, group: null, decision: null };
  const addresses = remote.kind === 'url' ? [remote.url] : [];
  const bytes = await fetchPicture(
    { addresses, name, folder, attachments },
    longest,
    fetcher,
    signal,
  );
  return bytes.ok ? inspect(new Blob([bytes.value])) : bytes;
}

/** Whom it will ask; '' for none. */
export function hostOfRemote(remote: RemoteImage): string {
  const address = remote.kind === 'url' ? remote.url : remote.service;
  return hostOf(askableAddress(address, globalThis.location?.origin) ?? '');
}

/** One answer of a server a person has agreed to ask. Failures: 'host-not-allowed', and what the network says. */
export async function askedOf(
  item: Pick<Item, 'projectId'>,
  address: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Outcome<ArrayBuffer>> {
  const host = hostOf(address);
  if (!(await isHostAllowed(item.projectId, host))) return failure('host-not-allowed', host);
  return fetcher.fetch(address, { signal, maxBytes });
}

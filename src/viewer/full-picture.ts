/**
 * Pictures as the screens need them: our copy where there is one, else the original, by way of a worker.
 * Here a person is asked for what a worker cannot ask for.
 */
import { allowedFolders, allowFolder, allowHost, isHostAllowed } from '../collection/allowances';
import { itemRecord } from '../collection/descriptions';
import { workingCopy } from '../collection/items';
import type { Item, ItemId } from '../collection/records';
import { failure, success, type Outcome } from '../outcome';
import { pictureClients } from '../workers/client';
import type { OriginalsApi } from '../workers/protocol/originals';

/** Started at the first picture that has no copy, and ended when there is nothing to do. */
const [viewer] = pictureClients(1);

type Levels = Awaited<ReturnType<OriginalsApi['originalLevels']>>;

/** What the working copy shows, whether or not one is kept. Failures as `OriginalsApi.keptPicture`. */
export async function pictureOf(itemId: ItemId): Promise<Outcome<Blob>> {
  const copy = await workingCopy(itemId);
  if (copy !== undefined) return success(copy);
  return ask((api, job) => api.keptPicture(job, itemId));
}

export function originalLevels(itemId: ItemId, signal: AbortSignal): Promise<Levels> {
  return ask((api, job) => api.originalLevels(job, itemId), signal);
}

export function copyLevels(itemId: ItemId, signal: AbortSignal): Promise<Levels> {
  return ask((api, job) => api.copyLevels(job, itemId), signal);
}

export function tileService(
  itemId: ItemId,
  signal: AbortSignal,
): ReturnType<OriginalsApi['tileService']> {
  return ask((api, job) => api.tileService(job, itemId), signal);
}

export function tile(
  itemId: ItemId,
  address: string,
  signal: AbortSignal,
): ReturnType<OriginalsApi['tile']> {
  return ask((api, job) => api.tile(job, itemId, address), signal);
}

function ask<T>(
  work: (api: OriginalsApi, job: string) => Promise<Outcome<T>>,
  signal?: AbortSignal,
): Promise<Outcome<T>> {
  if (viewer === undefined) return Promise.resolve(failure('worker-crashed'));
  return viewer.call((api, job) => work(api as unknown as OriginalsApi, job), signal);
}

/** Where the full picture of an item lies when it is no file; '' for nowhere. */
export async function hostOf({
  id,
}: Pick<Item, 'id'>): Promise<{ host: string; isTiled: boolean }> {
  const remote = (await itemRecord(id))?.remote ?? null;
  if (remote === null) return { host: '', isTiled: false };
  const address = remote.kind === 'url' ? remote.url : remote.service;
  return { host: URL.parse(address)?.host ?? '', isTiled: remote.kind === 'iiif' };
}

export function mayAsk({ projectId }: Pick<Item, 'projectId'>, host: string): Promise<boolean> {
  return isHostAllowed(projectId, host);
}

/** The person agrees that this collection asks that host for pictures. */
export function agreeToAsk({ projectId }: Pick<Item, 'projectId'>, host: string): Promise<void> {
  return allowHost(projectId, host);
}

/** What the browsers that keep file handles add to them. */
interface Askable {
  queryPermission(what: { mode: 'read' }): Promise<PermissionState>;
  requestPermission(what: { mode: 'read' }): Promise<PermissionState>;
}

/**
 * Asks the browser, and the browser the person, to let us read an item's original again: by its folder
 * where we know it, so that one answer is enough for all. Call it from a key press or a click.
 */
export async function unlock({ projectId, handle }: Item): Promise<boolean> {
  if (handle === null) return false;
  if (!isAskable(handle) || (await isGranted(handle))) return true;
  const folder = await folderAround(handle, await allowedFolders(projectId));
  const asked = folder ?? handle;
  if (isAskable(asked) && (await asked.requestPermission({ mode: 'read' })) !== 'granted')
    return false;
  // Said again, so that the machine tries again what it could not reach.
  if (folder) await allowFolder(projectId, folder);
  return true;
}

async function isGranted(handle: Askable): Promise<boolean> {
  return (await handle.queryPermission({ mode: 'read' })) === 'granted';
}

async function folderAround(
  handle: FileSystemFileHandle,
  folders: readonly FileSystemDirectoryHandle[],
): Promise<FileSystemDirectoryHandle | undefined> {
  for (const folder of folders) if ((await folder.resolve(handle)) !== null) return folder;
  return undefined;
}

function isAskable<Handle extends FileSystemHandle>(handle: Handle): handle is Handle & Askable {
  return 'queryPermission' in handle && 'requestPermission' in handle;
}

/** One picture for a person who looks closer: its pixels level by level, or tile by tile from its server. */
import { transfer } from 'comlink';
import { itemRecord } from '../../collection/descriptions';
import { getItem, workingCopy } from '../../collection/items';
import type { Item, ItemId } from '../../collection/records';
import { readTileService, type TileService } from '../../exchange/iiif-tiles';
import { askableAddress } from '../../exchange/web-address';
import { failure, success, type Outcome } from '../../outcome';
import { decode } from '../../pictures/decode';
import { inspect, type InspectedPicture } from '../../pictures/inspect';
import { levelsOf } from '../originals/levels';
import { askedOf, originalOf } from '../originals/original';
import type { Levels } from '../protocol/originals';

const infoBytes = 4 * 2 ** 20;
const tileBytes = 32 * 2 ** 20;

export async function originalLevels(
  itemId: ItemId,
  signal: AbortSignal,
): Promise<Outcome<Levels>> {
  const item = await getItem(itemId);
  if (item === undefined) return failure('not-found');
  const original = await originalOf(item, Infinity, signal);
  return original.ok ? levels(original.value) : original;
}

export async function copyLevels(itemId: ItemId): Promise<Outcome<Levels>> {
  const copy = await workingCopy(itemId);
  if (copy === undefined) return failure('not-found');
  const picture = await inspect(copy);
  return picture.ok ? levels(picture.value) : picture;
}

async function levels(picture: InspectedPicture): Promise<Outcome<Levels>> {
  const bitmap = await decode(picture);
  if (!bitmap.ok) return bitmap;
  const all = levelsOf(bitmap.value.image);
  return transfer(success(all), all);
}

export async function tileService(
  itemId: ItemId,
  signal: AbortSignal,
): Promise<Outcome<TileService>> {
  const found = await serviceOf(itemId);
  if (!found.ok) return found;
  const { item, service } = found.value;
  const bytes = await askedOf(item, `${service}/info.json`, infoBytes, signal);
  return bytes.ok ? readTileService(new TextDecoder().decode(bytes.value), service) : bytes;
}

/** Fails with 'bad-address' for one that is not the service's own. */
export async function tile(
  itemId: ItemId,
  address: string,
  signal: AbortSignal,
): Promise<Outcome<ImageBitmap>> {
  const found = await serviceOf(itemId);
  if (!found.ok) return found;
  const { item, service } = found.value;
  if (!address.startsWith(`${service}/`)) return failure('bad-address', address);
  const bytes = await askedOf(item, address, tileBytes, signal);
  if (!bytes.ok) return bytes;
  const picture = await inspect(new Blob([bytes.value]));
  if (!picture.ok) return picture;
  const bitmap = await decode(picture.value);
  return bitmap.ok ? transfer(success(bitmap.value.image), [bitmap.value.image]) : bitmap;
}

async function serviceOf(itemId: ItemId): Promise<Outcome<{ item: Item; service: string }>> {
  const [item, record] = await Promise.all([getItem(itemId), itemRecord(itemId)]);
  const remote = record?.remote;
  if (item === undefined || remote?.kind !== 'iiif') return failure('no-original');
  const service = askableAddress(remote.service, globalThis.location?.origin);
  return service === null
    ? failure('bad-address', remote.service)
    : success({ item, service: service.replace(/\/+$/, '') });
}

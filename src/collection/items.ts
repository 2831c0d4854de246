/** Items: the pictures of a project, with their working copies and thumbnails. */
import type { Outcome } from '../outcome';
import { standingAnswers } from './standing-answers';
import { database } from './database';
import { addInOneTransaction, isPictured, type NewItem, type TwinHere } from './new-items';
import { listLabels, resolveLabel } from './labels';
import { guardQuota } from './storage';
import type { Item, ItemId, ItemState, LabelId, ProjectId, Role } from './records';

export { renewHandle, type NewItem } from './new-items';

const states = ['open', 'skipped', 'decided'] as const;

/**
 * Adds a batch in one transaction: items, working copies, thumbnails and, where `labelId` is given,
 * a decision from the folder. An item that is here without its picture gets it back, and keeps its
 * decisions. One answer an item, in order: its id, or the item that has the same bytes. Expected failures: 'quota-exceeded' (nothing of the batch is kept),
 * 'database-unavailable'.
 */
export function addItems(
  projectId: ProjectId,
  incoming: readonly NewItem[],
): Promise<Outcome<(ItemId | TwinHere)[]>> {
  return guardQuota(() => addInOneTransaction(projectId, incoming));
}

export function getItem(id: ItemId): Promise<Item | undefined> {
  return database.items.get(id);
}

/** In the order of `ids`; those that do not exist are left out. */
export async function getItems(ids: readonly ItemId[]): Promise<Item[]> {
  return present(await database.items.bulkGet([...ids]));
}

export interface ItemFilter {
  state?: ItemState;
  role?: Role;
  /** Decided for this label, or for one that was merged into it. */
  labelId?: LabelId;
}

/** Ids in the order of import. */
export function itemIds(projectId: ProjectId, filter: ItemFilter = {}): Promise<ItemId[]> {
  return filter.labelId === undefined
    ? idsBy(projectId, filter)
    : idsWithLabel(projectId, filter.labelId, filter);
}

/** The first few, in the order of import. */
export function firstItemIds(projectId: ProjectId, count: number): Promise<ItemId[]> {
  return database.items.where({ projectId }).limit(count).primaryKeys();
}

/** Id of the newest item; 0 before the first. Told by one key, however many there are. */
export async function newestItemId(projectId: ProjectId): Promise<ItemId> {
  const keys = await database.items.where({ projectId }).reverse().limit(1).primaryKeys();
  return keys[0] ?? (0 as ItemId);
}

/** Counted at one moment, so that the parts always add up. */
export function countItems(
  projectId: ProjectId,
): Promise<{ total: number; open: number; skipped: number; decided: number }> {
  return database.transaction('r', database.items, async () => {
    const [open = 0, skipped = 0, decided = 0] = await Promise.all(
      states.map((state) => database.items.where({ projectId, state }).count()),
    );
    return { total: open + skipped + decided, open, skipped, decided };
  });
}

/** For each role, how many items it has and how many of them are decided. */
export function roleCounts(
  projectId: ProjectId,
): Promise<Record<Role, { total: number; decided: number }>> {
  const count = async (role: Role) => {
    const [total, decided] = await Promise.all([
      database.items.where({ projectId, role }).count(),
      ofRoleAndState(projectId, role, 'decided').count(),
    ]);
    return { total, decided };
  };
  return database.transaction('r', database.items, async () => {
    const [benchmark, check, pool] = await Promise.all([
      count('benchmark'),
      count('check'),
      count('pool'),
    ]);
    return { benchmark, check, pool };
  });
}

/** A restricted item stays here unless the person asks for it to leave. */
export async function setRestricted(ids: readonly ItemId[], restricted: boolean): Promise<void> {
  await database.items.bulkUpdate(ids.map((key) => ({ key, changes: { restricted } })));
}

export async function setNote(id: ItemId, text: string): Promise<void> {
  await database.items.update(id, { note: text });
}

export async function workingCopy(id: ItemId): Promise<Blob | undefined> {
  return (await database.workingCopies.get(id))?.blob;
}

/** How many of a project's items have a working copy here. */
export function countCopies(projectId: ProjectId): Promise<number> {
  return database.workingCopies.where({ projectId }).count();
}

/** Those of `ids` whose working copy is kept here. */
export async function withCopies(ids: readonly ItemId[]): Promise<Set<ItemId>> {
  return new Set(await database.workingCopies.where('itemId').anyOf(ids).primaryKeys());
}

export async function thumbnail(id: ItemId): Promise<Blob | undefined> {
  return (await thumbnails([id])).get(id);
}

/**
 * Addresses that hold the thumbnails themselves, for grids that scroll: a blob's address has to be
 * asked for from another process, picture by picture, while the page stands still.
 */
export async function thumbnailAddresses(ids: readonly ItemId[]): Promise<Map<ItemId, string>> {
  const rows = present(await database.thumbnails.bulkGet([...ids]));
  return new Map(
    rows.map(({ itemId, bytes, type }) => [itemId, `data:${type};base64,${base64(bytes)}`]),
  );
}

/** Those that exist, by item. */
export async function thumbnails(ids: readonly ItemId[]): Promise<Map<ItemId, Blob>> {
  const rows = present(await database.thumbnails.bulkGet([...ids]));
  return new Map(rows.map(({ itemId, bytes, type }) => [itemId, new Blob([bytes], { type })]));
}

/** The item with these bytes, by SHA-256 (hex) of the original file. */
/** The item with these bytes, if its picture is here: a backup may have come without pictures. */
export async function findByHash(projectId: ProjectId, sha256: string): Promise<Item | undefined> {
  const item = await database.items.get({ projectId, sha256 });
  return item && (await isPictured(item)) ? item : undefined;
}

async function idsBy(projectId: ProjectId, { state, role }: ItemFilter): Promise<ItemId[]> {
  const { items } = database;
  if (state !== undefined && role !== undefined) {
    const ids = await ofRoleAndState(projectId, role, state).primaryKeys();
    return ids.sort((a, b) => a - b);
  }
  const where =
    state !== undefined
      ? { projectId, state }
      : role !== undefined
        ? { projectId, role }
        : { projectId };
  return items.where(where).primaryKeys();
}

/** In the role's random order. `order` is below 1, so 1 closes the range. */
function ofRoleAndState(projectId: ProjectId, role: Role, state: ItemState) {
  return database.items
    .where('[projectId+role+state+order]')
    .between([projectId, role, state, 0], [projectId, role, state, 1]);
}

async function idsWithLabel(
  projectId: ProjectId,
  labelId: LabelId,
  { state, role }: ItemFilter,
): Promise<ItemId[]> {
  if (state !== undefined && state !== 'decided') return [];
  const labels = await listLabels(projectId);
  const counted = new Set(
    labels.map(({ id }) => id).filter((id) => resolveLabel(labels, id) === labelId),
  );
  const answers = await standingAnswers(projectId);
  return answers
    .filter((row) => role === undefined || row.role === role)
    .filter(
      ({ answer }) => answer.kind === 'labels' && answer.labelIds.some((id) => counted.has(id)),
    )
    .map((row) => row.itemId)
    .sort((a, b) => a - b);
}

function present<T>(rows: (T | undefined)[]): T[] {
  return rows.filter((row) => row !== undefined);
}

/** What newer browsers bring with them. */
interface ToBase64 {
  toBase64?: () => string;
}

function base64(buffer: ArrayBuffer): string {
  const bytes: Uint8Array & ToBase64 = new Uint8Array(buffer);
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  // Not all at once: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

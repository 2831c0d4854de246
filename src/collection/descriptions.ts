/** The records of items, read and written. */
import { database } from './database';
import { itemIds, newestItemId } from './items';
import type { ItemRecord } from './item-records';
import type { Item, ItemId, ProjectId } from './records';
import { readRows } from './row-ranges';

/** So many rows are read sooner than the keys of a whole project. */
const few = 2000;

export async function itemRecord(id: ItemId): Promise<ItemRecord | undefined> {
  return database.itemRecords.get(id);
}

/** An item with what is known of it; a record may be missing where a project is still being brought back. */
export interface Described {
  readonly item: Item;
  readonly record: ItemRecord | undefined;
}

/** Those of `ids` (ascending) that belong to the project, in that order. */
export async function describedItems(
  projectId: ProjectId,
  ids: readonly ItemId[],
): Promise<Described[]> {
  const [items, records] = await Promise.all([readRows(database.items, ids), recordsOf(ids)]);
  const recordOf = new Map(records.map((record) => [record.itemId, record]));
  return items
    .filter((item) => item.projectId === projectId)
    .map((item) => ({ item, record: recordOf.get(item.id) }));
}

/** The project's items that came after one of them. */
export async function idsAfter(projectId: ProjectId, last: ItemId): Promise<ItemId[]> {
  // The usual case is told by the newest alone, without a look at all of them.
  const newest = await newestItemId(projectId);
  if (newest <= last) return [];
  if (newest - last > few) return (await itemIds(projectId)).filter((id) => id > last);
  const rows = await database.items.where('id').between(last, newest, false, true).toArray();
  return rows.filter((item) => item.projectId === projectId).map(({ id }) => id);
}

async function recordsOf(ids: readonly ItemId[]): Promise<ItemRecord[]> {
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return [];
  // One range where the rows lie side by side, as those of one import do.
  if (last - first < ids.length * 2)
    return database.itemRecords.where('itemId').between(first, last, true, true).toArray();
  return (await database.itemRecords.bulkGet([...ids])).filter((row) => row !== undefined);
}

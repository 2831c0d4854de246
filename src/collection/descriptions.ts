/** The records of items, read and written. */
import { database } from './database';
import type { ItemRecord } from './item-records';
import type { ItemId } from './records';

export async function itemRecord(id: ItemId): Promise<ItemRecord | undefined> {
  return database.itemRecords.get(id);
}

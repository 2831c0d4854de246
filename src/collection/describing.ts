/** What becomes known of pictures that are here already: fields are added to their records. */
import { database } from './database';
import { bareRecord, recordFor, type RecordField } from './item-records';
import type { ItemId, ProjectId } from './records';

/** Records written at once: a whole collection in one go would hold up whoever else writes. */
const pageSize = 1000;

/**
 * Adds fields to the records of items: one that is told anew takes the place of those of its name, every
 * other stays; where a picture came from stays, too. Items that are gone are skipped.
 * @returns Items described.
 */
export function describeItems(
  projectId: ProjectId,
  told: ReadonlyMap<ItemId, readonly RecordField[]>,
): Promise<number> {
  const ids = [...told.keys()].sort((a, b) => a - b);
  return database.transaction('rw', [database.items, database.itemRecords], async () => {
    let described = 0;
    for (let start = 0; start < ids.length; start += pageSize) {
      const page = ids.slice(start, start + pageSize);
      const [items, records] = await Promise.all([
        database.items.bulkGet(page),
        database.itemRecords.bulkGet(page),
      ]);
      const changed = items.flatMap((item, at) => {
        if (item?.projectId !== projectId) return [];
        const { source, remote, fields } = records[at] ?? bareRecord;
        const added = told.get(item.id) ?? [];
        return [recordFor(item, { source, remote, fields: merged(fields, added) })];
      });
      await database.itemRecords.bulkPut(changed);
      described += changed.length;
    }
    return described;
  });
}

function merged(known: readonly RecordField[], added: readonly RecordField[]): RecordField[] {
  const renewed = new Set(added.map(({ name }) => name));
  return [...known.filter(({ name }) => !renewed.has(name)), ...added];
}

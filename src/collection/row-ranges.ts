/**
 * Many rows with numbered keys. A range costs one request, a list of keys one for each; and rows of
 * one project mostly lie side by side, because they came in together.
 */
import type { Table } from 'dexie';
import { database } from './database';
import type { ProjectId } from './records';

interface Numbered {
  readonly id?: number;
}

/** The rows under ascending `keys`, in that order; those that do not exist are left out. */
export async function readRows<Row extends Numbered, Key extends number, Insert>(
  table: Table<Row, Key, Insert>,
  keys: readonly Key[],
): Promise<Row[]> {
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (last - first >= keys.length * 2) {
    return (await table.bulkGet([...keys])).filter((row) => row !== undefined);
  }
  const wanted = new Set<number | undefined>(keys);
  const rows = await table.where('id').between(first, last, true, true).toArray();
  return rows.filter((row) => wanted.has(row.id));
}

/** Deletes a project's rows, one range for each run of keys without a gap. */
export async function deleteRows(tableName: string, projectId: ProjectId): Promise<void> {
  const table = database.table<unknown, number>(tableName);
  const keys = (await table.where({ projectId }).primaryKeys()).sort((a, b) => a - b);
  const ends = keys.filter((key, index) => keys[index + 1] !== key + 1);
  const starts = keys.filter((key, index) => keys[index - 1] !== key - 1);
  const keyPath = String(table.schema.primKey.keyPath);
  await Promise.all(
    starts.map((start, index) =>
      table.where(keyPath).between(start, ends[index], true, true).delete(),
    ),
  );
}

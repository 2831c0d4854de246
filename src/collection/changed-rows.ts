/**
 * Which rows were written, in this tab, another or a worker: for those who hold something made from
 * many rows, and would rather mend it than make it anew.
 */
import Dexie, { RangeSet, type ObservabilitySet } from 'dexie';
import { database } from './database';
import type { Subscription } from './watch';

/** Numbered keys; 'many' where a write was too large for each of its keys to be told. */
export type ChangedKeys = readonly number[] | 'many';

type NumberedTable = 'items' | 'itemRecords';

/** More keys than this are as good as all. */
const most = 2000;

/** Calls `tell` after each transaction that wrote to `table`, of whatever project. */
export function watchKeys(
  table: NumberedTable,
  tell: (changed: ChangedKeys) => void,
): Subscription {
  const part = `idb://${database.name}/${table}/`;
  const listen = (parts: ObservabilitySet) => {
    // A page that comes back from the browser's cache is told that anything may have changed.
    if ('all' in parts) tell('many');
    const ranges = parts[part];
    if (ranges !== undefined) tell(keysIn(RangeSet(ranges)));
  };
  Dexie.on.storagemutated.subscribe(listen);
  return { unsubscribe: () => Dexie.on.storagemutated.unsubscribe(listen) };
}

function keysIn(ranges: RangeSet): ChangedKeys {
  const keys: number[] = [];
  for (const { from, to } of ranges) {
    if (typeof from !== 'number' || from !== to || keys.length === most) return 'many';
    keys.push(from);
  }
  return keys;
}

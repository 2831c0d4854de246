/** What would become of a table, told before anything is done. */
import { success, type Outcome } from '../../outcome';
import type {
  Named,
  PicturePlace,
  TableAddress,
  TablePlan,
  TableWish,
} from '../protocol/table-import';
import { labelled, matchRows, nameOf } from './match-rows';
import { nameInAddress } from './pictures-by-row';
import { add, RowOutcomes } from './row-outcomes';

/** Labels named in a plan. */
const namedLabels = 12;

const beforehand = { isHereAlready: false, aliases: {} };

export async function plan(
  wish: TableWish,
  drop: readonly PicturePlace[],
  signal: AbortSignal,
): Promise<Outcome<TablePlan>> {
  const matched = await matchRows(wish, drop, beforehand, signal);
  if (!matched.ok) return matched;
  const { rows, described, contradictory } = matched.value;
  const outcomes = new RowOutcomes();
  const labels = new Set<string>();
  const groups = new Set<string>();
  const counts = { drop: 0, here: 0, address: 0 };
  const emptyWords: Named = { count: 0, names: [] };
  const contradicting: Named = { count: 0, names: [] };
  for (const { row, found } of rows) {
    if (contradictory.has(row)) add(contradicting, labelled(row));
    if (row.doubtfulLabel !== '' && found.kind !== 'reported') {
      emptyWords.count += 1;
      if (!emptyWords.names.includes(row.doubtfulLabel)) emptyWords.names.push(row.doubtfulLabel);
    }
    if (found.kind === 'reported') {
      outcomes.note(found.reason, nameOf(row));
      continue;
    }
    counts[found.kind] += 1;
    for (const label of contradictory.has(row) ? [] : row.labels) labels.add(label);
    if (row.group !== '') groups.add(row.group);
  }
  return success({
    rows: rows.length,
    inDrop: counts.drop,
    inCollection: counts.here,
    toFetch: counts.address,
    reported: outcomes.reported,
    labels: { count: labels.size, names: [...labels].slice(0, namedLabels) },
    emptyWords,
    contradictory: contradicting,
    groups: groups.size,
    withoutRow: withoutRow(drop, described),
  });
}

export async function addresses(
  wish: TableWish,
  drop: readonly PicturePlace[],
  signal: AbortSignal,
): Promise<Outcome<TableAddress[]>> {
  const matched = await matchRows(wish, drop, beforehand, signal);
  if (!matched.ok) return matched;
  const list = new Map<string, TableAddress>();
  for (const { row, found } of matched.value.rows) {
    if (found.kind !== 'address' || list.has(row.url)) continue;
    const name = row.file || nameInAddress(row.url) || row.identifier || row.url;
    list.set(row.url, { address: row.url, name: name.slice(name.lastIndexOf('/') + 1) || name });
  }
  return success([...list.values()]);
}

export function withoutRow(drop: readonly PicturePlace[], described: ReadonlySet<number>): Named {
  const named: Named = { count: 0, names: [] };
  drop.forEach(({ folder, name }, at) => {
    if (!described.has(at)) add(named, folder === '' ? name : `${folder}/${name}`);
  });
  return named;
}

/** What a table says is written to the pictures that are here: records, then decisions, then groups. */
import { number } from '../../messages/numbers';
import { describeItems } from '../../collection/describing';
import type { Entry } from '../../collection/decision-log';
import { decide } from '../../collection/decisions';
import { comparableName, labelsNamed } from '../../collection/label-names';
import { activeLabels, listLabels } from '../../collection/labels';
import type { Item, ItemId, LabelId } from '../../collection/records';
import { regroup } from '../../collection/regrouping';
import { guardQuota } from '../../collection/storage';
import type { TableRow } from '../../exchange/table-rows';
import { failure, success, type Outcome } from '../../outcome';
import type { Progress } from '../protocol/calls';
import type {
  Aliases,
  Named,
  PicturePlace,
  TableReport,
  TableWish,
} from '../protocol/table-import';
import { groupsThatAreLabels } from './groups-and-labels';
import { labelled, matchRows, nameOf } from './match-rows';
import { withoutRow } from './plan-table';
import { add, RowOutcomes } from './row-outcomes';

/** More different labels than this are a description in the wrong place. */
const mostLabels = 300;

interface Described {
  row: TableRow;
  item: Item;
}

export async function applyTable(
  wish: TableWish,
  drop: readonly PicturePlace[],
  aliases: Aliases,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<TableReport>> {
  const matched = await matchRows(wish, drop, { isHereAlready: true, aliases }, signal);
  if (!matched.ok) return matched;
  const { project, rows, described: inDrop, contradictory } = matched.value;
  const outcomes = new RowOutcomes();
  const found: Described[] = [];
  const contradicting: Named = { count: 0, names: [] };
  for (const one of rows) {
    if (contradictory.has(one.row)) {
      add(contradicting, labelled(one.row));
      one.row.labels = [];
    }
    if (one.found.kind === 'here') found.push({ row: one.row, item: one.found.item });
    else if (one.found.kind === 'reported') outcomes.note(one.found.reason, nameOf(one.row));
    else outcomes.note('no-picture', nameOf(one.row));
  }

  const before = activeLabels(await listLabels(project.id));
  const known = new Set(before.map(({ name }) => comparableName(name)));
  const names = [...new Set(found.flatMap(({ row }) => row.labels))];
  const fresh = new Set(names.map(comparableName).filter((name) => !known.has(name)));
  if (fresh.size > mostLabels) return failure('too-many-labels', `${number(fresh.size)} new ones`);
  const step = (done: number) => report({ done, total: 3, secondsLeft: null });

  step(0);
  const records = new Map(found.map(({ row, item }) => [item.id, row.fields]));
  const written = await guardQuota(() => describeItems(project.id, records));
  if (!written.ok) return written;
  if (signal.aborted) return failure('aborted');

  step(1);
  const labels = await labelsNamed(project.id, names);
  if (!labels.ok) return labels;
  const given: TableReport['labels'] = {
    ...{ actId: null, decided: 0, decidedHere: 0, contradictory: contradicting },
    newLabels: names.filter((name) => fresh.delete(comparableName(name))),
  };
  if (wish.labelsAs === 'decisions') {
    const entries = found.flatMap((one) => entryFor(one, labels.value, given));
    if (entries.length > 0) {
      const act = await guardQuota(() => decide(project.id, entries, { source: 'file' }));
      if (!act.ok) return act;
      given.actId = act.value.actId;
      given.decided = entries.length;
    }
  }
  if (signal.aborted) return failure('aborted');

  step(2);
  const groupOf = new Map<ItemId, string>();
  for (const { row, item } of found)
    if (row.group !== '') groupOf.set(item.id, `${wish.groupName} ${row.group}`);
  const offered = activeLabels(await listLabels(project.id));
  const groupNames = found.map(({ row }) => row.group).filter((name) => name !== '');
  const groupsAreLabels = groupsThatAreLabels(groupNames, offered);
  const groups =
    groupOf.size === 0 || groupsAreLabels.length > 0
      ? success(null)
      : await guardQuota(() => regroup(project.id, groupOf, wish.groupName));
  if (!groups.ok) return groups;
  step(3);
  return success({
    rows: rows.length,
    described: found.length,
    reported: outcomes.reported,
    withoutRow: withoutRow(drop, inDrop),
    labels: given,
    groups: groups.value,
    groupsAreLabels,
  });
}

/** What a person decided here stays. */
function entryFor(
  { row, item }: Described,
  labels: Readonly<Record<string, LabelId>>,
  given: TableReport['labels'],
): Entry[] {
  if (row.labels.length === 0) return [];
  if (item.state === 'decided') {
    given.decidedHere += 1;
    return [];
  }
  const labelIds = row.labels.flatMap((name) =>
    Object.hasOwn(labels, name) ? (labels[name] ?? []) : [],
  );
  const answer = { kind: 'labels' as const, labelIds: [...new Set(labelIds)] };
  return [{ itemId: item.id, answer, suggestion: null, tookMs: null }];
}

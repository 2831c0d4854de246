/** Each row of the tables with the picture it is about, or the reason why there is none. */
import { describedItems, type Described } from '../../collection/descriptions';
import { itemIds } from '../../collection/items';
import { comparableName } from '../../collection/label-names';
import { getProject } from '../../collection/projects';
import type { Item, ItemId, Project, ProjectId } from '../../collection/records';
import { tableRows, type TableRow } from '../../exchange/table-rows';
import { failure, success, type Outcome } from '../../outcome';
import type { Aliases, PicturePlace, RowReason, TableWish } from '../protocol/table-import';
import { open } from './inspect-table';
import { PictureIndex, type Match } from './pictures-by-row';

/** `drop`: the place of a picture in the list of what was dropped; `here`: a picture of the collection. */
type Found =
  | { kind: 'drop'; at: number }
  | { kind: 'here'; item: Item }
  | { kind: 'address' }
  | { kind: 'reported'; reason: RowReason };

interface MatchedRow {
  row: TableRow;
  found: Found;
}

/** A picture, wherever it is: in the drop, in the collection, or at an address. */
type Known = number | ItemId | string;

export interface Matched {
  project: Project;
  rows: MatchedRow[];
  /** Places in the drop that a row is about. */
  described: Set<number>;
  /** Rows whose labels contradict those of another row about the same picture. */
  contradictory: Set<TableRow>;
}

/** Items read at once. */
const pageSize = 1000;

/**
 * With `isHereAlready`, what was dropped has come in since and is looked for in the collection alone.
 * Fails with 'not-found', with what `open` fails with, and with 'aborted'.
 */
export async function matchRows(
  wish: TableWish,
  drop: readonly PicturePlace[],
  { isHereAlready, aliases }: { isHereAlready: boolean; aliases: Aliases },
  signal: AbortSignal,
): Promise<Outcome<Matched>> {
  const project = await getProject(wish.projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const dropped = new PictureIndex<number>();
  drop.forEach((place, id) => dropped.add({ ...place, id }));
  const here = await indexOf(wish.projectId, aliases, signal);
  if (here === null) return failure('aborted');

  const { keepsEmptyWords } = wish;
  const rules = { splitsLabels: project.task === 'tags', keepsEmptyWords };
  const rows: MatchedRow[] = [];
  const described = new Set<number>();
  const taken = new Set<ItemId>();
  const addresses = new Set<string>();
  const contradictory = new Contradictions();
  for (const table of wish.tables) {
    const read = await open(table);
    if (!read.ok) return read;
    for (const row of tableRows(read.value, wish.uses, rules)) {
      if (signal.aborted) return failure('aborted');
      const inDrop = row.problem === null ? dropped.find(row, table.folder) : nothing;
      if (inDrop.kind === 'one' && isHereAlready) described.add(inDrop.id);
      const inCollection = row.problem === null ? here.find(row, table.folder) : nothing;
      const found = settle(row, isHereAlready ? nothing : inDrop, inCollection);
      contradictory.note(found, row);
      rows.push({ row, found: claim(found, row, described, taken, addresses) });
    }
  }
  return success({ project, rows, described, contradictory: contradictory.rows() });
}

const nothing: Match<never> = { kind: 'none' };

function settle(row: TableRow, inDrop: Match<number>, inCollection: Match<Item>): Found {
  if (row.problem !== null) return { kind: 'reported', reason: row.problem };
  if (inDrop.kind === 'one') return { kind: 'drop', at: inDrop.id };
  if (inDrop.kind === 'several') return { kind: 'reported', reason: 'several-pictures' };
  if (inCollection.kind === 'one') return { kind: 'here', item: inCollection.id };
  if (inCollection.kind === 'several') return { kind: 'reported', reason: 'several-pictures' };
  if (row.url !== '') return { kind: 'address' };
  return { kind: 'reported', reason: 'no-picture' };
}

/** Where rows give one picture different labels, nobody can tell which is right. */
class Contradictions {
  readonly #said = new Map<string, TableRow[]>();

  note(found: Found, row: TableRow): void {
    if (found.kind === 'reported' || row.labels.length === 0) return;
    const key = JSON.stringify([found.kind, known(found, row)]);
    const others = this.#said.get(key);
    if (others) others.push(row);
    else this.#said.set(key, [row]);
  }

  rows(): Set<TableRow> {
    const several = [...this.#said.values()].filter((rows) => new Set(rows.map(labelsIn)).size > 1);
    return new Set(several.flat());
  }
}

function known(found: Exclude<Found, { kind: 'reported' }>, { url }: TableRow): Known {
  if (found.kind === 'drop') return found.at;
  return found.kind === 'here' ? found.item.id : url;
}

function labelsIn({ labels }: TableRow): string {
  return JSON.stringify(labels.map(comparableName).sort());
}

/** A picture belongs to the first row that names it. */
function claim(
  found: Found,
  { url }: TableRow,
  described: Set<number>,
  taken: Set<ItemId>,
  addresses: Set<string>,
): Found {
  const second: Found = { kind: 'reported', reason: 'taken' };
  if (found.kind === 'drop') {
    if (described.has(found.at)) return second;
    described.add(found.at);
  }
  if (found.kind === 'address') {
    if (addresses.has(url)) return second;
    addresses.add(url);
  }
  if (found.kind === 'here') {
    if (taken.has(found.item.id)) return second;
    taken.add(found.item.id);
  }
  return found;
}

/** The collection by what rows may know its pictures by; null when it was aborted. */
async function indexOf(
  projectId: ProjectId,
  aliases: Aliases,
  signal: AbortSignal,
): Promise<PictureIndex<Item> | null> {
  const index = new PictureIndex<Item>();
  const byName = new Map<string, Item | null>();
  for await (const page of describedPages(projectId)) {
    if (signal.aborted) return null;
    for (const { item, record } of page) {
      const { fields = [], source = '' } = record ?? {};
      const identifiers = fields.filter(({ name }) => name === 'Identifier');
      const { folder, name } = item;
      const values = identifiers.map(({ value }) => value);
      index.add({ id: item, folder, name, identifiers: values, source });
      byName.set(name, byName.has(name) ? null : item);
    }
  }
  for (const [path, name] of Object.entries(aliases)) {
    const item = byName.get(name);
    const cut = path.lastIndexOf('/');
    const place = { folder: path.slice(0, Math.max(0, cut)), name: path.slice(cut + 1) };
    if (item) index.add({ ...place, id: item });
  }
  return index;
}

/** The whole collection with what is known of it, in the order in which it came in. */
export async function* describedPages(projectId: ProjectId): AsyncGenerator<Described[]> {
  const ids = await itemIds(projectId);
  for (let start = 0; start < ids.length; start += pageSize)
    yield await describedItems(projectId, ids.slice(start, start + pageSize));
}

/** What a row is called in a report. */
export function nameOf({ file, url, identifier, line }: TableRow): string {
  const name = file || identifier || url;
  return name === '' ? `line ${line}` : `line ${line}: ${name.slice(0, 200)}`;
}

/** The same with what it says the picture is. */
export function labelled(row: TableRow): string {
  return `${nameOf(row)}: ${row.labels.join(', ')}`;
}

/**
 * The log of decisions: how events are appended and read. Every writer here must run inside a 'rw'
 * transaction over `items` and `decisions`, so that an event and the standing it leads to are one.
 */
import { database, newId } from './database';
import type {
  ActId,
  Answer,
  Decision,
  DecisionId,
  DecisionSource,
  Item,
  ItemId,
  Project,
  ProjectId,
  Role,
  SuggestionSeen,
} from './records';
import { readRows } from './row-ranges';
import { standingAfter, stateOf } from './standing';

export interface Entry {
  itemId: ItemId;
  answer: Answer;
  suggestion: SuggestionSeen | null;
  /** From the picture being shown to the key, in milliseconds; null for bulk acts. */
  tookMs: number | null;
}

type Unnumbered<D> = D extends Decision ? Omit<D, 'id'> : never;

/** Above this many items one read of the whole log is quicker than a read for each item. */
const manyItems = 400;

/** Appends one answer an entry and moves the items' standings. Throws when an item is not the project's. */
export async function appendAnswers(
  expected: Project | Promise<Project>,
  actId: ActId,
  source: DecisionSource,
  entries: readonly Entry[],
): Promise<DecisionId[]> {
  const at = Date.now();
  const [project, items] = await Promise.all([
    expected,
    itemsOf(entries.map((entry) => entry.itemId)),
  ]);
  const events = entries.map(({ itemId, answer, suggestion, tookMs }): Unnumbered<Decision> => {
    const { role } = itemIn(items, itemId, project.id);
    const base = { projectId: project.id, itemId, actId, at, by: project.annotator, role };
    return { ...base, kind: 'answer', source, answer, suggestion, tookMs };
  });
  const ids = await addEvents(events);
  entries.forEach(({ itemId, answer }, index) => {
    const decisionId = ids[index];
    if (decisionId === undefined) throw new Error('A decision was stored without a number.');
    const item = itemIn(items, itemId, project.id);
    item.standing = { decisionId, answer, at };
    item.state = stateOf(answer);
  });
  await putItems([...items.values()]);
  return ids;
}

/**
 * Takes an act back: appends an undo event for each item it touched and recomputes what stands there
 * from the log. Returns the items; none when the act decided nothing or was taken back already.
 */
export async function appendUndo(project: Project, undoes: ActId): Promise<ItemId[]> {
  const taken = await database.decisions.where({ projectId: project.id, actId: undoes }).toArray();
  const itemIds = [...new Set(taken.map((event) => event.itemId))];
  const logs = await logsOf(project.id, itemIds);
  if (itemIds.every((id) => isUndone(logs.get(id) ?? [], undoes))) return [];
  await appendUndoOn(project, undoes, itemIds, logs);
  return itemIds;
}

/** The same on some of the items the act touched: the others keep what it decided. */
export async function appendUndoOn(
  project: Project,
  undoes: ActId,
  itemIds: ItemId[],
  known?: ReadonlyMap<ItemId, Decision[]>,
): Promise<void> {
  const logs = known ?? (await logsOf(project.id, itemIds));
  const items = await itemsOf(itemIds);
  const at = Date.now();
  const actId = newId<ActId>();
  const events = itemIds.map((itemId): Unnumbered<Decision> => {
    const { role } = itemIn(items, itemId, project.id);
    const base = { projectId: project.id, itemId, actId, at, by: project.annotator, role };
    return { ...base, kind: 'undo', undoes };
  });
  const ids = await addEvents(events);
  events.forEach((event, index) => {
    const id = ids[index];
    if (id === undefined) throw new Error('A decision was stored without a number.');
    const item = itemIn(items, event.itemId, project.id);
    item.standing = standingAfter([...(logs.get(event.itemId) ?? []), { ...event, id }]);
    item.state = stateOf(item.standing?.answer);
  });
  await putItems([...items.values()]);
}

/** One item's events, oldest first. */
export function logOf(projectId: ProjectId, itemId: ItemId): Promise<Decision[]> {
  return database.decisions.where({ projectId, itemId }).toArray();
}

/**
 * Visits a project's events from the newest back, or only those on items of one role, until `visit`
 * answers false. Reads a screenful first: nearly always enough, however long the log.
 */
export async function walkBack(
  range: { projectId: ProjectId; role?: Role },
  visit: (event: Decision) => boolean,
): Promise<void> {
  const collection = () => database.decisions.where(range);
  const newest = await collection().reverse().limit(64).toArray();
  for (const event of newest) if (!visit(event)) return;
  const oldest = newest.at(-1);
  if (oldest === undefined || newest.length < 64) return;

  const keys = (await collection().primaryKeys()).filter((key) => key < oldest.id);
  for (let end = keys.length; end > 0; end -= 1000) {
    const events = await readRows(database.decisions, keys.slice(Math.max(0, end - 1000), end));
    for (const event of events.reverse()) if (!visit(event)) return;
  }
}

async function logsOf(projectId: ProjectId, itemIds: ItemId[]): Promise<Map<ItemId, Decision[]>> {
  const logs = new Map(itemIds.map((id) => [id, [] as Decision[]]));
  const events =
    itemIds.length > manyItems
      ? await database.decisions.where({ projectId }).toArray()
      : (await Promise.all(itemIds.map((id) => logOf(projectId, id)))).flat();
  for (const event of events) logs.get(event.itemId)?.push(event);
  return logs;
}

function isUndone(events: readonly Decision[], actId: ActId): boolean {
  const undone = new Set<ActId>();
  for (const event of [...events].reverse()) {
    if (event.kind === 'undo' && !undone.has(event.actId)) undone.add(event.undoes);
  }
  return undone.has(actId);
}

/** Rows written at once: a whole grid in one go would hold up the page while its rows are cloned. */
const sliceSize = 250;

async function addEvents(events: Unnumbered<Decision>[]): Promise<DecisionId[]> {
  const ids: DecisionId[] = [];
  for (let start = 0; start < events.length; start += sliceSize) {
    const slice = events.slice(start, start + sliceSize);
    ids.push(...(await database.decisions.bulkAdd(slice, { allKeys: true })));
  }
  return ids;
}

async function putItems(items: Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += sliceSize) {
    await database.items.bulkPut(items.slice(start, start + sliceSize));
  }
}

async function itemsOf(ids: ItemId[]): Promise<Map<ItemId, Item>> {
  const unique = [...new Set(ids)].sort((a, b) => a - b);
  const items = await readRows(database.items, unique);
  return new Map(items.map((item) => [item.id, item]));
}

function itemIn(items: Map<ItemId, Item>, id: ItemId, projectId: ProjectId): Item {
  const item = items.get(id);
  if (item?.projectId !== projectId) {
    throw new Error(`Picture ${id} is not part of this collection.`);
  }
  return item;
}

/**
 * Items the model answered by itself. An acceptance is a mark beside an item, never its answer: the item
 * stays open, the desk still asks about it, and truth is what persons decided. A person's decision puts
 * an end to it without a word being written here; taking that decision back lets it stand again.
 */
import { database, newId } from './database';
import { resolveLabel } from './label-rows';
import { listLabels } from './labels';
import type { ActId, Answer, Item, ItemId, LabelId, ProjectId, RunId } from './records';
import { readRows } from './row-ranges';
import type { Accepted } from './trust-records';

export interface AcceptedAnswer {
  itemId: ItemId;
  /** The label, or all tags; empty where no tag applies. */
  labelIds: LabelId[];
  /** Calibrated, 0–1. */
  confidence: number;
  isAudited: boolean;
}

export interface Promised {
  runId: RunId;
  version: number;
  /** Highest share of wrong answers, 0–1. */
  risk: number;
}

/**
 * Accepts answers for those of the items that are open, in the pool, and not accepted already: one act,
 * all of it or nothing. Returns the act and how many it took in.
 */
export function accept(
  projectId: ProjectId,
  answers: readonly AcceptedAnswer[],
  promise: Promised,
): Promise<{ actId: ActId; count: number }> {
  const actId = newId<ActId>();
  const at = Date.now();
  const { projects, items, accepted } = database;
  return database.transaction('rw', [projects, items, accepted], async () => {
    const wanted = [...answers].sort((a, b) => a.itemId - b.itemId);
    const rows = await readRows(
      items,
      wanted.map(({ itemId }) => itemId),
    );
    const free = new Set(rows.filter((item) => isFree(item, projectId)).map(({ id }) => id));
    for (const { itemId } of await accepted.where({ projectId }).toArray()) free.delete(itemId);
    const taken = wanted.filter(({ itemId }) => free.has(itemId));
    await accepted.bulkAdd(
      taken.map((answer): Accepted => ({ ...answer, ...promise, projectId, actId, at })),
    );
    return { actId, count: taken.length };
  });
}

/** Takes all of an act back. Returns how many items it had accepted. */
export function takeBackAcceptance(projectId: ProjectId, actId: ActId): Promise<number> {
  return database.accepted.where({ projectId, actId }).delete();
}

/** Acceptances that stand: those of items that no person has decided since. In the order of import. */
export async function listAccepted(projectId: ProjectId): Promise<Accepted[]> {
  const { rows, items } = await read(projectId);
  return rows.filter(({ itemId }) => isUndecided(items.get(itemId)));
}

/** What the model answered for this item, while that stands. */
export function acceptedAnswer(itemId: ItemId): Promise<Accepted | undefined> {
  return database.transaction('r', [database.items, database.accepted], async () => {
    const row = await database.accepted.get(itemId);
    return row && isUndecided(await database.items.get(itemId)) ? row : undefined;
  });
}

/** The same for several items, by item: one look, since a grid asks for each row that comes into sight. */
export function acceptedAnswers(ids: readonly ItemId[]): Promise<Map<ItemId, Accepted>> {
  const { items, accepted } = database;
  return database.transaction('r', [items, accepted], async () => {
    const rows = (await accepted.bulkGet([...ids])).filter((row) => row !== undefined);
    const of = await items.bulkGet(rows.map(({ itemId }) => itemId));
    const standing = rows.filter((_, at) => isUndecided(of[at]));
    return new Map(standing.map((row) => [row.itemId, row]));
  });
}

/** One press of the button, and what has become of it. */
export interface Acceptance extends Promised {
  actId: ActId;
  at: number;
  /** Answers that were accepted, and those of them that still stand. */
  count: number;
  standing: number;
  /** Drawn to be looked at by a person; those that are still to be. */
  audited: ItemId[];
  waiting: ItemId[];
  /** Audited items a person has answered, and those where the model had been wrong. */
  looked: number;
  wrong: ItemId[];
}

/** Every act that was not taken back, newest first. */
export async function acceptances(projectId: ProjectId): Promise<Acceptance[]> {
  const labels = await listLabels(projectId);
  const { rows, items } = await read(projectId);
  const sameLabels = (one: readonly LabelId[], other: readonly LabelId[]) => {
    const wanted = new Set(one.map((id) => resolveLabel(labels, id)));
    const given = new Set(other.map((id) => resolveLabel(labels, id)));
    return wanted.size === given.size && [...wanted].every((id) => given.has(id));
  };
  const acts = new Map<ActId, Acceptance>();
  for (const row of rows) {
    const { actId, at, runId, version, risk, itemId } = row;
    const none = { count: 0, standing: 0, audited: [], waiting: [], looked: 0, wrong: [] };
    const act = acts.get(actId) ?? { actId, at, runId, version, risk, ...none };
    acts.set(actId, act);
    const item = items.get(itemId);
    act.count += 1;
    if (isUndecided(item)) act.standing += 1;
    if (!row.isAudited) continue;
    act.audited.push(itemId);
    const chosen = item && labelsOf(item);
    if (chosen === undefined) act.waiting.push(itemId);
    else {
      act.looked += 1;
      if (chosen === null || !sameLabels(chosen, row.labelIds)) act.wrong.push(itemId);
    }
  }
  return [...acts.values()].sort((a, b) => b.at - a.at);
}

async function read(projectId: ProjectId): Promise<{ rows: Accepted[]; items: Map<ItemId, Item> }> {
  return database.transaction('r', [database.items, database.accepted], async () => {
    const rows = await database.accepted.where({ projectId }).toArray();
    rows.sort((a, b) => a.itemId - b.itemId);
    const items = await readRows(
      database.items,
      rows.map(({ itemId }) => itemId),
    );
    return { rows, items: new Map(items.map((item) => [item.id, item])) };
  });
}

function isFree(item: Item, projectId: ProjectId): boolean {
  return item.projectId === projectId && item.state === 'open' && item.role === 'pool';
}

function isUndecided(item: Item | undefined): boolean {
  return item !== undefined && item.state !== 'decided';
}

/** What the person chose: null where no label was right, undefined where nobody has answered yet. */
function labelsOf(item: Item): LabelId[] | null | undefined {
  const answer: Answer | undefined = item.standing?.answer;
  if (answer === undefined || answer.kind === 'skipped') return undefined;
  if (answer.kind === 'labels') return answer.labelIds;
  return answer.kind === 'none' ? [] : null;
}

/**
 * Pictures answered a second time without the first answer in sight: how far a person agrees with
 * themselves, or two persons with each other. Never used as truth; a difference is settled by a decision.
 */
import { kappa, type Agreement } from '../statistics/kappa';
import { database } from './database';
import { resolveLabel } from './label-rows';
import { listLabels } from './labels';
import { requireProject } from './projects';
import type { Answer, Item, ItemId, Label, ProjectId } from './records';
import { draw } from './roles';
import type { SecondLook } from './trust-records';

/** Events between a decision and its second look, so that the first answer is not simply remembered. */
const decisionsBetween = 20;

/** Keeps a second answer beside the decision that stands. Throws when none does. */
export function addSecondLook(
  projectId: ProjectId,
  look: { itemId: ItemId; by: string; answer: Answer },
): Promise<SecondLook['id']> {
  const { items, secondLooks } = database;
  return database.transaction('rw', [items, secondLooks], async () => {
    const item = await items.get(look.itemId);
    const first = item?.standing?.decisionId;
    if (item?.projectId !== projectId || first === undefined) {
      throw new Error(`Picture ${look.itemId} has no first answer.`);
    }
    return secondLooks.add({ ...look, projectId, at: Date.now(), first });
  });
}

/** Takes a second answer back; it was never part of what is true, so nothing else moves. */
export async function dropSecondLook(id: SecondLook['id']): Promise<void> {
  await database.secondLooks.delete(id);
}

/** Oldest first. */
export function listSecondLooks(projectId: ProjectId): Promise<SecondLook[]> {
  return database.secondLooks.where({ projectId }).sortBy('id');
}

/**
 * Items for `by` to look at again: decided a while ago, not looked at by `by` before, drawn from the
 * project's seed with labels in proportion. Those the model never learns from come first, so that its
 * agreement on the same pictures can be told honestly beside. Fewer than `count` when there are no more.
 */
export async function drawSecondLooks(
  projectId: ProjectId,
  by: string,
  count: number,
): Promise<Item[]> {
  const project = await requireProject(projectId);
  const [decided, labels, looks, events] = await Promise.all([
    database.items.where({ projectId, state: 'decided' }).toArray(),
    listLabels(projectId),
    listSecondLooks(projectId),
    database.decisions.where({ projectId }).reverse().limit(decisionsBetween).primaryKeys(),
  ]);
  if (events.length < decisionsBetween) return [];
  const before = events.at(-1) ?? 0;
  const seen = new Set(looks.filter((look) => look.by === by).map(({ itemId }) => itemId));
  const due = decided.filter(
    ({ id, standing }) => !seen.has(id) && (standing?.decisionId ?? Infinity) < before,
  );
  const rank = (item: Item) => draw(project.seed, `second look ${item.sha256}`).order;
  const answerOf = (item: Item) => JSON.stringify(answerKey(item.standing?.answer, labels));
  const spread = (items: Item[], wanted: number) => {
    const ordered = items
      .map((item) => ({ item, answer: answerOf(item), rank: rank(item) }))
      .sort((a, b) => (a.answer === b.answer ? a.rank - b.rank : a.answer < b.answer ? -1 : 1));
    return ordered
      .filter((_, place) => isEvenly(place, wanted, ordered.length))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  };
  const unlearned = spread(
    due.filter(({ role }) => role !== 'pool'),
    count,
  );
  const pool = due.filter(({ role }) => role === 'pool');
  return [...unlearned, ...spread(pool, count - unlearned.length)];
}

/** Picks `wanted` of `total` places, evenly spread; all where there are no more. */
function isEvenly(place: number, wanted: number, total: number): boolean {
  if (wanted >= total) return true;
  return Math.floor(((place + 1) * wanted) / total) > Math.floor((place * wanted) / total);
}

/** Two answers to one picture. */
export interface LookedTwice {
  readonly look: SecondLook;
  readonly item: Item;
  readonly first: Answer;
  /** Null where the first answer came from a folder's name. */
  readonly firstBy: string | null;
  readonly isSame: boolean;
}

/** Every second look beside the first answer as it was then, whatever stands by now; oldest first. */
export async function lookedTwice(projectId: ProjectId): Promise<LookedTwice[]> {
  const [looks, labels] = await Promise.all([listSecondLooks(projectId), listLabels(projectId)]);
  const [items, events] = await Promise.all([
    database.items.bulkGet(looks.map(({ itemId }) => itemId)),
    database.decisions.bulkGet(looks.map(({ first }) => first)),
  ]);
  return looks.flatMap((look, at) => {
    const item = items[at];
    const event = events[at];
    if (item === undefined || event?.kind !== 'answer') return [];
    const isSame =
      String(answerKey(event.answer, labels)) === String(answerKey(look.answer, labels));
    const firstBy = event.source === 'folder' ? null : event.by;
    return [{ look, item, first: event.answer, firstBy, isSame }];
  });
}

export interface AnswerAgreement {
  /** Pictures looked at twice, and those with the same answer both times. */
  n: number;
  agreed: number;
  /** Over answers (`single`), or over every tag of every picture (`tags`). */
  kappa: Agreement;
}

/** How far persons agree with themselves. */
export async function selfAgreement(projectId: ProjectId): Promise<AnswerAgreement> {
  const pairs = await lookedTwice(projectId);
  return agreementOf(
    projectId,
    pairs.filter(({ look, firstBy }) => look.by === firstBy),
  );
}

/** How far the answers of these pairs agree. */
export async function agreementOf(
  projectId: ProjectId,
  pairs: readonly LookedTwice[],
): Promise<AnswerAgreement> {
  const [project, labels] = await Promise.all([requireProject(projectId), listLabels(projectId)]);
  const firsts = pairs.map(({ first }) => answerKey(first, labels));
  const seconds = pairs.map(({ look }) => answerKey(look.answer, labels));
  const agreed = pairs.filter(({ isSame }) => isSame).length;
  const words = [...new Set([...firsts, ...seconds].flat())];
  if (project.task === 'tags') {
    const given = (answers: string[][]) =>
      answers.flatMap((answer) => words.map((word) => Number(answer.includes(word))));
    return { n: pairs.length, agreed, kappa: kappa(given(firsts), given(seconds), 2) };
  }
  const codes = (answers: string[][]) => answers.map((answer) => words.indexOf(answer[0] ?? ''));
  return { n: pairs.length, agreed, kappa: kappa(codes(firsts), codes(seconds), words.length) };
}

/** An answer as words that can be compared: label ids after merges, sorted, or what else was said. */
function answerKey(answer: Answer | undefined, labels: readonly Label[]): string[] {
  if (answer?.kind !== 'labels') return [answer?.kind ?? 'open'];
  return [...new Set(answer.labelIds.map((id) => resolveLabel(labels, id)))].sort();
}

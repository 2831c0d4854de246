/**
 * The answers that stand, kept in memory: they are asked for after every decision, and to read ten
 * thousand rows each time would hold up the next one. The log tells what changed since; a standing
 * never moves without an event. A role changes only together with the project's count of groupings.
 */
import { database } from './database';
import type { Answer, DecisionId, Item, ItemId, ProjectId, Role } from './records';

export interface StandingAnswer {
  readonly itemId: ItemId;
  readonly role: Role;
  readonly sha256: string;
  /** Anything but "skip". Label ids as chosen, before merges. */
  readonly answer: Answer;
}

interface Known {
  upTo: DecisionId;
  groupings: number;
  answers: Map<ItemId, StandingAnswer>;
}

const known = new Map<ProjectId, Known>();

/** With more items changed than this, all are read anew: one long read is quicker than many short ones. */
const manyItems = 400;

/**
 * Every decided item of a project with the answer that stands, ordered by the pictures' hashes: so what
 * is learned from them does not hang on the order in which a folder came in.
 */
export async function standingAnswers(projectId: ProjectId): Promise<StandingAnswer[]> {
  const [latest, project] = await Promise.all([
    latestDecisionId(projectId),
    database.projects.get(projectId),
  ]);
  const groupings = project?.groupings ?? 0;
  const before = known.get(projectId);
  let answers = before?.answers;
  if (before?.groupings !== groupings || answers === undefined || before.upTo > latest) {
    answers = await readAll(projectId);
  } else if (before.upTo < latest) {
    answers = await brought(projectId, before);
  }
  known.set(projectId, { upTo: latest, groupings, answers });
  return [...answers.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/** Id of the project's newest event; 0 before the first. It grows with every decision and every undo. */
export async function latestDecisionId(projectId: ProjectId): Promise<DecisionId> {
  const keys = await database.decisions.where({ projectId }).reverse().limit(1).primaryKeys();
  return keys[0] ?? (0 as DecisionId);
}

export function forgetAnswers(projectId: ProjectId): void {
  known.delete(projectId);
}

async function readAll(projectId: ProjectId): Promise<Map<ItemId, StandingAnswer>> {
  const items = await database.items.where({ projectId, state: 'decided' }).toArray();
  return new Map(items.flatMap((item) => answerOf(item) ?? []).map((row) => [row.itemId, row]));
}

/** What was known, brought up to date. A copy: another reader may be half way through the same. */
async function brought(projectId: ProjectId, before: Known): Promise<Map<ItemId, StandingAnswer>> {
  const events = await database.decisions.where('id').above(before.upTo).toArray();
  const own = events.filter((event) => event.projectId === projectId);
  const changed = [...new Set(own.map((event) => event.itemId))];
  if (changed.length > manyItems) return readAll(projectId);
  const answers = new Map(before.answers);
  for (const item of await database.items.bulkGet(changed)) {
    if (item === undefined) continue;
    const answer = answerOf(item);
    if (answer === null) answers.delete(item.id);
    else answers.set(item.id, answer);
  }
  return answers;
}

function answerOf({ id, role, sha256, state, standing }: Item): StandingAnswer | null {
  if (state !== 'decided' || standing === null) return null;
  return { itemId: id, role, sha256, answer: standing.answer };
}

/**
 * Decisions: what the expert answered, as a log that only grows. One strict transaction an act: when
 * the promise resolves, the decision is on the disk.
 */
import { standingAnswers } from './standing-answers';
import { database, newId } from './database';
export { latestDecisionId } from './standing-answers';
import { appendAnswers, appendUndo, logOf, walkBack, type Entry } from './decision-log';
import { takeBackLabelEdit } from './label-edits';
import { listLabels, resolveLabel } from './labels';
import { requireProject } from './projects';
import type {
  ActId,
  Answer,
  Decision,
  DecisionId,
  DecisionSource,
  ItemId,
  Label,
  LabelId,
  ProjectId,
  Role,
} from './records';

/**
 * Records one act: an answer for each entry, all of them or none. The log keeps who, when, what was
 * suggested and how long it took; the items' standings move with it. Throws when the project or an
 * item is gone, and when there is no room (`guardQuota` turns that into a failure).
 */
export async function decide(
  projectId: ProjectId,
  entries: readonly Entry[],
  { source }: { source: DecisionSource },
): Promise<{ actId: ActId; decisionIds: DecisionId[] }> {
  const actId = newId<ActId>();
  const decisionIds = await database.transaction(
    'rw',
    [database.projects, database.items, database.decisions],
    () => appendAnswers(requireProject(projectId), actId, source, entries),
  );
  return { actId, decisionIds };
}

/**
 * The same for answers that several people gave elsewhere: one act, and each answer under the name of
 * who gave it ('' for the person at work here).
 */
export async function decideFor(
  projectId: ProjectId,
  origins: ReadonlyMap<string, readonly Entry[]>,
  { source }: { source: DecisionSource },
): Promise<ActId> {
  const actId = newId<ActId>();
  await database.transaction(
    'rw',
    [database.projects, database.items, database.decisions],
    async () => {
      const project = await requireProject(projectId);
      for (const [by, entries] of origins) {
        const annotator = by === '' ? project.annotator : by;
        await appendAnswers({ ...project, annotator }, actId, source, entries);
      }
    },
  );
  return actId;
}

/**
 * Takes an act back by appending to the log; what stood before on each item stands again, exactly.
 * A label that was split off by the act goes with it. Returns the items whose standing moved: none
 * when it had been taken back already.
 */
export function undo(projectId: ProjectId, actId: ActId): Promise<ItemId[]> {
  return database.transaction(
    'rw',
    [
      database.projects,
      database.items,
      database.decisions,
      database.labels,
      database.labelEdits,
      database.heads,
    ],
    async () => {
      const project = await requireProject(projectId);
      const itemIds = await appendUndo(project, actId);
      await takeBackLabelEdit(projectId, actId);
      return itemIds;
    },
  );
}

export interface Act {
  actId: ActId;
  source: DecisionSource;
  at: number;
  itemIds: ItemId[];
}

/** The latest act that still stands, whoever made it and wherever, imports aside; null when none does. */
export async function lastAct(projectId: ProjectId): Promise<Act | null> {
  const undone = new Set<ActId>();
  const found: Act[] = [];
  await walkBack({ projectId }, (event) => {
    if (undone.has(event.actId)) return true;
    if (event.kind === 'undo') undone.add(event.undoes);
    else if (event.source !== 'folder' && event.source !== 'file') {
      found.push({ actId: event.actId, source: event.source, at: event.at, itemIds: [] });
    }
    return found.length === 0;
  });
  const act = found[0];
  if (act === undefined) return null;
  const events = await database.decisions.where({ projectId, actId: act.actId }).toArray();
  return { ...act, itemIds: events.map((event) => event.itemId) };
}

/** Everything that was ever decided about an item, oldest first, including what was taken back. */
export async function history(itemId: ItemId): Promise<Decision[]> {
  const item = await database.items.get(itemId);
  return item === undefined ? [] : logOf(item.projectId, itemId);
}

/** Every item with an answer other than "skip", with the answer that stands. Label ids as chosen, before merges. */
export async function answersOf(
  projectId: ProjectId,
): Promise<{ itemId: ItemId; role: Role; answer: Answer }[]> {
  const answers = await standingAnswers(projectId);
  return answers.map(({ itemId, role, answer }) => ({ itemId, role, answer }));
}

/** Items whose standing answer is a decision (anything but "skip"). */
export function decisionCount(projectId: ProjectId): Promise<number> {
  return database.items.where({ projectId, state: 'decided' }).count();
}

/**
 * How often the model's first choice (or its set of tags) was what the expert chose, on the `last`
 * check items decided at the desk: the items the model never learns from. Only answers that stand and
 * that came with a suggestion count, one an item; labels are compared after merges.
 */
export async function agreement(
  projectId: ProjectId,
  last = 50,
): Promise<{ agreed: number; of: number }> {
  const labels = await listLabels(projectId);
  const undone = new Set<ActId>();
  const seen = new Set<ItemId>();
  let agreed = 0;
  let of = 0;
  await walkBack({ projectId, role: 'check' }, (event) => {
    if (undone.has(event.actId)) return true;
    if (event.kind === 'undo') undone.add(event.undoes);
    else if (!seen.has(event.itemId)) {
      seen.add(event.itemId);
      const chosen = chosenLabels(event.answer);
      if (event.source === 'desk' && event.suggestion !== null && chosen !== null) {
        of += 1;
        if (isSame(labels, event.suggestion.labelIds, chosen)) agreed += 1;
      }
    }
    return of < last;
  });
  return { agreed, of };
}

/** The labels an answer stands for; null when it says nothing about labels. */
function chosenLabels(answer: Answer): LabelId[] | null {
  if (answer.kind === 'labels') return answer.labelIds;
  return answer.kind === 'none' ? [] : null;
}

function isSame(labels: readonly Label[], one: LabelId[], other: LabelId[]): boolean {
  const resolved = new Set(one.map((id) => resolveLabel(labels, id)));
  const wanted = new Set(other.map((id) => resolveLabel(labels, id)));
  return resolved.size === wanted.size && [...wanted].every((id) => resolved.has(id));
}

/**
 * The same bytes may come in twice with two decisions: a picture that lies in the folders of two labels.
 * Nobody can tell which is meant, so it stays open. What a person decided here is not touched. Where a
 * picture may have several labels, it has both.
 */
import { database, newId } from './database';
import { appendAnswers, appendUndoOn } from './decision-log';
import type { Attachments } from './item-records';
import { requireProject } from './projects';
import type { ActId, Item, ItemId, LabelId, Project, ProjectId } from './records';

/** What came along with a twin of an item that is here. */
type Decided = NonNullable<Attachments['decision']>;

/**
 * Compares what came along with a twin with what stands, if the same kind of import decided that. Answers
 * with the path of the item that is here where the two contradict each other; it is open from then on.
 */
export function settleTwin(
  projectId: ProjectId,
  itemId: ItemId,
  decided: Decided,
): Promise<string | null> {
  return database.transaction(
    'rw',
    [database.projects, database.items, database.decisions],
    async () => {
      const item = await database.items.get(itemId);
      return item === undefined ? null : settle(await requireProject(projectId), item, decided);
    },
  );
}

/** The same inside a transaction over `items` and `decisions`. */
export async function settle(
  project: Project,
  { id, name, folder, standing }: Pick<Item, 'id' | 'name' | 'folder' | 'standing'>,
  { answer, source, by }: Decided,
): Promise<string | null> {
  if (standing?.answer.kind !== 'labels' || answer.kind !== 'labels') return null;
  const event = await database.decisions.get(standing.decisionId);
  if (event?.kind !== 'answer' || event.source !== source) return null;
  if (by !== '' && event.by !== by) return null;
  const both = [...new Set([...standing.answer.labelIds, ...answer.labelIds])];
  if (isSame(both, standing.answer.labelIds) && isSame(both, answer.labelIds)) return null;
  if (project.task === 'single') {
    await appendUndoOn(project, event.actId, [id]);
    return folder === '' ? name : `${folder}/${name}`;
  }
  if (!isSame(both, standing.answer.labelIds)) {
    const entry = { itemId: id, answer: { kind: 'labels' as const, labelIds: both } };
    const annotator = by === '' ? project.annotator : by;
    const unseen = { suggestion: null, tookMs: null };
    await appendAnswers({ ...project, annotator }, newId<ActId>(), source, [
      { ...entry, ...unseen },
    ]);
  }
  return null;
}

function isSame(one: readonly LabelId[], other: readonly LabelId[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/**
 * The log of label edits: each keeps the rows before and after, so that it can be taken back. Every
 * writer here must run inside a 'rw' transaction over `labels` and `labelEdits`.
 */
import { database, newId } from './database';
import type { ActId, Label, LabelEdit, LabelId, ProjectId } from './records';

/** Writes the rows an edit leads to, and the edit. `before` has no row for a label that is new. */
export async function writeLabelEdit(
  projectId: ProjectId,
  kind: Exclude<LabelEdit['kind'], 'undo'>,
  rows: { before: Label[]; after: Label[] },
  actId: ActId = newId<ActId>(),
): Promise<ActId> {
  await database.labels.bulkPut(rows.after);
  await database.labelEdits.add({
    projectId,
    actId,
    at: Date.now(),
    kind,
    ...rows,
    undoes: null,
  });
  return actId;
}

/** The latest edit that still stands; undefined when there is none. */
export async function latestLabelEdit(projectId: ProjectId): Promise<LabelEdit | undefined> {
  const edits = await database.labelEdits.where({ projectId }).toArray();
  const undone = new Set(edits.map((edit) => edit.undoes));
  return edits.findLast((edit) => edit.kind !== 'undo' && !undone.has(edit.actId));
}

/**
 * Takes the label edit of an act back, if the act made one and it still stands: every field the edit
 * changed gets its former value, fields changed by later edits keep theirs. A label the edit created
 * goes, or is retired where a decision or a head speaks of it. Needs `decisions` and `heads` to read.
 */
export async function takeBackLabelEdit(projectId: ProjectId, actId: ActId): Promise<void> {
  const edits = await database.labelEdits.where({ projectId }).toArray();
  const edit = edits.find((candidate) => candidate.actId === actId);
  if (edit === undefined || edits.some((candidate) => candidate.undoes === actId)) return;

  const at = Date.now();
  const undoing: LabelEdit = {
    projectId,
    actId: newId<ActId>(),
    at,
    kind: 'undo',
    before: [],
    after: [],
    undoes: actId,
  };
  const spokenOf = await labelsSpokenOf(projectId);
  for (const changed of edit.after) {
    const now = await database.labels.get(changed.id);
    if (now === undefined) continue;
    undoing.before.push(now);
    const former = edit.before.find((label) => label.id === changed.id);
    if (former === undefined && !spokenOf.has(changed.id)) {
      await database.labels.delete(changed.id);
      continue;
    }
    const restored =
      former === undefined ? { ...now, retiredAt: at } : withFormer(now, former, changed);
    undoing.after.push(restored);
    await database.labels.put(restored);
  }
  await database.labelEdits.add(undoing);
}

function withFormer(now: Label, former: Label, changed: Label): Label {
  const fields = (Object.keys(former) as (keyof Label)[]).filter(
    (field) => former[field] !== changed[field],
  );
  return { ...now, ...Object.fromEntries(fields.map((field) => [field, former[field]])) };
}

/** Labels that the log, undone decisions included, or a head mentions: their names must stay readable. */
async function labelsSpokenOf(projectId: ProjectId): Promise<Set<LabelId>> {
  const spokenOf = new Set<LabelId>();
  for (const { labelIds } of await database.heads.where({ projectId }).toArray())
    for (const id of labelIds) spokenOf.add(id);
  for (const event of await database.decisions.where({ projectId }).toArray()) {
    if (event.kind !== 'answer') continue;
    const { answer, suggestion } = event;
    for (const id of answer.kind === 'labels' ? answer.labelIds : []) spokenOf.add(id);
    for (const id of suggestion?.labelIds ?? []) spokenOf.add(id);
  }
  return spokenOf;
}

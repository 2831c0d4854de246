/**
 * Labels: the words of a collection. Every edit is logged with the rows before and after and can be
 * taken back; no edit ever touches a decision that was made, it only changes what decisions count for.
 */
import { failure, success, type Outcome } from '../outcome';
import { database, newId } from './database';
import { appendAnswers, appendUndo, type Entry } from './decision-log';
import { isOffered, refusal, resolveLabel, TakenNames, tidy } from './label-rows';
import { latestLabelEdit, takeBackLabelEdit, writeLabelEdit } from './label-edits';
import { requireProject } from './projects';
import type { ActId, ItemId, Label, LabelEdit, LabelId, ProjectId } from './records';

export { activeLabels, resolveLabel } from './label-rows';

export type LabelWords = Pick<Label, 'name' | 'description' | 'uri' | 'key' | 'guideline'>;

/** All labels of a project by position, retired and merged ones included. */
export function listLabels(projectId: ProjectId): Promise<Label[]> {
  return database.labels.where({ projectId }).sortBy('position');
}

/**
 * Creates a label at the end of the list. The name is trimmed. Expected failures: 'blank-name';
 * 'duplicate' when an offered label has that name, in whatever case, or that key.
 */
export function createLabel(
  projectId: ProjectId,
  words: Pick<LabelWords, 'name'> & Partial<LabelWords>,
): Promise<Outcome<Label>> {
  return edit(async () => {
    await requireProject(projectId);
    const labels = await listLabels(projectId);
    const label = newLabel(projectId, labels, words);
    const refused = refusal(labels, label);
    if (refused !== null) return refused;
    await writeLabelEdit(projectId, 'create', { before: [], after: [label] });
    return success(label);
  });
}

/**
 * Creates labels at the end of the list, all of them or none, in one act: nine hundred out of a file are
 * one read and one write. Answers in the order of `wanted`. Expected failures as for `createLabel`, also
 * where two of them have one name.
 */
export function createLabels(
  projectId: ProjectId,
  wanted: readonly (Pick<LabelWords, 'name'> & Partial<LabelWords>)[],
): Promise<Outcome<Label[]>> {
  return edit(async () => {
    await requireProject(projectId);
    if (wanted.length === 0) return success([]);
    const labels = await listLabels(projectId);
    const taken = new TakenNames(labels);
    const next = nextPosition(labels);
    const made: Label[] = [];
    for (const words of wanted) {
      const label = { ...newLabel(projectId, [], words), position: next + made.length };
      const refused = taken.take(label);
      if (refused !== null) return refused;
      made.push(label);
    }
    await writeLabelEdit(projectId, 'create', { before: [], after: made });
    return success(made);
  });
}

/** Changes a label's words. Expected failures: 'blank-name', 'duplicate' (see `createLabel`), 'not-found'. */
export function changeLabel(id: LabelId, patch: Partial<LabelWords>): Promise<Outcome<ActId>> {
  return edit(async () => {
    const label = await database.labels.get(id);
    if (label === undefined) return failure('not-found');
    const changed = { ...label, ...patch, name: tidy(patch.name ?? label.name) };
    const refused = refusal(await listLabels(label.projectId), changed);
    if (refused !== null) return refused;
    const rows = { before: [label], after: [changed] };
    return success(await writeLabelEdit(label.projectId, 'change', rows));
  });
}

/**
 * From now on decisions for `from` count for `into`; they stay as they were made. Expected failure:
 * 'not-found' when either is not offered any more (merged or retired in another tab, say).
 */
export function mergeLabels(from: LabelId, into: LabelId): Promise<Outcome<ActId>> {
  return edit(async () => {
    const [label, target] = await database.labels.bulkGet([from, into]);
    if (label === undefined || target === undefined || label.projectId !== target.projectId) {
      return failure('not-found');
    }
    if (label.id === target.id || label.mergedInto !== null || !isOffered(target)) {
      return failure('not-found', `“${label.name}” cannot be merged into “${target.name}”.`);
    }
    const rows = { before: [label], after: [{ ...label, mergedInto: into }] };
    return success(await writeLabelEdit(label.projectId, 'merge', rows));
  });
}

/**
 * Splits part of a label off: creates a label and answers it anew, in one act, for those of `itemIds`
 * whose answer counts for `from` (their other tags stay). Expected failures as for `createLabel`, and
 * 'not-found'.
 */
export function splitLabel(
  from: LabelId,
  words: Pick<LabelWords, 'name'> & Partial<LabelWords>,
  itemIds: readonly ItemId[],
): Promise<Outcome<{ actId: ActId; label: Label }>> {
  return edit(async () => {
    const origin = await database.labels.get(from);
    if (origin === undefined) return failure('not-found');
    const project = await requireProject(origin.projectId);
    const labels = await listLabels(project.id);
    const label = newLabel(project.id, labels, words);
    const refused = refusal(labels, label);
    if (refused !== null) return refused;

    const entries: Entry[] = [];
    for (const item of await database.items.bulkGet([...new Set(itemIds)])) {
      const answer = item?.standing?.answer;
      if (item?.projectId !== project.id || answer?.kind !== 'labels') continue;
      const kept = answer.labelIds.filter((id) => resolveLabel(labels, id) !== from);
      if (kept.length === answer.labelIds.length) continue;
      entries.push({
        itemId: item.id,
        answer: { kind: 'labels', labelIds: [...kept, label.id] },
        suggestion: null,
        tookMs: null,
      });
    }
    const actId = await writeLabelEdit(project.id, 'split', { before: [], after: [label] });
    await appendAnswers(project, actId, 'split', entries);
    return success({ actId, label });
  });
}

/** The label is not offered any more; its decisions stay. Expected failure: 'not-found'. */
export function retireLabel(id: LabelId): Promise<Outcome<ActId>> {
  return edit(async () => {
    const label = await database.labels.get(id);
    if (label === undefined || !isOffered(label)) return failure('not-found');
    const rows = { before: [label], after: [{ ...label, retiredAt: Date.now() }] };
    return success(await writeLabelEdit(label.projectId, 'retire', rows));
  });
}

/**
 * Offers a retired or merged label again, its decisions with it. Expected failures: 'not-found';
 * 'duplicate' when its name has been given to another meanwhile.
 */
export function restoreLabel(id: LabelId): Promise<Outcome<ActId>> {
  return edit(async () => {
    const label = await database.labels.get(id);
    if (label === undefined || isOffered(label)) return failure('not-found');
    const restored = { ...label, retiredAt: null, mergedInto: null };
    const refused = refusal(await listLabels(label.projectId), restored);
    if (refused !== null) return refused;
    const rows = { before: [label], after: [restored] };
    return success(await writeLabelEdit(label.projectId, 'restore', rows));
  });
}

/** Takes the latest standing label edit back, with the decisions of a split, and returns it. Null when there is none. */
export function undoLabelEdit(projectId: ProjectId): Promise<LabelEdit | null> {
  return edit(async () => {
    const latest = await latestLabelEdit(projectId);
    if (latest === undefined) return null;
    await appendUndo(await requireProject(projectId), latest.actId);
    await takeBackLabelEdit(projectId, latest.actId);
    return latest;
  });
}

/** The edit `undoLabelEdit` would take back; null when there is none. */
export async function lastLabelEdit(projectId: ProjectId): Promise<LabelEdit | null> {
  return (await latestLabelEdit(projectId)) ?? null;
}

function edit<T>(work: () => Promise<T>): Promise<T> {
  const { projects, items, decisions, labels, labelEdits, heads } = database;
  return database.transaction('rw', [projects, items, decisions, labels, labelEdits, heads], work);
}

function newLabel(
  projectId: ProjectId,
  labels: readonly Label[],
  words: Pick<LabelWords, 'name'> & Partial<LabelWords>,
): Label {
  return {
    id: newId<LabelId>(),
    projectId,
    name: tidy(words.name),
    description: words.description ?? '',
    uri: words.uri ?? '',
    key: words.key ?? '',
    guideline: words.guideline ?? '',
    position: nextPosition(labels),
    createdAt: Date.now(),
    retiredAt: null,
    mergedInto: null,
  };
}

function nextPosition(labels: readonly Label[]): number {
  return labels.reduce((most, { position }) => Math.max(most, position), -1) + 1;
}

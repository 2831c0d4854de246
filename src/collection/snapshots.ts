/** Snapshots: what is true now, and what was true when training began. */
import { latestDecisionId, standingAnswers } from './standing-answers';
import { database } from './database';
import { answersAt } from './past-answers';
import { activeLabels, listLabels, resolveLabel } from './labels';
import { requireProject } from './projects';
import type { Answer, Label, LabelId, Project, ProjectId, SnapshotId, Task } from './records';
import type { Run, Snapshot, SnapshotRow } from './training-records';

export interface Truth {
  /** Labels that are offered, by position. */
  labelIds: LabelId[];
  /** In the order of the pictures' hashes. */
  rows: SnapshotRow[];
}

/**
 * What the decisions that stand say, after merges: items with labels and, in a `tags` project, items
 * to which none applies. Left out: "cannot tell", skipped, in a `single` project "none of these", and
 * items whose label is retired.
 */
export async function currentTruth(projectId: ProjectId): Promise<Truth> {
  const { labels, rows } = await read(projectId);
  return { labelIds: labels.map((label) => label.id), rows: rows.map(({ row }) => row) };
}

/** The id a snapshot of what is true now would have; nothing is frozen. */
export async function truthId(projectId: ProjectId): Promise<SnapshotId> {
  return idOf(await read(projectId));
}

/**
 * Freezes what is true now, or what today's labels make of the decisions up to one of them. The id is the SHA-256 of a canonical text of it (project, task, seed,
 * labels, and for each item its SHA-256, role and labels), so the same truth is stored once.
 */
export async function freezeSnapshot(projectId: ProjectId, past?: number): Promise<Snapshot> {
  // Read first: what lands in between belongs to the next version.
  const upTo = past ?? (await latestDecisionId(projectId));
  const truth = await read(projectId, past);
  const { project, labels, rows } = truth;
  const id = await idOf(truth);
  return database.transaction('rw', [database.projects, database.snapshots], async () => {
    await requireProject(projectId);
    const stored = await database.snapshots.get(id);
    if (stored !== undefined) return stored;
    const snapshot: Snapshot = {
      id,
      projectId,
      at: Date.now(),
      name: '',
      upTo,
      seed: project.seed,
      labelIds: labels.map((label) => label.id),
      rows: rows.map(({ row }) => row),
    };
    await database.snapshots.add(snapshot);
    return snapshot;
  });
}

/**
 * What the head of a run has learned from, frozen when somebody asks: a serving head takes in every
 * decision as it comes, and nobody wants a version for each.
 */
export async function freezeLearned(
  run: Pick<Run, 'projectId' | 'snapshotId' | 'learnedUpTo'>,
): Promise<Snapshot> {
  const begun = run.snapshotId === null ? undefined : await getSnapshot(run.snapshotId);
  const isFirst = begun !== undefined && begun.upTo === run.learnedUpTo;
  return isFirst ? begun : freezeSnapshot(run.projectId, run.learnedUpTo);
}

export function getSnapshot(id: SnapshotId): Promise<Snapshot | undefined> {
  return database.snapshots.get(id);
}

interface Read {
  project: Project;
  labels: Label[];
  rows: { sha256: string; row: SnapshotRow }[];
}

/** Labels before answers: an answer that names a label younger than the list is left for next time. */
async function read(projectId: ProjectId, past?: number): Promise<Read> {
  const project = await requireProject(projectId);
  const all = await listLabels(projectId);
  const targets = new Map(all.map((label) => [label.id, resolveLabel(all, label.id)]));
  const offered = activeLabels(all);
  const answers = await (past === undefined
    ? standingAnswers(projectId)
    : answersAt(projectId, past));
  const rows = answers.flatMap(({ itemId, role, sha256, answer }) => {
    const labelIds = labelsOf(answer, project.task, offered, targets);
    return labelIds === null ? [] : [{ sha256, row: { itemId, role, labelIds } }];
  });
  return { project, labels: offered, rows };
}

/** Which of the offered labels an item has, by position; null when it teaches nothing. */
function labelsOf(
  answer: Answer,
  task: Task,
  offered: readonly Label[],
  targets: ReadonlyMap<LabelId, LabelId>,
): LabelId[] | null {
  if (answer.kind === 'none') return task === 'tags' ? [] : null;
  if (answer.kind !== 'labels') return null;
  const chosen = new Set(answer.labelIds.map((id) => targets.get(id)));
  const ids = offered.filter((label) => chosen.has(label.id)).map((label) => label.id);
  return ids.length === 0 ? null : ids;
}

async function idOf({ project, labels, rows }: Read): Promise<SnapshotId> {
  return (await sha256(canonicalText(project, labels, rows))) as SnapshotId;
}

function canonicalText(project: Project, labels: readonly Label[], rows: Read['rows']): string {
  const pictures = rows
    .map(({ sha256, row }) => [sha256, row.role, ...row.labelIds])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return JSON.stringify({
    project: project.id,
    task: project.task,
    seed: project.seed,
    labels: labels.map(({ id, name }) => [id, name]),
    pictures,
  });
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Labels that were given elsewhere, on pictures that are here: one act, taken back as one. */
import { number } from '../../messages/numbers';
import { decideFor } from '../../collection/decisions';
import type { Entry } from '../../collection/decision-log';
import { comparableName } from '../../collection/label-names';
import { activeLabels, createLabels, listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { Answer, Item, LabelId, Project, ProjectId } from '../../collection/records';
import { guardQuota } from '../../collection/storage';
import {
  noNames,
  note,
  type BroughtLabel,
  type BroughtLabels,
  type BroughtRow,
} from '../../exchange/brought-labels';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelsBrought, LabelWish } from '../protocol/label-import';
import { answersTo } from './answers-to';
import { NamesInFile, PicturesByName } from './pictures-by-name';
import { readLabelFile } from './read-label-file';

/** A file that would make more labels than anybody can tell apart is no file of labels. */
const mostNewLabels = 1000;
const longestName = 10_000;

/**
 * Takes people's answers for pictures nobody has decided here; what a model said, and pictures that are
 * decided already, stay as they are. A picture is known by its SHA-256, else by its place. Of a picture
 * that the file says two things about, neither is taken. Labels that do not exist are made. Fails with
 * 'unreadable-file', 'unknown-labels', 'not-found', 'quota-exceeded'.
 */
export async function bringLabels(
  projectId: ProjectId,
  wish: Omit<LabelWish, 'file'> & { file: Blob },
): Promise<Outcome<LabelsBrought>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const read = await readLabelFile(wish.file);
  if (!read.ok) return read;
  const rows = answersTo(wish.question, read.value, project.task);
  if (rows === null) return failure('not-found', `no question is called “${wish.question}”`);

  const brought = nothingBrought(read.value);
  const wanted = await pictured(project, rows, wish.folder, brought);
  if (wanted.size === 0) return success(brought);
  const labels = await labelsOf(project.id, [...wanted.values()], brought.newLabels);
  if (!labels.ok) return labels;
  const origins = new Map<string, Entry[]>();
  for (const [item, row] of wanted) {
    const entry: Entry = {
      ...{ itemId: item.id, answer: answerOf(row, labels.value) },
      ...{ suggestion: null, tookMs: null },
    };
    const others = origins.get(row.annotator);
    if (others) others.push(entry);
    else origins.set(row.annotator, [entry]);
  }
  const act = await guardQuota(() => decideFor(projectId, origins, { source: 'file' }));
  if (!act.ok) return act;
  return success({ ...brought, actId: act.value, taken: wanted.size });
}

function nothingBrought({ leftOut }: BroughtLabels): LabelsBrought {
  return {
    ...{ actId: null, taken: 0, decidedHere: 0, repeated: 0, contradictory: noNames() },
    ...{ unknown: 0, ambiguous: 0, withoutAnswer: 0, newLabels: [], leftOut },
  };
}

/** The row for each picture that is to be decided; every other row is counted. */
async function pictured(
  project: Project,
  rows: readonly BroughtRow[],
  folder: string,
  brought: LabelsBrought,
): Promise<Map<Item, BroughtRow>> {
  const found = await PicturesByName.of(project.id);
  const names = new NamesInFile(rows);
  const said = new Map<Item, BroughtRow[]>();
  for (const row of rows) {
    if (!hasAnswer(row, project)) {
      brought.withoutAnswer += 1;
      continue;
    }
    const item = found.for(row, folder, names);
    if (item === 'several') brought.ambiguous += 1;
    else if (item === null) brought.unknown += 1;
    else if (item.state === 'decided') brought.decidedHere += 1;
    else {
      const others = said.get(item);
      if (others) others.push(row);
      else said.set(item, [row]);
    }
  }
  const wanted = new Map<Item, BroughtRow>();
  for (const [item, [first, ...others]] of said) {
    if (first === undefined) continue;
    if (others.every((other) => meaning(other) === meaning(first))) {
      wanted.set(item, first);
      brought.repeated += others.length;
    } else for (const row of [first, ...others]) note(brought.contradictory, nameOf(row));
  }
  return wanted;
}

/** What a row says, so that two can be compared. */
function meaning({ answer, labels }: BroughtRow): string {
  const names = labels.map(({ name }) => comparableName(name)).sort();
  return JSON.stringify([answer, answer === 'labels' ? names : []]);
}

function nameOf({ folder, file, labels, answer }: BroughtRow): string {
  const path = folder === '' ? file : `${folder}/${file}`;
  return `${path}: ${labels.map(({ name }) => name).join(', ') || answer}`;
}

/** A person's word that this collection can hold. */
function hasAnswer({ source, answer, labels }: BroughtRow, { task }: Project): boolean {
  if (source !== 'human' || !labels.every(({ name }) => isName(name))) return false;
  if (answer === 'labels') return labels.length > 0 && (task === 'tags' || labels.length === 1);
  return answer === 'none' || answer === 'cannot-tell';
}

/** A label without a name, or with a page of text for one, is none. */
function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= longestName;
}

function answerOf(row: BroughtRow, labels: ReadonlyMap<string, LabelId>): Answer {
  if (row.answer !== 'labels') return { kind: row.answer === 'none' ? 'none' : 'cannot-tell' };
  const labelIds = row.labels.flatMap(({ name }) => labels.get(comparableName(name)) ?? []);
  return { kind: 'labels', labelIds: [...new Set(labelIds)] };
}

/** Finds the labels by their names, in whatever case, and makes those that are missing. */
async function labelsOf(
  projectId: ProjectId,
  rows: readonly BroughtRow[],
  made: string[],
): Promise<Outcome<Map<string, LabelId>>> {
  const offered = activeLabels(await listLabels(projectId));
  const ids = new Map(offered.map(({ id, name }) => [comparableName(name), id]));
  const missing = new Map<string, BroughtLabel>();
  for (const label of rows.flatMap(({ labels }) => labels)) {
    const key = comparableName(label.name);
    if (!ids.has(key) && !missing.has(key)) missing.set(key, label);
  }
  if (missing.size > mostNewLabels)
    return failure('unknown-labels', `it would make ${number(missing.size)} labels`);
  const created = await createLabels(projectId, [...missing.values()]);
  if (!created.ok) return created;
  for (const { id, name } of created.value) {
    ids.set(comparableName(name), id);
    made.push(name);
  }
  return success(ids);
}

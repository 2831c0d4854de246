/** A collection out of a file: looked through first, then brought back whole or not at all. */
import type { ItemId, Project, ProjectId, WorkingCopy } from '../../collection/records';
import type { StoredBackbone } from '../../collection/training-records';
import { guardQuota } from '../../collection/storage';
import {
  addRows,
  addWorkingCopies,
  bringBack,
  completeRecords,
  coreTables,
  hasProject,
  pagedTables,
  roomFor,
  sweepUnfinished,
  type ProjectTable,
} from '../../collection/whole-project';
import { saveBackbone } from '../../collection/backbones';
import { checkRow, type FileRow, type FileTable } from '../../exchange/project-rows';
import { failure, success, type Outcome } from '../../outcome';
import type { OpenedBackup, OpenRequest } from '../protocol/archive';
import type { Progress } from '../protocol/calls';
import { BackupParts } from './backup-parts';
import { shifted, type Shift } from './shift-ids';

const picturesAtOnce = 32;

/** Said by a row that may not come in; the reader's caller makes a failure of it. */
class Unacceptable extends Error {}

/** What the first look finds: nothing is written before it is over. */
interface Survey {
  project: Project;
  items: Set<number>;
  ids: Record<keyof Shift, number[]>;
}

/**
 * Opens a backup. Failures: 'malformed-backup', 'newer-backup', 'already-here' (unless `replace`),
 * 'quota-exceeded', 'aborted'; after each of them this browser is as it was, but with `replace`, where
 * the former collection is let go once the file has been looked through.
 */
export async function openBackup(
  { file, other, replace }: OpenRequest,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<OpenedBackup>> {
  await sweepUnfinished();
  const opened = await BackupParts.open(other ? [file, other] : [file]);
  if (!opened.ok) return opened;
  const reader = opened.value;
  try {
    const { name, hasPictures } = reader;
    const projectId = reader.projectId as ProjectId;
    if (!replace && (await hasProject(projectId))) return failure('already-here', name);
    const survey = await lookThrough(reader, signal);
    const done = await guardQuota(() =>
      bringBack(survey.project, { replace }, () => fill(reader, survey, report, signal)),
    );
    if (!done.ok) return done;
    if (!done.value) return failure('already-here', name);
    return success({ projectId, name, pictures: survey.items.size, hasPictures });
  } catch (error) {
    if (signal.aborted) return failure('aborted');
    if (error instanceof Unacceptable || isDamage(error))
      return failure('malformed-backup', (error as Error).message);
    throw error;
  } finally {
    await reader.close();
  }
}

/** What the reader throws over damaged bytes, and a key that another collection holds already. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isTaken = error.name === 'BulkError' || error.name === 'ConstraintError';
  return isTaken || error.name === 'MalformedRows';
}

async function lookThrough(reader: BackupParts, signal: AbortSignal): Promise<Survey> {
  const ids: Survey['ids'] = {
    items: [],
    decisions: [],
    labelEdits: [],
    features: [],
    secondLooks: [],
  };
  const projects: Project[] = [];
  for (const table of [...coreTables, ...pagedTables, 'backbones'] as const) {
    await eachRow(reader, table, signal, (row) => {
      if (table === 'projects') projects.push(row as unknown as Project);
      if (table in ids) ids[table as keyof Shift].push((row as { id: number }).id);
      return Promise.resolve();
    });
  }
  const [project] = projects;
  if (projects.length !== 1 || project?.id !== reader.projectId)
    throw new Unacceptable('it does not hold exactly the collection it names');
  const items = new Set(ids.items);
  const stray = reader.pictures().find(({ itemId }) => !items.has(itemId));
  if (stray) throw new Unacceptable(`picture ${stray.itemId} belongs to nothing`);
  return { project, items, ids };
}

/** Every row of a table, checked, and of this very project. */
async function eachRow<Table extends FileTable>(
  reader: BackupParts,
  table: Table,
  signal: AbortSignal,
  take: (row: FileRow<Table>) => Promise<void>,
): Promise<void> {
  const { projectId } = reader;
  await reader.rows(table, async (rows) => {
    signal.throwIfAborted();
    for (const unchecked of rows) {
      const checked = checkRow(table, unchecked);
      if ('reason' in checked) throw new Unacceptable(`a row of ${table}: ${checked.reason}`);
      const owner = (checked.row as { projectId?: string | null }).projectId;
      const isStranger = owner !== undefined && owner !== null && owner !== projectId;
      if (isStranger) throw new Unacceptable(`a row of ${table} belongs to another collection`);
      await take(checked.row);
    }
  });
}

async function fill(
  reader: BackupParts,
  { ids, items }: Survey,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const by: Shift = {
    items: await roomFor('items', ids.items),
    decisions: await roomFor('decisions', ids.decisions),
    labelEdits: await roomFor('labelEdits', ids.labelEdits),
    features: await roomFor('features', ids.features),
    secondLooks: await roomFor('secondLooks', ids.secondLooks),
  };
  await eachRow(reader, 'backbones', signal, (row) =>
    saveBackbone(row as unknown as StoredBackbone),
  );
  for (const table of [...coreTables, ...pagedTables]) {
    // The project's own row comes last; findings that name items are quickly found again.
    if (table === 'projects' || (table === 'assessments' && by.items !== 0)) continue;
    await copyTable(reader, table, items, by, signal);
  }
  // Files of older versions know no records.
  await completeRecords(reader.projectId as ProjectId);
  await copyPictures(reader, by.items, report, signal);
}

async function copyTable(
  reader: BackupParts,
  table: ProjectTable,
  items: ReadonlySet<number>,
  by: Shift,
  signal: AbortSignal,
): Promise<void> {
  let waiting: object[] = [];
  const flush = async () => {
    if (waiting.length > 0) await addRows(table, waiting);
    waiting = [];
  };
  await eachRow(reader, table, signal, async (row) => {
    const itemId = (row as { itemId?: number }).itemId;
    if (itemId !== undefined && !items.has(itemId))
      throw new Unacceptable(`a row of ${table} is about a picture that is not there`);
    waiting.push(shifted(table, row, by));
    if (waiting.length >= 500) await flush();
  });
  await flush();
}

async function copyPictures(
  reader: BackupParts,
  shift: number,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  const projectId = reader.projectId as ProjectId;
  const total = reader.pictures().length;
  let done = 0;
  let copies: WorkingCopy[] = [];
  // While one batch is being stored, the next is read.
  let storing: Promise<void> = Promise.resolve();
  const store = async () => {
    await storing;
    storing = addWorkingCopies(copies);
    // Reported when it is awaited; until then nobody listens.
    storing.catch(() => undefined);
    done += copies.length;
    copies = [];
    const elapsed = (performance.now() - begun) / 1000;
    report({ done, total, secondsLeft: elapsed > 1 ? (elapsed / done) * (total - done) : null });
  };
  try {
    for await (const { itemId, picture } of reader.readPictures()) {
      signal.throwIfAborted();
      copies.push({ itemId: (itemId + shift) as ItemId, projectId, blob: picture });
      if (copies.length >= picturesAtOnce) await store();
    }
    await store();
  } finally {
    // What is under way must have ended before anything is taken back.
    await storing;
  }
}

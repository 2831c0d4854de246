/**
 * What can still be read of a database that cannot be opened, as a file that opens as a backup. A row
 * that cannot be read is left out and counted, and so is a row that would hang in the air without it.
 */
import { bundledBackbone } from '../../collection/backbone-catalogue';
import { schemaOf } from '../../collection/database';
import { openAsItIs } from '../../collection/opening';
import { rawProjects, readRaw, type RawPage } from '../../collection/raw-rows';
import type { Project, ProjectId, WorkingCopy } from '../../collection/records';
import { coreTables, pagedTables, schemaVersion } from '../../collection/whole-project';
import { ProjectFileWriter } from '../../exchange/project-file';
import { checkRow, type FileTable } from '../../exchange/project-rows';
import { failure, success, type Outcome } from '../../outcome';
import { version as appVersion } from '../../../package.json';
import type { Remnant } from '../protocol/archive';
import type { Progress } from '../protocol/calls';

const nameless = 'Rescued collection';

export async function listRemnants(): Promise<Outcome<Remnant[]>> {
  const opened = await openRemains();
  if (!opened.ok) return opened;
  const projects = await rawProjects(opened.value);
  opened.value.close();
  return success(
    projects.map(({ id, row, items }) => ({
      projectId: id as ProjectId,
      name: (row as Partial<Project> | null)?.name ?? nameless,
      pictures: items,
    })),
  );
}

/** Writes to `target`, which is closed in the end or aborted; answers with what could not be read. */
export async function rescue(
  { projectId, name, pictures }: Remnant,
  target: WritableStream<Uint8Array>,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<number>> {
  const opened = await openRemains();
  if (!opened.ok) {
    await target.abort();
    return opened;
  }
  const remains = opened.value;
  const schema = schemaOf(remains.version);
  const writer = new ProjectFileWriter(target);
  const items = new Set<number>();
  let lost = 0;
  const sound = async function* (table: FileTable): AsyncGenerator<object[]> {
    let found = 0;
    for await (const page of readRaw(remains, table, projectId)) {
      signal.throwIfAborted();
      lost += page.lost;
      const rows = page.rows.filter((row) => hangsTogether(table, row, items, schema));
      lost += page.rows.length - rows.length;
      if (table === 'items') for (const row of rows) items.add((row as { id: number }).id);
      found += rows.length;
      yield rows;
    }
    if (table === 'projects' && found === 0) yield [madeUp(projectId, name)];
  };
  try {
    for (const table of [...coreTables, ...pagedTables, 'backbones'] as const)
      await writer.addRows(table, sound(table), { isText: false });
    let done = 0;
    for await (const page of readRaw(remains, 'workingCopies', projectId)) {
      signal.throwIfAborted();
      lost += page.lost + (await addPictures(writer, page, items));
      done += page.rows.length;
      report({ done, total: Math.max(done, pictures), secondsLeft: null });
    }
    const at = new Date().toISOString();
    await writer.close({ schema, app: appVersion, at, projectId, name, hasPictures: done > 0 });
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    if (signal.aborted) return failure('aborted');
    throw error;
  } finally {
    remains.close();
  }
  return success(lost);
}

async function openRemains(): Promise<Outcome<IDBDatabase>> {
  try {
    const opened = await openAsItIs();
    return opened ? success(opened) : failure('not-found', 'nothing is stored');
  } catch (error) {
    return failure('database-damaged', error instanceof Error ? error.message : String(error));
  }
}

/** The answer for a row of another schema is the benefit of the doubt: the Vitrine that opens it looks. */
function hangsTogether(
  table: FileTable,
  row: object,
  items: ReadonlySet<number>,
  schema: number,
): boolean {
  if ('itemId' in row && !items.has(row.itemId as number)) return false;
  return schema !== schemaVersion() || 'row' in checkRow(table, row);
}

/** Pictures whose bytes are gone, though their row is there, are counted. */
async function addPictures(
  writer: ProjectFileWriter,
  { rows }: RawPage,
  items: ReadonlySet<number>,
): Promise<number> {
  let lost = 0;
  for (const { itemId, blob } of rows as WorkingCopy[]) {
    const bytes = items.has(itemId) ? await blob.arrayBuffer().catch(() => null) : null;
    if (bytes === null) lost += 1;
    else await writer.addPicture(itemId, new Uint8Array(bytes), blob.type);
  }
  return lost;
}

/** For items whose project cannot be read: decisions are worth more than a name. */
function madeUp(id: ProjectId, name: string): Project {
  return {
    ...{ id, name, createdAt: Date.now(), task: 'single', seed: 1, annotator: '' },
    ...{ criteria: null, strategy: 'uncertain', backbone: bundledBackbone, servingRun: null },
    ...{ isSample: false, backedUpAt: null },
  };
}

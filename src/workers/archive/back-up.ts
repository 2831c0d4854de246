/** A whole collection into one file: the rows that belong together as of one moment, then the rest. */
import {
  backbonesOf,
  coreTables,
  pagedTables,
  readCore,
  readPages,
  schemaVersion,
} from '../../collection/whole-project';
import { updateProject } from '../../collection/projects';
import type { ProjectId, WorkingCopy } from '../../collection/records';
import { ProjectFileWriter } from '../../exchange/project-file';
import { failure, success, type Outcome } from '../../outcome';
import { version as appVersion } from '../../../package.json';
import type { BackUpRequest } from '../protocol/archive';
import type { Progress } from '../protocol/calls';

export interface Wishes extends Pick<BackUpRequest, 'projectId' | 'hasPictures'> {
  /** Tables that stay away. */
  leaveOut?: ReadonlySet<string>;
}
const nothing: ReadonlySet<string> = new Set();

/** Of these there is much, and it is numbers: compressing it would only take time. */
const numbers: ReadonlySet<string> = new Set(['thumbnails', 'features', 'checkpoints', 'heads']);

/**
 * Writes to `target`, which is closed in the end or aborted. Rows of pictures that were added after it
 * began are left out. Failures: 'not-found', 'aborted', and what the target throws.
 */
export async function backUp(
  { projectId, hasPictures, leaveOut = nothing }: Wishes,
  target: WritableStream<Uint8Array>,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const core = await readCore(projectId);
  if (core === undefined) {
    await target.abort();
    return failure('not-found', 'the collection is gone');
  }
  const at = Date.now();
  core.projects[0].backedUpAt = at;
  const present = new Set(core.items.map((item) => (item as { id: number }).id));
  const writer = new ProjectFileWriter(target);
  try {
    for (const table of coreTables) {
      await writer.addRows(table, [core[table]], { isText: !numbers.has(table) });
    }
    await writer.addRows('backbones', [await backbonesOf(projectId)], { isText: false });
    for (const table of pagedTables) {
      if (leaveOut.has(table)) continue;
      signal.throwIfAborted();
      const pages = ofPresent(readPages(projectId, table), present, signal);
      await writer.addRows(table, pages, { isText: !numbers.has(table) });
    }
    if (hasPictures) await addPictures(writer, projectId, present, report, signal);
    const [project] = core.projects;
    await writer.close({
      ...{ schema: schemaVersion(), app: appVersion, at: new Date(at).toISOString() },
      ...{ projectId, name: project.name, hasPictures },
    });
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    if (signal.aborted) return failure('aborted');
    throw error;
  }
  await updateProject(projectId, { backedUpAt: at });
  return success(undefined);
}

async function* ofPresent(
  pages: AsyncGenerator<object[]>,
  present: ReadonlySet<number>,
  signal: AbortSignal,
): AsyncGenerator<object[]> {
  for await (const page of pages) {
    signal.throwIfAborted();
    yield page.filter((row) => !('itemId' in row) || present.has(row.itemId as number));
  }
}

async function addPictures(
  writer: ProjectFileWriter,
  projectId: ProjectId,
  present: ReadonlySet<number>,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  const total = present.size;
  let done = 0;
  const pages = readPages(projectId, 'workingCopies');
  // While one page is being written, the next is read.
  let next = withBytes(pages);
  for (let page = await next; page !== null; page = await next) {
    next = withBytes(pages);
    next.catch(() => undefined);
    for (const { itemId, bytes, type } of page) {
      signal.throwIfAborted();
      if (!present.has(itemId)) continue;
      await writer.addPicture(itemId, bytes, type);
      done += 1;
    }
    const elapsed = (performance.now() - begun) / 1000;
    const secondsLeft = elapsed > 1 ? (elapsed / done) * (total - done) : null;
    report({ done, total, secondsLeft });
  }
}

/** The next page, its pictures read side by side; null at the end. */
async function withBytes(
  pages: AsyncGenerator<object[]>,
): Promise<{ itemId: number; bytes: Uint8Array; type: string }[] | null> {
  const page = await pages.next();
  if (page.done) return null;
  return Promise.all(
    (page.value as WorkingCopy[]).map(async ({ itemId, blob }) => ({
      ...{ itemId, type: blob.type },
      bytes: new Uint8Array(await blob.arrayBuffer()),
    })),
  );
}

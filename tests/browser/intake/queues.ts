/** Import queues with real workers that a test can get hold of. */
import { database } from '../../../src/collection/database';
import type { ProjectId } from '../../../src/collection/records';
import { ImportQueue } from '../../../src/intake/import-queue.svelte';
import type { ImportCounts } from '../../../src/intake/import-counts.svelte';
import { workerClient } from '../../../src/workers/client';
import type { IncomingFile, PicturesApi } from '../../../src/workers/protocol/pictures';
import { encoded, halves } from '../pictures/files';

type Start = (name: string) => Worker;

export const realWorker: Start = (name) =>
  new Worker(new URL('../../../src/workers/pictures.worker.ts', import.meta.url), {
    type: 'module',
    name,
  });

/** On a busy machine, too, a worker that is asked to stop does so in good order. */
const patient = { idleMs: 10_000, graceMs: 120_000 };

/** A queue over `count` workers; `started` lists every worker that was ever begun. */
export function queueOver(projectId: ProjectId, start: Start = realWorker, count = 2) {
  const started: Worker[] = [];
  const makeClients = () =>
    Array.from({ length: count }, () =>
      workerClient<PicturesApi>((name) => {
        const worker = start(name);
        started.push(worker);
        return worker;
      }, patient),
    );
  return { queue: new ImportQueue(projectId, makeClients), started };
}

export function incoming(
  file: File,
  folder = '',
  handle: FileSystemFileHandle | null = null,
): IncomingFile {
  return { file, folder, handle, attachments: null };
}

/** As many different JPEGs as asked for. */
export async function pictures(count: number, folder = 'scans'): Promise<IncomingFile[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, at) =>
      incoming(await encoded(`scan ${at}.jpg`, { paint: halves(at + 1) }), folder),
    ),
  );
}

/** Every item with its picture and its thumbnail, and nothing besides. */
export async function wholeItems(): Promise<number> {
  const { items, workingCopies, thumbnails } = database;
  const [ids, copies, small] = await Promise.all(
    [items, workingCopies, thumbnails].map(async (table) =>
      (await table.toCollection().primaryKeys()).map(Number).sort((a, b) => a - b),
    ),
  );
  if (String(ids) !== String(copies) || String(ids) !== String(small))
    throw new Error(`orphans: ${String(ids)} / ${String(copies)} / ${String(small)}`);
  return ids?.length ?? 0;
}

/** Resolves once something has been brought in. */
export async function underWay(queue: ImportQueue): Promise<void> {
  while ((queue.counts?.added ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 2));
}

export function summary(counts: ImportCounts | null) {
  if (counts === null) throw new Error('nothing was imported');
  const { total, done, added, alreadyHere, cancelled } = counts;
  const refused = counts.refused.map(({ name, problem }) => [name, problem.kind]);
  return { total, done, added, alreadyHere, cancelled, refused };
}

/** What an archive worker can be asked for. */
import { success, type Outcome } from '../../outcome';
import { Jobs } from '../jobs';
import type { ArchiveApi } from '../protocol/archive';
import { autosave } from './autosave';
import { backUp } from './back-up';
import { guardFile } from './guard-file';
import { openBackup } from './open-backup';
import { listRemnants, rescue } from './rescue';

/** Where a backup waits until the browser has saved it; emptied when the next one begins. */
const waitingRoom = 'backups';

export function archiveApi(): ArchiveApi {
  const jobs = new Jobs();
  return {
    abort: (job) => jobs.abort(job),
    backUp: (job, { projectId, hasPictures, target }, report) =>
      jobs.run(job, async ({ signal }) => {
        const wishes = { projectId, hasPictures };
        const done = await write(target, (file) => backUp(wishes, file, report, signal));
        return done.ok ? success(done.value.file) : done;
      }),
    autosave: (job, { projectId, isCalm }) =>
      jobs.run(job, ({ signal }) => autosave(projectId, isCalm, signal)),
    listRemnants,
    rescue: (job, { remnant, target }, report) =>
      jobs.run(job, async ({ signal }) => {
        const done = await write(target, (file) => rescue(remnant, file, report, signal));
        return done.ok ? success({ file: done.value.file, lost: done.value.made }) : done;
      }),
    openBackup: (job, request, report) =>
      jobs.run(job, ({ signal }) => openBackup(request, report, signal)),
  };
}

/** A new file in the waiting room, which it has for itself. */
async function waitingFile(): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(waitingRoom, { recursive: true }).catch((error: unknown) => {
    if ((error as Error).name !== 'NotFoundError') throw error;
  });
  const room = await root.getDirectoryHandle(waitingRoom, { create: true });
  return room.getFileHandle(`${crypto.randomUUID()}.vitrine`, { create: true });
}

/** Into the target, or a file that can be downloaded. */
function write<T>(
  target: FileSystemFileHandle | null,
  work: (file: WritableStream<Uint8Array>) => Promise<Outcome<T>>,
): Promise<Outcome<{ file: File | null; made: T }>> {
  return guardFile(async (): Promise<Outcome<{ file: File | null; made: T }>> => {
    const handle = target ?? (await waitingFile());
    const made = await work(await handle.createWritable());
    if (!made.ok) return made;
    return success({ file: target ? null : await handle.getFile(), made: made.value });
  });
}

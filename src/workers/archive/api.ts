/** What an archive worker can be asked for. */
import type { ProjectId } from '../../collection/records';
import { guardQuota } from '../../collection/storage';
import { failure, success, type Outcome } from '../../outcome';
import { Jobs } from '../jobs';
import type { ArchiveApi } from '../protocol/archive';
import type { Progress } from '../protocol/calls';
import { backUp } from './back-up';
import { openBackup } from './open-backup';

/** Where a backup waits until the browser has saved it; emptied when the next one begins. */
const waitingRoom = 'backups';

export function archiveApi(): ArchiveApi {
  const jobs = new Jobs();
  return {
    abort: (job) => jobs.abort(job),
    backUp: (job, { projectId, hasPictures, target }, report) =>
      jobs.run(job, async (signal) => {
        const wishes = { projectId, hasPictures };
        if (target === null) return backUpForDownload(wishes, report, signal);
        const done = await write(target, wishes, report, signal);
        return done.ok ? success(null) : done;
      }),
    openBackup: (job, request, report) =>
      jobs.run(job, (signal) => openBackup(request, report, signal)),
  };
}

async function backUpForDownload(
  wishes: { projectId: ProjectId; hasPictures: boolean },
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<File>> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(waitingRoom, { recursive: true }).catch((error: unknown) => {
    if ((error as Error).name !== 'NotFoundError') throw error;
  });
  const room = await root.getDirectoryHandle(waitingRoom, { create: true });
  const handle = await room.getFileHandle(`${crypto.randomUUID()}.vitrine`, { create: true });
  const done = await write(handle, wishes, report, signal);
  return done.ok ? success(await handle.getFile()) : done;
}

/** The file appears under its name when it is whole: until then the browser writes beside it. */
async function write(
  handle: FileSystemFileHandle,
  wishes: { projectId: ProjectId; hasPictures: boolean },
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  try {
    const written = await guardQuota(async () =>
      backUp(wishes, await handle.createWritable(), report, signal),
    );
    return written.ok ? written.value : written;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'NotAllowedError' || name === 'NoModificationAllowedError')
      return failure('unwritable-file', message);
    throw error;
  }
}

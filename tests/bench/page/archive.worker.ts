/** Times a backup of a project into a file, and bringing it back, by the app's own code. */
import { deleteProject } from '../../../src/collection/projects';
import type { ProjectId } from '../../../src/collection/records';
import { backUp } from '../../../src/workers/archive/back-up';
import { openBackup } from '../../../src/workers/archive/open-backup';

export interface ArchiveResult {
  bytes: number;
  writeSeconds: number;
  readSeconds: number;
}

self.addEventListener('message', ({ data }: MessageEvent<{ projectId: ProjectId }>) => {
  measure(data.projectId).then((result) => self.postMessage(result), reportError);
});

async function measure(projectId: ProjectId): Promise<ArchiveResult> {
  const { signal } = new AbortController();
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('bench.vitrine', { create: true });
  let begun = performance.now();
  const target = await handle.createWritable();
  const written = await backUp({ projectId, hasPictures: true }, target, () => undefined, signal);
  if (!written.ok) throw new Error(written.problem.kind);
  const writeSeconds = (performance.now() - begun) / 1000;

  await deleteProject(projectId);
  const file = await handle.getFile();
  begun = performance.now();
  const opened = await openBackup({ file, replace: false }, () => undefined, signal);
  if (!opened.ok) throw new Error(opened.problem.kind);
  const readSeconds = (performance.now() - begun) / 1000;
  const bytes = file.size;
  await root.removeEntry('bench.vitrine');
  return { bytes, writeSeconds, readSeconds };
}

/** How large working copies are, guessed from a few of them: to weigh all would take as long as to copy them. */
import { database } from './database';
import type { ProjectId } from './records';

const sampleSize = 24;

/** Mean bytes of a working copy, from a sample spread over the order of import; 0 where there is none. */
export async function averageCopyBytes(projectId: ProjectId): Promise<number> {
  const ids = await database.items.where({ projectId }).primaryKeys();
  const step = Math.max(1, Math.floor(ids.length / sampleSize));
  const sample = ids.filter((_, index) => index % step === 0).slice(0, sampleSize);
  const copies = await database.workingCopies.bulkGet(sample);
  const sizes = copies.flatMap((copy) => copy?.blob.size ?? []);
  return sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length);
}

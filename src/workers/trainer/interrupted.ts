/** Finds what says that it is computing while nobody computes it: its tab was closed or killed. */
import type { ProjectId } from '../../collection/records';
import { listRuns, updateRun } from '../../collection/runs';
import { holdSearch, listSearches } from '../../collection/searches';
import { fineTuningLock } from './fine-tuning';
import { searchLock } from './searching';

export async function markInterrupted(projectId: ProjectId): Promise<void> {
  await navigator.locks.request(fineTuningLock(projectId), { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    for (const run of await listRuns(projectId)) {
      const isLost =
        run.searchId === null &&
        run.recipe.kind === 'fine-tune' &&
        ['waiting', 'running', 'paused'].includes(run.status);
      if (isLost) await updateRun(run.id, { status: 'interrupted' });
    }
  });
  await navigator.locks.request(searchLock(projectId), { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    for (const search of await listSearches(projectId)) {
      if (search.status === 'running') await holdSearch(search.id, 'paused');
    }
  });
}

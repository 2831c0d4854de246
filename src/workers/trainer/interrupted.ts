/** Finds the runs that say they are training while nobody trains them: their tab was closed or killed. */
import type { ProjectId } from '../../collection/records';
import { listRuns, updateRun } from '../../collection/runs';
import { fineTuningLock } from './fine-tuning';

export async function markInterrupted(projectId: ProjectId): Promise<void> {
  await navigator.locks.request(fineTuningLock(projectId), { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    for (const run of await listRuns(projectId)) {
      const isLost =
        run.recipe.kind === 'fine-tune' && ['waiting', 'running', 'paused'].includes(run.status);
      if (isLost) await updateRun(run.id, { status: 'interrupted' });
    }
  });
}

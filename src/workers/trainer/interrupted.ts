/** Finds what says that it is computing while nobody computes it: its tab was closed or killed. */
import type { ProjectId } from '../../collection/records';
import { listRuns, updateRun } from '../../collection/runs';
import { holdSearch, listSearches } from '../../collection/searches';
import type { Run } from '../../collection/training-records';
import { fineTuningLock } from '../fine-tuning/fine-tune-run';
import { searchLock } from '../search/search-settings';

const lookAgainMs = 2000;

/**
 * Marks what was interrupted. A worker that has just been killed may hold its lock a moment longer: where
 * somebody holds one, looks again until it is given back or `signal` fires; nobody has to wait for that.
 */
export async function markInterrupted(projectId: ProjectId, signal: AbortSignal): Promise<void> {
  if (await mark(projectId)) return;
  const again = setInterval(() => {
    void mark(projectId).then((isSure) => isSure && clearInterval(again));
  }, lookAgainMs);
  signal.addEventListener('abort', () => clearInterval(again));
}

/** False where somebody holds a lock: what goes under it may be computed, or not. */
async function mark(projectId: ProjectId): Promise<boolean> {
  const training = await unlessHeld(
    fineTuningLock(projectId),
    async () => (await listRuns(projectId)).filter(saysItTrains),
    (run) => updateRun(run.id, { status: 'interrupted' }),
  );
  const searching = await unlessHeld(
    searchLock(projectId),
    async () => (await listSearches(projectId)).filter(({ status }) => status === 'running'),
    (search) => holdSearch(search.id, 'paused'),
  );
  return training && searching;
}

function saysItTrains({ searchId, recipe, status }: Run): boolean {
  const isTraining = ['waiting', 'running', 'paused'].includes(status);
  return isTraining && searchId === null && recipe.kind === 'fine-tune';
}

/** Takes the lock only where something is found: who wants to begin must not find it taken for nothing. */
async function unlessHeld<T>(
  name: string,
  find: () => Promise<T[]>,
  correct: (found: T) => Promise<void>,
): Promise<boolean> {
  if ((await find()).length === 0) return true;
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    // Asked again: it may have ended by itself a moment ago.
    if (lock) for (const found of await find()) await correct(found);
    return lock !== null;
  });
}

/**
 * Making a run again. It goes on whatever screen is shown, one for each collection of this page; a head
 * takes no time here, because the machine beside the collection fits it.
 */
import type { ProjectId, RunId } from '../collection/records';
import type { Problem } from '../outcome';
import { trainerClient, remoteCallback } from '../workers/client';
import type { FineTuneProgress } from '../workers/protocol/trainer';

class Recreation {
  /** The run that is being made again; null when none is. */
  original = $state.raw<RunId | null>(null);
  progress = $state.raw<FineTuneProgress | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = trainerClient();
  #cancelling: AbortController | null = null;

  async begin(original: RunId): Promise<void> {
    if (this.original !== null) return;
    this.original = original;
    this.problem = null;
    this.#cancelling = new AbortController();
    const outcome = await this.#trainer.call((api, job) => {
      const report = remoteCallback((progress: FineTuneProgress) => {
        if (this.original === original) this.progress = progress;
      });
      return api.recreate(job, original, report);
    }, this.#cancelling.signal);
    this.original = null;
    this.progress = null;
    if (!outcome.ok && !this.#cancelling.signal.aborted) this.problem = outcome.problem;
  }

  cancel(): void {
    this.#cancelling?.abort();
  }
}

const known = new Map<ProjectId, Recreation>();

/** The one of this collection, in this page. */
export function recreationOf(projectId: ProjectId): Recreation {
  const recreation = known.get(projectId) ?? new Recreation();
  known.set(projectId, recreation);
  return recreation;
}

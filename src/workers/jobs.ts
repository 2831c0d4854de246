/** A worker's calls under way, by name, so that the page can stop or hold one: an AbortSignal cannot be posted. */
import type { JobId } from './protocol/calls';

interface Job {
  readonly controller: AbortController;
  isPaused: boolean;
}

/** What the work of a job is given. */
export interface RunningJob {
  /** Fires when the job is aborted. */
  readonly signal: AbortSignal;
  readonly isPaused: () => boolean;
}

export class Jobs {
  readonly #running = new Map<JobId, Job>();

  async run<T>(id: JobId, work: (job: RunningJob) => Promise<T>): Promise<T> {
    const job: Job = { controller: new AbortController(), isPaused: false };
    this.#running.set(id, job);
    try {
      return await work({ signal: job.controller.signal, isPaused: () => job.isPaused });
    } finally {
      this.#running.delete(id);
    }
  }

  abort(id: JobId): void {
    this.#running.get(id)?.controller.abort();
  }

  pause(id: JobId, isPaused: boolean): void {
    const job = this.#running.get(id);
    if (job) job.isPaused = isPaused;
  }
}

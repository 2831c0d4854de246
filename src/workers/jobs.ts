/** A worker's running calls by name, so that one of them can be asked to stop. */
import type { JobId } from './protocol/calls';

export class Jobs {
  readonly #running = new Map<JobId, AbortController>();

  /** Runs `work` under `job`; its signal fires when the job is aborted. */
  async run<T>(job: JobId, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#running.set(job, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(job);
    }
  }

  abort(job: JobId): void {
    this.#running.get(job)?.abort();
  }
}

/** One task at a time for a trainer worker of its own: the background learner is never held up. */
import type { Outcome, Problem } from '../outcome';
import { trainerClient, remoteCallback, type WorkerClient } from './client';
import type { Progress } from './protocol/calls';
import type { TrainerApi } from './protocol/trainer';

type Call = Parameters<WorkerClient<TrainerApi>['call']>[0];

export class TrainerTask {
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = trainerClient();
  #cancelling: AbortController | null = null;

  get isWorking(): boolean {
    return this.progress !== null;
  }

  /** What is found is kept in the collection, and seen there by whoever watches. */
  protected async run(
    ask: (
      api: Parameters<Call>[0],
      job: Parameters<Call>[1],
      report: (progress: Progress) => void,
    ) => Promise<Outcome<unknown>>,
  ): Promise<void> {
    if (this.isWorking) return;
    this.#cancelling = new AbortController();
    this.progress = { done: 0, total: 0, secondsLeft: null };
    this.problem = null;
    const report = remoteCallback((progress: Progress) => {
      if (this.isWorking) this.progress = progress;
    });
    const outcome = await this.#trainer.call(
      (api, job) => ask(api, job, report),
      this.#cancelling.signal,
    );
    this.progress = null;
    if (outcome.ok || outcome.problem.kind === 'aborted') return;
    this.problem = outcome.problem;
    // A worker whose device is gone stays without: the next attempt begins with a new one.
    if (outcome.problem.kind === 'gpu-lost') this.#trainer.close();
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  close(): void {
    this.#trainer.close();
  }
}

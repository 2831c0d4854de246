/** Looking for doubtful labels: one search at a time, with progress and what came of it. */
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { hireTrainer, remotely } from '../workers/hire';
import type { Progress } from '../workers/protocol/calls';

export class DoubtSearch {
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = hireTrainer();
  #cancelling: AbortController | null = null;

  get isWorking(): boolean {
    return this.progress !== null;
  }

  async look(projectId: ProjectId): Promise<void> {
    if (this.isWorking) return;
    this.#cancelling = new AbortController();
    this.progress = { done: 0, total: 0, secondsLeft: null };
    this.problem = null;
    const outcome = await this.#trainer.call(
      (api, job) =>
        api.findDoubts(
          job,
          projectId,
          remotely((progress) => {
            if (this.isWorking) this.progress = progress;
          }),
        ),
      this.#cancelling.signal,
    );
    this.progress = null;
    if (outcome.ok || outcome.problem.kind === 'aborted') return;
    this.problem = outcome.problem;
    // A worker whose device is gone stays without: the next attempt begins with a new one.
    if (outcome.problem.kind === 'gpu-lost') this.#trainer.dismiss();
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  close(): void {
    this.#trainer.dismiss();
  }
}

/** Asks a trainer of its own to look the collection over: the companion is never held up. */
import type { ProjectId } from '../collection/records';
import type { FindingKind } from '../collection/trust-records';
import type { Problem } from '../outcome';
import { hireTrainer, remotely } from '../workers/hire';
import type { Progress } from '../workers/protocol/calls';

export class LookingOver {
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = hireTrainer();
  #cancelling: AbortController | null = null;

  get isWorking(): boolean {
    return this.progress !== null;
  }

  /** What is found is kept in the collection, and seen there by whoever watches. */
  async look(projectId: ProjectId, kinds: readonly FindingKind[]): Promise<void> {
    if (this.isWorking) return;
    this.#cancelling = new AbortController();
    this.progress = { done: 0, total: 0, secondsLeft: null };
    this.problem = null;
    const outcome = await this.#trainer.call(
      (api, job) =>
        api.assess(
          job,
          projectId,
          kinds,
          remotely((progress) => {
            if (this.isWorking) this.progress = progress;
          }),
        ),
      this.#cancelling.signal,
    );
    this.progress = null;
    if (!outcome.ok && outcome.problem.kind !== 'aborted') {
      this.problem = outcome.problem;
      if (outcome.problem.kind === 'gpu-lost') this.#trainer.dismiss();
    }
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  close(): void {
    this.#trainer.dismiss();
  }
}

/** Making a model file: one at a time, with progress, and what came of it. */
import type { RunId } from '../collection/records';
import type { Problem } from '../outcome';
import { hireTrainer, remotely } from '../workers/hire';
import type { ModelExport, Progress, WeightFormat } from '../workers/protocol';
import { saveFile } from './save-file';

export class ModelDownload {
  progress = $state.raw<Progress | null>(null);
  finished = $state.raw<ModelExport | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = hireTrainer();
  #cancelling: AbortController | null = null;

  get isWorking(): boolean {
    return this.progress !== null;
  }

  async make(runId: RunId, format: WeightFormat): Promise<void> {
    this.#cancelling = new AbortController();
    this.progress = { done: 0, total: 0, secondsLeft: null };
    this.finished = null;
    this.problem = null;
    const outcome = await this.#trainer.call(
      (api, job) =>
        api.exportModel(
          job,
          runId,
          format,
          remotely((progress) => {
            if (this.isWorking) this.progress = progress;
          }),
        ),
      this.#cancelling.signal,
    );
    this.progress = null;
    if (outcome.ok) {
      this.finished = outcome.value;
      this.save();
    } else if (outcome.problem.kind !== 'aborted') {
      this.problem = outcome.problem;
      // A worker whose device is gone stays without: the next attempt begins with a new one.
      if (outcome.problem.kind === 'gpu-lost') this.#trainer.dismiss();
    }
  }

  /** Hands the finished file over, again if asked. */
  save(): void {
    if (this.finished) saveFile(this.finished.zip, this.finished.fileName);
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  close(): void {
    this.#trainer.dismiss();
  }
}

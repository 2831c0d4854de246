/** Making model files: one job at a time, with progress, and what came of it. */
import type { RunId } from '../collection/records';
import type { Outcome, Problem } from '../outcome';
import { trainerClient, remoteCallback } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type {
  ModelExport,
  VariantMeasure,
  VariantName,
  Deployment,
} from '../workers/protocol/export';
import { saveFile } from '../files/save-file';

const beginning: Progress = { done: 0, total: 0, secondsLeft: null };

export class ModelDownload {
  /** What is being done now. */
  doing = $state.raw<'making' | 'measuring' | null>(null);
  progress = $state.raw<Progress>(beginning);
  finished = $state.raw<ModelExport | null>(null);
  /** What was found out about each variant of the run. */
  measures = $state.raw<Partial<Record<VariantName, VariantMeasure>>>({});
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = trainerClient();
  #cancelling: AbortController | null = null;

  async make(runId: RunId, variant: VariantName | Deployment): Promise<void> {
    this.finished = null;
    const outcome = await this.#work('making', (signal) =>
      this.#trainer.call(
        (api, job) => api.exportModel(job, runId, variant, this.#listener()),
        signal,
      ),
    );
    if (!outcome.ok) return;
    this.finished = outcome.value;
    this.save();
  }

  /** Fills `measures`, row by row. */
  async measure(runId: RunId): Promise<void> {
    this.measures = {};
    const tell = remoteCallback((measure: VariantMeasure) => {
      this.measures = { ...this.measures, [measure.variant]: measure };
    });
    await this.#work('measuring', (signal) =>
      this.#trainer.call(
        (api, job) => api.measureVariants(job, runId, tell, this.#listener()),
        signal,
      ),
    );
  }

  #listener() {
    return remoteCallback((progress: Progress) => {
      if (this.doing) this.progress = progress;
    });
  }

  async #work<T>(
    doing: 'making' | 'measuring',
    work: (signal: AbortSignal) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    this.#cancelling = new AbortController();
    this.doing = doing;
    this.progress = beginning;
    this.problem = null;
    const outcome = await work(this.#cancelling.signal);
    this.doing = null;
    if (!outcome.ok && outcome.problem.kind !== 'aborted') {
      this.problem = outcome.problem;
      // A worker whose device is gone stays without: the next attempt begins with a new one.
      if (outcome.problem.kind === 'gpu-lost') this.#trainer.close();
    }
    return outcome;
  }

  /** Hands the finished file over, again if asked. */
  save(): void {
    if (this.finished) saveFile(this.finished.file, this.finished.fileName);
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  close(): void {
    this.#trainer.close();
  }
}

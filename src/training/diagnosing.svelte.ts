/** Asks the network about itself before a long training; the answers stay as long as the screen does. */
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { trainerClient, remoteCallback } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type { Diagnosis, DiagnosisKind } from '../workers/protocol/trainer';
import type { FineTuneSettings } from './recipes';

type Answer<Kind extends DiagnosisKind> = Extract<Diagnosis, { kind: Kind }>;

export class Diagnosing {
  /** What is being asked. */
  asking = $state.raw<DiagnosisKind | null>(null);
  progress = $state.raw<Progress | null>(null);
  sweep = $state.raw<Answer<'learning-rate'> | null>(null);
  overfit = $state.raw<Answer<'overfit'> | null>(null);
  problem = $state.raw<{ kind: DiagnosisKind; problem: Problem } | null>(null);

  readonly #trainer = trainerClient();
  #cancelling: AbortController | null = null;

  async ask(projectId: ProjectId, kind: DiagnosisKind, settings: FineTuneSettings): Promise<void> {
    if (this.asking !== null) return;
    this.asking = kind;
    this.problem = null;
    if (kind === 'learning-rate') this.sweep = null;
    else this.overfit = null;
    this.#cancelling = new AbortController();
    const outcome = await this.#trainer.call((api, job) => {
      const hear = remoteCallback((progress: Progress) => {
        if (this.asking === kind) this.progress = progress;
      });
      return api.diagnose(job, projectId, { kind, settings }, hear);
    }, this.#cancelling.signal);
    this.asking = null;
    this.progress = null;
    if (!outcome.ok) {
      if (outcome.problem.kind !== 'aborted') this.problem = { kind, problem: outcome.problem };
    } else if (outcome.value.kind === 'learning-rate') this.sweep = outcome.value;
    else this.overfit = outcome.value;
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  close(): void {
    this.#trainer.close();
  }
}

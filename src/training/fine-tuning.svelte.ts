/**
 * A fine-tuning that goes on whatever screen is shown: it has a worker of its own and lives outside
 * every component, one for each collection of this page.
 */
import { updateRun, dropCheckpoint } from '../collection/runs';
import type { ProjectId, RunId } from '../collection/records';
import type { Problem } from '../outcome';
import { trainerClient, remoteCallback } from '../workers/client';
import type { JobId } from '../workers/protocol/calls';
import type { FineTuneProgress } from '../workers/protocol/trainer';
import type { FineTuneSettings } from './recipes';

/** One step as the curves draw it. */
export interface StepPoint {
  /** Epochs done, a fraction within one. */
  at: number;
  loss: number;
  accuracy: number;
}

/** Curves are drawn anew this often at most. */
const drawEveryMs = 250;
/** More points than a screen has pixels say nothing more. */
const mostPoints = 1200;

export class FineTuning {
  progress = $state.raw<FineTuneProgress | null>(null);
  points = $state.raw<StepPoint[]>([]);
  isWorking = $state(false);
  isPaused = $state(false);
  isCancelling = $state(false);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = trainerClient();
  readonly #projectId: ProjectId;
  #cancelling: AbortController | null = null;
  #job: JobId = '';
  #collected: StepPoint[] = [];
  #drawnAt = 0;

  constructor(projectId: ProjectId) {
    this.#projectId = projectId;
  }

  begin(settings: FineTuneSettings): Promise<void> {
    return this.#work({ projectId: this.#projectId, settings });
  }

  /** Goes on with a run whose tab was closed or killed, from its last finished epoch. */
  goOn(run: RunId): Promise<void> {
    return this.#work({ resume: run });
  }

  async pause(isPaused: boolean): Promise<void> {
    this.isPaused = isPaused;
    await this.#trainer.ask((api) => api.pause(this.#job, isPaused));
  }

  cancel(): void {
    this.isCancelling = true;
    this.#cancelling?.abort();
  }

  async #work(run: { projectId: ProjectId; settings: FineTuneSettings } | { resume: RunId }) {
    if (this.isWorking) return;
    this.isWorking = true;
    this.isPaused = false;
    this.problem = null;
    this.progress = null;
    this.points = [];
    this.#collected = [];
    this.#cancelling = new AbortController();
    const outcome = await this.#trainer.call((api, job) => {
      this.#job = job;
      const report = remoteCallback((progress: FineTuneProgress) => this.#hear(progress));
      return api.fineTune(job, run, report);
    }, this.#cancelling.signal);
    this.isWorking = false;
    this.isCancelling = false;
    this.progress = null;
    if (!outcome.ok && !this.#cancelling.signal.aborted) this.problem = outcome.problem;
  }

  #hear(progress: FineTuneProgress): void {
    if (!this.isWorking) return;
    const { epoch, step, steps, loss, accuracy } = progress;
    this.#collected.push({ at: epoch - 1 + step / steps, loss, accuracy });
    const now = performance.now();
    if (now - this.#drawnAt < drawEveryMs && step < steps) return;
    this.#drawnAt = now;
    this.progress = progress;
    const every = Math.ceil(this.#collected.length / mostPoints);
    this.points = this.#collected.filter((_, index) => index % every === 0);
  }
}

const known = new Map<ProjectId, FineTuning>();

/** The one of this collection, in this page. */
export function fineTuningOf(projectId: ProjectId): FineTuning {
  let fineTuning = known.get(projectId);
  if (!fineTuning) {
    fineTuning = new FineTuning(projectId);
    known.set(projectId, fineTuning);
  }
  return fineTuning;
}

/** Gives up a run that nobody is training any more. */
export async function abandon(run: RunId): Promise<void> {
  await updateRun(run, { status: 'cancelled', finishedAt: Date.now() });
  await dropCheckpoint(run);
}

/**
 * A search that goes on whatever screen is shown: it has a worker of its own and lives outside every
 * component, one for each collection of this page. To pause is to stop: its row knows where it was.
 */
import type { ProjectId, SearchId } from '../collection/records';
import { endSearch } from '../collection/searches';
import type { SearchScope } from '../collection/trust-records';
import type { Problem } from '../outcome';
import { trainerClient, remoteCallback } from '../workers/client';
import type { SearchProgress, SearchWishes } from '../workers/protocol/trainer';

export class Searching {
  progress = $state.raw<SearchProgress | null>(null);
  isWorking = $state(false);
  isStopping = $state(false);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = trainerClient();
  readonly #projectId: ProjectId;
  #stopping: AbortController | null = null;

  constructor(projectId: ProjectId) {
    this.#projectId = projectId;
  }

  begin(scope: SearchScope, budgetMinutes: number): Promise<void> {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
    return this.#work({ projectId: this.#projectId, scope, budgetMinutes, seed });
  }

  /** Goes on where it was stopped, in this page or another. */
  goOn(id: SearchId): Promise<void> {
    return this.#work({ resume: id, conclude: false });
  }

  /** Tries nothing more: the best so far is measured on the benchmark. */
  async conclude(id: SearchId): Promise<void> {
    await this.pause();
    return this.#work({ resume: id, conclude: true });
  }

  /** Stops at the next safe point; resolves when it has. */
  async pause(): Promise<void> {
    if (!this.isWorking) return;
    this.isStopping = true;
    this.#stopping?.abort();
    await this.#ended;
  }

  async giveUp(id: SearchId): Promise<void> {
    await this.pause();
    await endSearch(id, { status: 'cancelled' });
  }

  #ended: Promise<void> = Promise.resolve();

  #work(beginning: SearchWishes | { resume: SearchId; conclude: boolean }): Promise<void> {
    if (!this.isWorking) this.#ended = this.#search(beginning);
    return this.#ended;
  }

  async #search(beginning: SearchWishes | { resume: SearchId; conclude: boolean }) {
    this.isWorking = true;
    this.problem = null;
    this.progress = null;
    const stopping = new AbortController();
    this.#stopping = stopping;
    const hear = remoteCallback((progress: SearchProgress) => {
      if (this.#stopping === stopping) this.progress = progress;
    });
    const outcome = await this.#trainer.call(
      (api, job) => api.search(job, beginning, hear),
      stopping.signal,
    );
    this.#stopping = null;
    this.isWorking = false;
    this.isStopping = false;
    this.progress = null;
    if (!outcome.ok && !stopping.signal.aborted) this.problem = outcome.problem;
  }
}

const known = new Map<ProjectId, Searching>();

/** The one of this collection, in this page. */
export function searchingOf(projectId: ProjectId): Searching {
  let searching = known.get(projectId);
  if (!searching) {
    searching = new Searching(projectId);
    known.set(projectId, searching);
  }
  return searching;
}

/**
 * The sample collection, opened with one click: its pictures are drawn by the pictures workers while
 * the person already labels the first of them. Lives outside of any screen, so that it goes on
 * whatever is on show.
 */
import { bundledBackbone } from '../collection/backbone-catalogue';
import { countItems } from '../collection/items';
import { createLabel } from '../collection/labels';
import { createProject, listProjects } from '../collection/projects';
import type { ProjectId } from '../collection/records';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { sampleSize, sampleKinds } from '../../sample/kinds';
import { pictureClients } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type { FileReport } from '../workers/protocol/file-report';

/** Few enough that the first arrive soon and a cancel is felt at once. */
const batchSize = 4;
const batches = Math.ceil(sampleSize / batchSize);
/** With these there is something to do at the desk. */
const enoughToBegin = 24;

class SampleImport {
  /** Null when nothing is being drawn. */
  progress = $state.raw<Progress | null>(null);
  /** Why the last drawing ended early; null when it did not. */
  problem = $state.raw<Problem | null>(null);

  #stopping: AbortController | null = null;
  #isCancelled = false;
  /** Settles when the latest drawing has come to its end. */
  #ended: Promise<void> = Promise.resolve();

  /**
   * Finds the sample collection or begins it, and resolves as soon as there is something to label.
   * Fails when the browser cannot store even that much.
   */
  async open(): Promise<Outcome<ProjectId>> {
    this.#isCancelled = false;
    const projectId = (await findSample()) ?? (await beginSample());
    let isOver = false;
    const drawing = this.complete(projectId).finally(() => (isOver = true));
    while (!isOver && (await countItems(projectId)).total < enoughToBegin) {
      await Promise.race([drawing, new Promise((resolve) => setTimeout(resolve, 100))]);
    }
    const { total } = await countItems(projectId);
    return total > 0 ? success(projectId) : failure(this.problem?.kind ?? 'aborted');
  }

  /** Draws what is missing of a sample collection, unless that was cancelled or another tab does it. */
  async complete(projectId: ProjectId): Promise<void> {
    // One that was stopped a moment ago still finishes what its workers are at.
    if (this.#stopping?.signal.aborted) await this.#ended;
    if (this.#stopping !== null || this.#isCancelled) return;
    const { total } = await countItems(projectId);
    if (total >= sampleSize) return;
    await navigator.locks.request(`sample ${projectId}`, { ifAvailable: true }, (lock) => {
      if (lock === null) return;
      this.#ended = this.#draw(projectId, total);
      return this.#ended;
    });
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#stopping?.abort();
  }

  async #draw(projectId: ProjectId, there: number): Promise<void> {
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.problem = null;
    this.progress = { done: there, total: sampleSize, secondsLeft: null };
    const begun = performance.now();
    const workers = pictureClients();
    // Pictures arrive nearly in order, so what is missing begins about where an earlier visit ended.
    // What it left out before that is found by going round.
    const start = Math.floor(Math.max(0, there - workers.length * batchSize) / batchSize);
    let taken = 0;
    let done = there;

    // Each worker takes the next batch when it has finished one: a slow one holds nobody up.
    const work = async (worker: (typeof workers)[number]) => {
      while (taken < batches && !stopping.signal.aborted) {
        const from = ((start + taken) % batches) * batchSize;
        const to = Math.min(sampleSize, from + batchSize);
        taken += 1;
        const outcome = await worker.ask(
          (api, job) => api.importSample(job, { projectId, from, to, labelIds: {} }),
          stopping.signal,
        );
        const problem = outcome.ok ? seriousProblem(outcome.value) : outcome.problem;
        if (problem !== null) {
          // Once stopped, nothing that a batch says matters: its collection may be deleted already.
          if (!stopping.signal.aborted) this.problem = problem;
          stopping.abort();
          return;
        }
        done = (await countItems(projectId)).total;
        if (done >= sampleSize) return;
        const perPicture = (performance.now() - begun) / Math.max(1, done - there) / 1000;
        this.progress = { done, total: sampleSize, secondsLeft: (sampleSize - done) * perPicture };
      }
    };

    try {
      await Promise.all(workers.map(work));
    } finally {
      for (const worker of workers) worker.close();
      this.#stopping = null;
      this.progress = null;
    }
  }
}

export const sampleImport = new SampleImport();

async function findSample(): Promise<ProjectId | undefined> {
  return (await listProjects()).find((project) => project.isSample)?.id;
}

async function beginSample(): Promise<ProjectId> {
  const project = await createProject({
    name: 'Papers of a small archive',
    task: 'single',
    backbone: bundledBackbone,
    isSample: true,
  });
  for (const kind of sampleKinds) await createLabel(project.id, kind);
  return project.id;
}

/** A picture drawn on an earlier visit comes back as a duplicate, which is as it should be. */
function seriousProblem(reports: FileReport[]): Problem | null {
  for (const report of reports)
    if (!report.ok && report.problem.kind !== 'duplicate') return report.problem;
  return null;
}

/** Tells the background learner that something it depends on has changed, in this tab or another. */
import { latestAllowance } from '../../collection/allowances';
import { latestDecisionId } from '../../collection/decisions';
import { newestItemId } from '../../collection/items';
import { listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { ProjectId } from '../../collection/records';
import { runsToServe } from '../../collection/service';
import { watch } from '../../collection/watch';

export class Changes {
  #lesson = '';
  #learned = '';
  #work = '';
  #hasNews = true;
  #wake: (() => void) | null = null;
  readonly #watching: { unsubscribe(): void };

  constructor(projectId: ProjectId) {
    this.#watching = watch(() => read(projectId)).subscribe(({ lesson, work }) => {
      // Rows it writes itself come back here too: only what differs is news.
      if (lesson === this.#lesson && work === this.#work) return;
      this.#lesson = lesson;
      this.#work = work;
      this.#hasNews = true;
      this.#wake?.();
    });
  }

  /** Whether there is something to learn that there was not when this was last asked. */
  takeLesson(): boolean {
    this.#hasNews = false;
    const isNew = this.#lesson !== this.#learned;
    this.#learned = this.#lesson;
    return isNew;
  }

  /** Resolves at the next news, or when aborted; at once when there was news since the last lesson. */
  async next(signal: AbortSignal): Promise<void> {
    if (this.#hasNews || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.#wake = null;
  }

  stop(): void {
    this.#watching.unsubscribe();
  }
}

/** `lesson`: what a head is fitted to. `work`: what else there is to do. */
async function read(projectId: ProjectId): Promise<{ lesson: string; work: string }> {
  const [decision, newest, labels, project, runs, allowed] = await Promise.all([
    latestDecisionId(projectId),
    newestItemId(projectId),
    listLabels(projectId),
    getProject(projectId),
    runsToServe(projectId),
    latestAllowance(projectId),
  ]);
  const offered = labels.map(({ id, mergedInto, retiredAt }) => [id, mergedInto, retiredAt]);
  return {
    lesson: JSON.stringify([
      ...[decision, project?.groupings],
      ...[offered, project?.strategy, project?.servingRun],
    ]),
    work: JSON.stringify([newest, project?.backbone, runs.map(({ id }) => id), allowed]),
  };
}

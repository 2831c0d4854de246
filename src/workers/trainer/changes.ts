/** Tells the companion that something it depends on has changed, in this tab or another. */
import { latestDecisionId } from '../../collection/decisions';
import { countItems } from '../../collection/items';
import { listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { ProjectId } from '../../collection/records';
import { runsToServe } from '../../collection/service';
import { watch } from '../../collection/watch';

export class Changes {
  #isPending = true;
  #wake: (() => void) | null = null;
  readonly #watching: { unsubscribe(): void };

  constructor(projectId: ProjectId) {
    this.#watching = watch(() =>
      Promise.all([
        latestDecisionId(projectId),
        countItems(projectId),
        listLabels(projectId),
        getProject(projectId),
        runsToServe(projectId),
      ]),
    ).subscribe(() => {
      this.#isPending = true;
      this.#wake?.();
    });
  }

  /** Whether anything changed since this was last asked. */
  take(): boolean {
    const wasPending = this.#isPending;
    this.#isPending = false;
    return wasPending;
  }

  get isPending(): boolean {
    return this.#isPending;
  }

  /** Resolves at the next change, or when aborted. */
  async next(signal: AbortSignal): Promise<void> {
    if (this.#isPending || signal.aborted) return;
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

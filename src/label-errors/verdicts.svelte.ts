/** Decisions made in these places: ordinary ones, one act each, undone like any other. */
import { decide, lastAct, undo } from '../collection/decisions';
import { getItem } from '../collection/items';
import type { Answer, Item, ProjectId } from '../collection/records';
import { guardQuota } from '../collection/storage';
import type { Problem } from '../outcome';

export class Verdicts {
  /** What just happened, in words; '' when there is nothing to say. */
  notice = $state('');
  problem = $state.raw<Problem | null>(null);
  #shownAt = performance.now();
  #shown: number | null = null;
  #isWriting = false;

  constructor(private readonly projectId: ProjectId) {}

  /** The picture in sight: the time to its decision counts from here. */
  show(item: Item | null): void {
    if (item?.id === this.#shown) return;
    this.#shown = item?.id ?? null;
    this.#shownAt = performance.now();
  }

  /** Writes an answer down; false when it could not be kept, or another one is still on its way. */
  async decide(item: Item, answer: Answer, said: string): Promise<boolean> {
    // A second key before the picture has gone was meant for the next one, or pressed twice.
    if (this.#isWriting) return false;
    this.#isWriting = true;
    const tookMs = Math.round(performance.now() - this.#shownAt);
    const entry = { itemId: item.id, answer, suggestion: null, tookMs };
    try {
      const outcome = await guardQuota(() => decide(this.projectId, [entry], { source: 'doubts' }));
      this.problem = outcome.ok ? null : outcome.problem;
      if (outcome.ok) this.notice = said;
      return outcome.ok;
    } finally {
      this.#isWriting = false;
    }
  }

  /** Takes back the latest decision made in a place like this one. */
  async undo(): Promise<void> {
    const act = await lastAct(this.projectId);
    if (act?.source !== 'doubts') {
      this.notice =
        'There is nothing to undo here; other decisions are undone where they were made.';
      return;
    }
    const outcome = await guardQuota(() => undo(this.projectId, act.actId));
    this.problem = outcome.ok ? null : outcome.problem;
    if (!outcome.ok) return;
    const item = act.itemIds[0] === undefined ? undefined : await getItem(act.itemIds[0]);
    this.notice = item ? `Undone: ${item.name} is asked about again.` : 'Undone.';
  }
}

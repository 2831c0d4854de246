/**
 * Writes answers down, straight into the database and never by way of a worker. The desk goes on
 * meanwhile; it hears of each answer once more, when it is confirmed or has failed.
 */
import { decide } from '../collection/decisions';
import type { Answer, DecisionId, ProjectId } from '../collection/records';
import { guardQuota } from '../collection/storage';
import type { Outcome, Problem } from '../outcome';
import { suggestionSeen } from './suggestion';
import type { TrailEntry } from './trail-entry.svelte';

export class DecisionWriter {
  readonly #writes = new Set<Promise<void>>();

  constructor(
    private readonly projectId: ProjectId,
    private readonly tell: {
      /** The answer is on the disk. */
      onconfirmed(entry: TrailEntry, answer: Answer, decisionId: DecisionId): void;
      /** It is not; `problem` is null when nobody expected this (the error itself goes on as one). */
      onfailed(entry: TrailEntry, before: Answer | null, problem: Problem | null): void;
      /** Either way. */
      ondone(): void;
    },
  ) {}

  /** Shows the answer at once and writes it. */
  write(entry: TrailEntry, answer: Answer): void {
    const before = entry.answer;
    const tookMs = Math.round(performance.now() - entry.shownAt);
    entry.answer = answer;
    entry.writing += 1;
    const write = this.#write(entry, answer, before, tookMs);
    this.#writes.add(write);
    void write.finally(() => this.#writes.delete(write));
  }

  /** Resolves when everything written so far has been confirmed, or has failed. */
  async settled(): Promise<void> {
    while (this.#writes.size > 0) await Promise.allSettled(this.#writes);
  }

  async #write(entry: TrailEntry, answer: Answer, before: Answer | null, tookMs: number) {
    let outcome: Outcome<DecisionId> | null = null;
    try {
      outcome = await this.#decide(entry, answer, tookMs);
    } finally {
      entry.writing -= 1;
      if (outcome?.ok === true) this.tell.onconfirmed(entry, answer, outcome.value);
      else this.tell.onfailed(entry, before, outcome?.problem ?? null);
      this.tell.ondone();
    }
  }

  #decide(entry: TrailEntry, answer: Answer, tookMs: number): Promise<Outcome<DecisionId>> {
    const { item } = entry;
    const suggestion = suggestionSeen(item, entry.suggestion);
    const decision = { itemId: item.id, answer, suggestion, tookMs };
    return guardQuota(async () => {
      const { decisionIds } = await decide(this.projectId, [decision], { source: 'desk' });
      const [id] = decisionIds;
      if (id === undefined) throw new Error('A decision was confirmed without its number.');
      return id;
    });
  }
}

/**
 * Many decisions in one act: everything the model is sure is one label, the wrong ones clicked out,
 * the rest accepted together and undone together. Without markup.
 */
import { number } from '../messages/numbers';
import { decide, lastAct, undo } from '../collection/decisions';
import { itemIds } from '../collection/items';
import type { ActId, ItemId, LabelId, Project } from '../collection/records';
import { guardQuota } from '../collection/storage';
import type { Problem } from '../outcome';
import { LiveRows } from './live-rows.svelte';
import { downTo, sortIntoPiles, type Candidate, type Piles } from './piles';
import type { Suggester } from './suggestion';

export class ReviewGrid {
  readonly rows: LiveRows;
  labelId = $state<LabelId | null>(null);
  /** Lowest confidence on show, 0–1. */
  atLeast = $state(0.9);
  /** What the person has clicked out: left for the desk. */
  leftOut = $state.raw<ReadonlySet<ItemId>>(new Set());
  /** The latest act of the grid that can be undone here. */
  accepted = $state.raw<{ actId: ActId; count: number } | null>(null);
  notice = $state('');
  problem = $state.raw<Problem | null>(null);
  isWriting = $state(false);

  #piles = $state.raw<Piles | null>(null);
  /** What the piles were sorted by. The list never moves under the hand: newer ones wait to be asked for. */
  #sortedBy = $state.raw<Suggester | null>(null);
  #isSorting = false;
  #isDue = false;
  #isOpen = false;

  readonly isReady = $derived(this.#piles !== null);
  readonly hasNewer = $derived.by(
    () => this.#sortedBy !== null && this.rows.suggester !== this.#sortedBy,
  );
  readonly shown = $derived.by((): readonly Candidate[] => {
    const pile = this.labelId === null ? undefined : this.#piles?.get(this.labelId);
    return pile === undefined ? [] : downTo(pile, this.atLeast);
  });
  readonly remaining = $derived(this.shown.filter(({ itemId }) => !this.leftOut.has(itemId)));

  constructor(private readonly project: Project) {
    this.rows = new LiveRows(project.id, () => {
      if (this.#piles === null || this.#piles.size === 0) void this.refresh();
    });
  }

  async open(): Promise<void> {
    this.#isOpen = true;
    this.rows.open();
    const act = await lastAct(this.project.id);
    if (act?.source === 'grid') this.accepted = { actId: act.actId, count: act.itemIds.length };
  }

  close(): void {
    this.#isOpen = false;
    this.rows.close();
  }

  /** How many of a label are at least as sure as asked for. */
  countOf(labelId: LabelId): number {
    return downTo(this.#piles?.get(labelId) ?? [], this.atLeast).length;
  }

  /** What would be answered for a candidate: the label, or (tags) every tag proposed. */
  answerFor({ row }: Candidate): readonly LabelId[] {
    return this.#sortedBy?.suggestRow(row)?.labelIds ?? [];
  }

  /** Takes up the newest suggestions, and what was decided by now. Asked while it sorts, it sorts again. */
  async refresh(): Promise<void> {
    this.#isDue = true;
    if (this.#isSorting) return;
    this.#isSorting = true;
    try {
      while (this.#isDue && this.#isOpen) {
        this.#isDue = false;
        await this.#sort();
      }
    } finally {
      this.#isSorting = false;
    }
  }

  choose(labelId: LabelId): void {
    this.labelId = labelId;
    this.notice = '';
  }

  /** Clicks a picture out, or back in. */
  toggle(itemId: ItemId): void {
    const leftOut = new Set(this.leftOut);
    if (!leftOut.delete(itemId)) leftOut.add(itemId);
    this.leftOut = leftOut;
  }

  /** Decides everything shown and not clicked out, in one act. */
  async acceptTheRest(): Promise<void> {
    const suggester = this.#sortedBy;
    if (suggester === null || this.isWriting || this.remaining.length === 0) return;
    const entries = this.remaining.flatMap(({ itemId, row }) => {
      const suggestion = suggester.suggestRow(row);
      if (suggestion === null) return [];
      const labelIds = [...suggestion.labelIds];
      const { runId, version, confidence, knows } = suggestion;
      const seen = { runId, version, labelIds, confidence, shown: knows };
      const answer = { kind: 'labels' as const, labelIds };
      return labelIds.length === 0 ? [] : [{ itemId, answer, suggestion: seen, tookMs: null }];
    });
    await this.#write(async () => {
      const { actId } = await decide(this.project.id, entries, { source: 'grid' });
      this.accepted = { actId, count: entries.length };
      this.notice = `${number(entries.length)} accepted as ${this.#name()}.`;
    });
  }

  /** Takes the whole act back. */
  async undo(): Promise<void> {
    const act = this.accepted;
    if (act === null || this.isWriting) return;
    await this.#write(async () => {
      await undo(this.project.id, act.actId);
      this.accepted = null;
      this.notice = `Undone: ${number(act.count)} pictures are undecided again.`;
    });
  }

  async #write(work: () => Promise<void>): Promise<void> {
    this.isWriting = true;
    this.problem = null;
    try {
      const outcome = await guardQuota(work);
      if (!outcome.ok) this.problem = outcome.problem;
    } finally {
      this.isWriting = false;
    }
    await this.refresh();
  }

  async #sort(): Promise<void> {
    const { suggester } = this.rows;
    if (suggester === null) return;
    const piles = await sortIntoPiles(suggester, await this.#undecided());
    if (!this.#isOpen) return;
    this.#piles = piles;
    this.#sortedBy = suggester;
    if (this.labelId === null || !this.rows.isOffered(this.labelId)) this.#begin();
  }

  async #undecided(): Promise<Set<ItemId>> {
    const { id } = this.project;
    const [open, skipped] = await Promise.all([
      itemIds(id, { role: 'pool', state: 'open' }),
      itemIds(id, { role: 'pool', state: 'skipped' }),
    ]);
    return new Set([...open, ...skipped]);
  }

  /** Begins with the fullest pile, at the highest certainty at which there is one. */
  #begin(): void {
    for (const certainty of [0.9, 0.8, 0.7, 0.6, 0.5]) {
      this.atLeast = certainty;
      this.labelId = this.#fullest();
      if (this.shown.length > 0) return;
    }
  }

  #fullest(): LabelId | null {
    const labels = this.rows.offered.map((label) => ({
      id: label.id,
      count: this.countOf(label.id),
    }));
    return labels.sort((a, b) => b.count - a.count)[0]?.id ?? null;
  }

  #name(): string {
    return this.labelId === null ? '' : `“${this.rows.nameOf(this.labelId)}”`;
  }
}

/**
 * The trail of pictures across the desk: what was decided lately, what lies on the desk, what comes
 * next. Short however large the collection is; knows no database.
 */
import type { ItemId } from '../collection/records';
import type { TrailEntry } from './trail-entry.svelte';

/** Decided stops that stay within reach of the arrow keys. */
const remembered = 24;

export class Trail {
  entries = $state.raw<readonly TrailEntry[]>([]);
  /** Index of the stop on the desk; `entries.length` when there is none. */
  position = $state(0);

  get current(): TrailEntry | null {
    return this.entries[this.position] ?? null;
  }

  /** Unanswered stops other than the one on the desk, in the order they will come. */
  get upcoming(): TrailEntry[] {
    const isDue = (entry: TrailEntry, index: number) => entry.isOpen && index !== this.position;
    const after = this.entries.filter(
      (entry, index) => isDue(entry, index) && index > this.position,
    );
    const before = this.entries.filter(
      (entry, index) => isDue(entry, index) && index < this.position,
    );
    return [...after, ...before];
  }

  /** Items that must not be queued again: unanswered here, or answered and still being written. */
  get claimed(): Set<ItemId> {
    const held = this.entries.filter((entry) => entry.isOpen || entry.writing > 0);
    return new Set(held.map((entry) => entry.item.id));
  }

  find(itemId: ItemId): TrailEntry | null {
    return this.entries.find((entry) => entry.item.id === itemId) ?? null;
  }

  append(entry: TrailEntry): void {
    this.entries = [...this.entries, entry];
  }

  /** Puts earlier stops at the beginning; what lies on the desk stays there. */
  prepend(entries: readonly TrailEntry[]): void {
    this.entries = [...entries, ...this.entries];
    this.position += entries.length;
  }

  /** Puts a stop in front of the one on the desk, and on the desk itself. */
  insert(entry: TrailEntry): void {
    this.entries = this.entries.toSpliced(this.position, 0, entry);
  }

  goTo(entry: TrailEntry): void {
    const index = this.entries.indexOf(entry);
    if (index === -1) this.insert(entry);
    else this.position = index;
  }

  /** One stop back or on; false where the trail ends. */
  step(by: -1 | 1): boolean {
    if (this.entries[this.position + by] === undefined) return false;
    this.position += by;
    return true;
  }

  /** On to the next unanswered stop; past the end when there is none. */
  advance(): void {
    const next = this.upcoming[0];
    this.position = next === undefined ? this.entries.length : this.entries.indexOf(next);
    this.#forget();
  }

  /** Takes stops off the trail. If the one on the desk is among them, the next unanswered one follows. */
  drop(isGone: (entry: TrailEntry) => boolean): void {
    const gone = this.entries.filter(isGone);
    if (gone.length === 0) return;
    const { current } = this;
    const next = current !== null && gone.includes(current) ? this.#firstKept(gone) : current;
    this.entries = this.entries.filter((entry) => !gone.includes(entry));
    this.position = next === null ? this.entries.length : this.entries.indexOf(next);
    for (const entry of gone) entry.release();
  }

  clear(): void {
    for (const entry of this.entries) entry.release();
    this.entries = [];
    this.position = 0;
  }

  #firstKept(gone: readonly TrailEntry[]): TrailEntry | null {
    return this.upcoming.find((entry) => !gone.includes(entry)) ?? null;
  }

  #forget(): void {
    const surplus = this.position - remembered;
    if (surplus <= 0) return;
    const old = new Set(
      this.entries.slice(0, surplus).filter((entry) => !entry.isOpen && entry.writing === 0),
    );
    this.drop((entry) => old.has(entry));
  }
}

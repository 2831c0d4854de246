/** Finding one label among many by typing a few letters of it. */
import type { Label } from '../collection/records';

/** Letters as they compare: no case, no accents, so that "epee" finds "Épée". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** 0: name begins with it; 1: a word of the name does; 2: it is somewhere inside; null: not there. */
function rank(name: string, query: string): number | null {
  const place = name.indexOf(query);
  if (place === -1) return null;
  if (place === 0) return 0;
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(query)) ? 1 : 2;
}

/** Labels that match, best first; equally good ones keep their order. An empty query matches all. */
export function matchingLabels(labels: readonly Label[], query: string): Label[] {
  const wanted = plain(query);
  return labels
    .map((label) => ({ label, rank: rank(plain(label.name), wanted) }))
    .filter((match): match is { label: Label; rank: number } => match.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map((match) => match.label);
}

/**
 * Guards against a name typed blind: in "sedge", the S skips; "edge" and Enter were meant for the
 * picture that is gone and must not touch the next one. A letter soon after a command letter is
 * swallowed, and so is an Enter that ends such a burst.
 */
export class TypingBurst {
  #until = -Infinity;
  #swallowed = false;

  constructor(private readonly quietMs = 700) {}

  /** A command letter was pressed at `now` (milliseconds). */
  command(now: number): void {
    this.#until = now + this.quietMs;
    this.#swallowed = false;
  }

  /**
   * Whether a letter pressed at `now` belongs to a burst and is to be ignored. Another command letter
   * is a command (skip, skip), unless other letters came in between.
   */
  swallowsLetter(now: number, isCommand: boolean): boolean {
    if (now > this.#until || (isCommand && !this.#swallowed)) return false;
    this.#until = now + this.quietMs;
    this.#swallowed = true;
    return true;
  }

  /** Whether an Enter pressed at `now` ends a burst of swallowed letters. */
  swallowsEnter(now: number): boolean {
    const ends = this.#swallowed && now <= this.#until;
    this.#swallowed = false;
    return ends;
  }
}

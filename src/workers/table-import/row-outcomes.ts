/** What became of each row: counted, and by name as far as a person would read. */
import type { Named, Reported, RowReason } from '../protocol/table-import';

/** Names a list on the screen can hold. */
const mostNames = 200;

export class RowOutcomes {
  readonly #reported = new Map<RowReason, Named>();

  note(reason: RowReason, name: string): void {
    let named = this.#reported.get(reason);
    if (named === undefined) this.#reported.set(reason, (named = { count: 0, names: [] }));
    add(named, name);
  }

  /** The most frequent reason first. */
  get reported(): Reported[] {
    return [...this.#reported]
      .map(([reason, named]) => ({ reason, ...named }))
      .sort((a, b) => b.count - a.count);
  }
}

export function add(named: Named, name: string): void {
  named.count += 1;
  if (named.names.length < mostNames) named.names.push(name);
}

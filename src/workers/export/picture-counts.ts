/** Pictures counted one by one, for the papers. */
import type { Item } from '../../collection/records';
import type { PictureFacts } from '../../exchange/collection-facts';

export class PictureCounts {
  readonly #folders = new Set<string>();
  readonly #types = new Map<string, number>();
  readonly #sides: number[] = [];
  #imported: PictureFacts['imported'] = null;
  #counts = { total: 0, labelled: 0, none: 0, cannotTell: 0, restricted: 0, withNote: 0, bytes: 0 };

  add(item: Item): void {
    const counts = this.#counts;
    counts.total += 1;
    counts.bytes += item.bytes;
    if (item.restricted) counts.restricted += 1;
    if (item.note !== '') counts.withNote += 1;
    const kind = item.standing?.answer.kind;
    if (kind === 'labels') counts.labelled += 1;
    if (kind === 'none') counts.none += 1;
    if (kind === 'cannot-tell') counts.cannotTell += 1;
    this.#folders.add(item.folder);
    this.#types.set(item.type, (this.#types.get(item.type) ?? 0) + 1);
    this.#sides.push(Math.max(item.width, item.height));
    const { first, last } = this.#imported ?? { first: item.importedAt, last: item.importedAt };
    this.#imported = {
      first: Math.min(first, item.importedAt),
      last: Math.max(last, item.importedAt),
    };
  }

  facts(): Omit<PictureFacts, 'roles' | 'open' | 'skipped'> {
    const sides = this.#sides.sort((one, other) => one - other);
    const [least, most] = [sides[0], sides.at(-1)];
    return {
      ...this.#counts,
      folders: this.#folders.size,
      types: [...this.#types]
        .map(([type, pictures]) => ({ type, pictures }))
        .sort((one, other) => other.pictures - one.pictures),
      longestSide:
        least === undefined || most === undefined
          ? null
          : { least, median: sides[sides.length >> 1] ?? least, most },
      imported: this.#imported,
    };
  }
}

/** The pictures of a collection, by what a file of labels may know them by. */
import { itemIds } from '../../collection/items';
import { labelledPages } from '../../collection/labelled-items';
import type { Item, ProjectId } from '../../collection/records';
import type { BroughtRow } from '../../exchange/brought-labels';

export class PicturesByName {
  readonly #byHash = new Map<string, Item>();
  readonly #byName = new Map<string, Item[]>();
  readonly #byTidyName = new Map<string, Item[]>();

  static async of(projectId: ProjectId): Promise<PicturesByName> {
    const pictures = new PicturesByName();
    for await (const page of labelledPages(await itemIds(projectId))) {
      for (const { item } of page) {
        pictures.#byHash.set(item.sha256, item);
        put(pictures.#byName, same(item.name), item);
        put(pictures.#byTidyName, tidy(item.name), item);
      }
    }
    return pictures;
  }

  /**
   * The picture with this fingerprint; else the one of this name, where only one has it or only one lies
   * where the row says. 'several' where that does not tell.
   */
  for(row: BroughtRow): Item | 'several' | null {
    if (row.sha256 !== '') return this.#byHash.get(row.sha256) ?? this.#exactly(row);
    for (const name of [row.file, ...(row.aliases ?? [])]) {
      const items = this.#byName.get(same(name)) ?? this.#byTidyName.get(tidy(name));
      if (items) return theOne(items, row.folder);
    }
    return null;
  }

  /** Files that left here know where each picture lay: nothing is guessed. */
  #exactly({ file, folder }: BroughtRow): Item | 'several' | null {
    const items = this.#byName.get(same(file)) ?? [];
    const [item, another] = items.filter((each) => same(each.folder) === same(folder));
    return another ? 'several' : (item ?? null);
  }
}

/** One that lies nowhere else than the row says, or the only one of that name. */
function theOne(items: readonly Item[], folder: string): Item | 'several' {
  const wanted = same(folder);
  const exact = items.filter((item) => same(item.folder) === wanted);
  if (exact.length === 1 && exact[0]) return exact[0];
  const inside = items.filter((item) => liesIn(same(item.folder), wanted));
  if (inside.length === 1 && inside[0]) return inside[0];
  return items.length === 1 && items[0] ? items[0] : 'several';
}

/** Other programs tell less of a path than the drop did, or more of it. */
function liesIn(here: string, there: string): boolean {
  if (there === '') return false;
  return here.endsWith(`/${there}`) || (here !== '' && there.endsWith(`/${here}`));
}

/** Accents can be written in two ways. */
function same(name: string): string {
  return name.normalize('NFC');
}

/** What is left of a name after an upload to a server that keeps letters, digits, dots and lines. */
function tidy(name: string): string {
  return same(name.trim().replace(/\s+/gu, '_')).replace(/[^\p{L}\p{N}_.-]/gu, '');
}

function put(index: Map<string, Item[]>, key: string, item: Item): void {
  const others = index.get(key);
  if (others) others.push(item);
  else index.set(key, [item]);
}

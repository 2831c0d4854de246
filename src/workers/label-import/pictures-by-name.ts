/** The pictures of a collection, by what a file of labels may know them by. */
import { itemIds } from '../../collection/items';
import { labelledPages } from '../../collection/labelled-items';
import type { Item, ProjectId } from '../../collection/records';
import type { BroughtRow } from '../../exchange/brought-labels';
import type { Place } from '../../exchange/picture-places';

type Found = Item | 'several' | null;

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
   * The picture with this fingerprint; else the one at one of the places that the row names, tried in
   * turn. 'several' where that does not tell. `folder`: where the file of labels lay. `names`: what all
   * its rows call their pictures.
   */
  for(row: BroughtRow, folder: string, names: NamesInFile): Found {
    const byHash = row.sha256 === '' ? undefined : this.#byHash.get(row.sha256);
    if (byHash) return byHash;
    let isSeveral = false;
    for (const place of row.places) {
      const items = this.#called(place.file, row.isPlaced ?? false);
      const found = row.isPlaced
        ? whereItSays(items, place, folder)
        : likeliest(items, place, names.isTelling(place.file));
      if (found === 'several') isSeveral = true;
      else if (found !== null) return found;
    }
    return isSeveral ? 'several' : null;
  }

  #called(name: string, isExact: boolean): readonly Item[] {
    const tidied = isExact ? [] : (this.#byTidyName.get(tidy(name)) ?? []);
    return this.#byName.get(same(name)) ?? tidied;
  }
}

/** What pictures are called in a file of labels: a name in two folders tells none of them. */
export class NamesInFile {
  /** Where a row finds a name; null where rows find it in different folders. */
  readonly #folders = new Map<string, string | null>();

  constructor(rows: readonly BroughtRow[]) {
    for (const { places } of rows) {
      const folders = new Map<string, string[]>();
      for (const { file, folder } of places)
        folders.set(same(file), [...(folders.get(same(file)) ?? []), same(folder)]);
      for (const [name, found] of folders) {
        const key = JSON.stringify(found);
        const known = this.#folders.get(name);
        this.#folders.set(name, known === undefined || known === key ? key : null);
      }
    }
  }

  isTelling(file: string): boolean {
    return this.#folders.get(same(file)) !== null;
  }
}

/** Files that left here know where each picture lay: nothing is guessed. */
function whereItSays(items: readonly Item[], { folder }: Place, beside: string): Found {
  const wanted = same(folder);
  const joined = same([beside, folder].filter((part) => part !== '').join('/'));
  for (const isThere of [
    (here: string) => here === wanted,
    (here: string) => here === joined,
    (here: string) => liesIn(here, wanted),
  ]) {
    const [item, another] = items.filter((each) => isThere(same(each.folder)));
    if (another) return 'several';
    if (item) return item;
  }
  return null;
}

/** One that lies nowhere else than the row says, or the only one of a name that tells. */
function likeliest(items: readonly Item[], { folder }: Place, isTelling: boolean): Found {
  const wanted = same(folder);
  const exact = items.filter((item) => same(item.folder) === wanted);
  if (exact.length === 1 && exact[0]) return exact[0];
  const inside = items.filter((item) => liesIn(same(item.folder), wanted));
  if (inside.length === 1 && inside[0]) return inside[0];
  const [only, another] = items;
  if (only === undefined) return null;
  return another === undefined && isTelling ? only : 'several';
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

/**
 * Finds the picture a row is about by what rows know: a path, a file name with or without its ending,
 * an identifier, an address. Two pictures that answer to the same are never guessed between.
 */

export interface Candidate<Id> {
  id: Id;
  folder: string;
  name: string;
  /** Values of its identifier fields. */
  identifiers?: readonly string[];
  /** What it is called where it was fetched from. */
  source?: string;
}

export type Match<Id> = { kind: 'one'; id: Id } | { kind: 'several' } | { kind: 'none' };

interface Known<Id> {
  id: Id;
  /** Folders and name, comparable. */
  path: string[];
}

/** Names that image servers give to every picture. */
const anybody = /^(default|native|color|gray|bitonal|full|max)(\.\w+)?$/i;

export class PictureIndex<Id> {
  readonly #byName = new Map<string, Known<Id>[]>();
  readonly #byStem = new Map<string, Known<Id>[]>();
  readonly #byIdentifier = new Map<string, Known<Id>[]>();
  readonly #bySource = new Map<string, Known<Id>[]>();

  add({ id, folder, name, identifiers = [], source = '' }: Candidate<Id>): void {
    const path = [...segments(folder), comparable(name)];
    const known = { id, path };
    put(this.#byName, comparable(name), known);
    put(this.#byStem, stem(comparable(name)), known);
    for (const identifier of identifiers) put(this.#byIdentifier, comparable(identifier), known);
    if (source !== '') put(this.#bySource, source, known);
  }

  /** `folder` is where the table lay; the names in it may be read from there. */
  find(row: { file: string; url: string; identifier: string }, folder: string): Match<Id> {
    let several = false;
    for (const found of this.#answers(row, folder)) {
      const ids = new Set(found.map(({ id }) => id));
      if (ids.size === 1) return { kind: 'one', id: found[0]!.id };
      several ||= ids.size > 1;
    }
    return { kind: several ? 'several' : 'none' };
  }

  *#answers(
    { file, url, identifier }: { file: string; url: string; identifier: string },
    folder: string,
  ): Generator<Known<Id>[]> {
    if (file !== '') yield this.#byPath(file, folder);
    if (url !== '') {
      yield this.#bySource.get(url) ?? [];
      const name = nameInAddress(url);
      if (name !== '' && !anybody.test(name)) yield this.#byPath(name, '');
    }
    if (identifier !== '') {
      yield this.#byIdentifier.get(comparable(identifier)) ?? [];
      yield this.#byStem.get(comparable(identifier)) ?? [];
    }
  }

  #byPath(written: string, folder: string): Known<Id>[] {
    const path = segments(written.replaceAll('\\', '/').replace(/^[a-z]:/i, ''));
    const name = path.at(-1) ?? '';
    const named = this.#byName.get(name) ?? this.#byStem.get(stem(name)) ?? [];
    const fitting = named.filter((known) => agree(folders(known.path), folders(path)));
    if (fitting.length < 2) return fitting;
    const beside = [...segments(folder), ...folders(path)].join('/');
    const exact = fitting.filter((known) => folders(known.path).join('/') === beside);
    return exact.length > 0 ? exact : fitting;
  }
}

/** The last part of an address, as a file would be called. */
export function nameInAddress(address: string): string {
  const path = address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch (error) {
    // A stray % that encodes nothing.
    if (error instanceof URIError) return last;
    throw error;
  }
}

/** The shorter of two paths is the end of the longer: nobody knows from where the other one counted. */
function agree(one: readonly string[], other: readonly string[]): boolean {
  const length = Math.min(one.length, other.length);
  for (let back = 1; back <= length; back += 1) if (one.at(-back) !== other.at(-back)) return false;
  return true;
}

function folders(path: readonly string[]): readonly string[] {
  return path.slice(0, -1);
}

function segments(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map(comparable);
}

function comparable(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

/** Without an ending of letters; “5-107.1” ends in none. */
function stem(name: string): string {
  return name.replace(/\.[a-z][a-z0-9]{1,4}$/, '');
}

function put<Id>(map: Map<string, Known<Id>[]>, key: string, known: Known<Id>): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [known]);
  else list.push(known);
}

/** Labels that were given elsewhere, whoever wrote the file: one row a picture, and what has no place here. */
import type { LabelledPicture } from './labelled-picture';
import type { Place } from './picture-places';

export interface BroughtLabel {
  name: string;
  uri: string;
  /** Where it stands among others there (“Plants / Ferns”). */
  description?: string;
}

/** `file` and `folder` are as the other program knows them. */
export type BroughtRow = Pick<
  LabelledPicture,
  'file' | 'folder' | 'sha256' | 'answer' | 'source' | 'annotator'
> & {
  labels: BroughtLabel[];
  /** Where the picture may lie, tried in turn; the likeliest first. */
  places: Place[];
  /** The file knows where the picture lay: a picture of the same name elsewhere is another one. */
  isPlaced?: boolean;
};

export interface BroughtLabels {
  tool: string;
  /** Where there are several questions: of the first. */
  rows: BroughtRow[];
  leftOut: LeftOut;
  /** Where pictures are asked more than one thing: the answers to each, the most answered first. */
  questions: Question[];
}

export interface Question {
  /** As the file calls it. */
  name: string;
  rows: BroughtRow[];
  /** Further answers to it on a picture that has one. */
  further: number;
}

/** How many, and the first few by name. */
export interface NamedCount {
  count: number;
  names: string[];
}

/** What of a file of labels has no place here: counted, never dropped without a word. */
export interface LeftOut {
  /** Boxes and outlines of things in pictures; what they are called may be taken, where they lie is not. */
  regions: number;
  /** Answers of models. */
  predictions: number;
  /** Answers that were given up. */
  cancelled: number;
  /** Further answers on a picture that has one. */
  further: number;
  /** Other kinds of answers: texts, ratings. */
  otherKinds: number;
  /** Entries that are in the file twice, word for word. */
  repeated: number;
  /** Entries that share the key they are known by with others: nobody can tell which is meant. */
  notUnique: NamedCount;
  /** What is said of such entries. */
  onNotUnique: number;
  /** Entries that name no picture, or make no sense. */
  broken: NamedCount;
}

/** Names that a list on the screen can hold. */
const mostNames = 200;

export function nothingLeftOut(): LeftOut {
  return {
    ...{ regions: 0, predictions: 0, cancelled: 0, further: 0, otherKinds: 0, repeated: 0 },
    ...{ notUnique: noNames(), onNotUnique: 0, broken: noNames() },
  };
}

export function noNames(): NamedCount {
  return { count: 0, names: [] };
}

/** Counts one more, by name where it has one. */
export function note(named: NamedCount, name = ''): void {
  named.count += 1;
  if (name !== '' && named.names.length < mostNames) named.names.push(name.slice(0, 200));
}

/** As names are told apart: one space between words, case and ways of writing an accent aside. */
export function sameName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

/** Each name once, the first that has an address or a description before others. */
export function eachOnce(labels: readonly BroughtLabel[]): BroughtLabel[] {
  const known = new Map<string, BroughtLabel>();
  for (const label of labels) {
    const key = sameName(label.name);
    const before = known.get(key);
    if (before === undefined) known.set(key, label);
    else if (before.uri === '' && label.uri !== '') known.set(key, { ...before, uri: label.uri });
  }
  return [...known.values()];
}

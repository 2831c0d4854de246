/** Labels that were given elsewhere, whoever wrote the file: one row a picture, and what has no place here. */
import type { LabelledPicture } from './labelled-picture';

/** `file` and `folder` are as the other program knows them. */
export type BroughtRow = Pick<
  LabelledPicture,
  'file' | 'folder' | 'sha256' | 'labels' | 'answer' | 'source' | 'annotator'
> & {
  /** Other names the picture may go by here, the likeliest first. */
  aliases?: string[];
};

export interface BroughtLabels {
  tool: string;
  rows: BroughtRow[];
  leftOut: LeftOut;
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
  /** Entries that name no picture, or make no sense. */
  broken: number;
}

export function nothingLeftOut(): LeftOut {
  return { regions: 0, predictions: 0, cancelled: 0, further: 0, otherKinds: 0, broken: 0 };
}

/**
 * Where a picture lies, from a path, an address, or a query that holds a path
 * (`/data/local-files/?d=box/a.jpg`). Null where no file is named.
 */
export function pictureNamed(reference: string): { file: string; folder: string } | null {
  const [path = '', query = ''] = reference.split('#', 1)[0]?.split('?', 2) ?? [];
  const asked = /(?:^|&)(?:d|file|path|fileuri)=([^&]+)/.exec(query)?.[1];
  const written = asked ?? path;
  const isAddress = asked !== undefined || /^[a-z][a-z0-9+.-]*:/i.test(reference);
  const plain = (isAddress || written.includes('%') ? decoded(written) : written)
    .replace(/^[a-z][a-z0-9+.-]*:\/*/i, '')
    .replaceAll('\\', '/');
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const file = parts.pop();
  return file === undefined ? null : { file, folder: parts.join('/') };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A lone per cent sign stands for itself.
    if (error instanceof URIError) return text;
    throw error;
  }
}

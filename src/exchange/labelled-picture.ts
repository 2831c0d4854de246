/** One picture and what is known about it: the row that every label format writes in its own way. */
import type { Answer, Role } from '../collection/records';

export interface LabelledPicture {
  file: string;
  folder: string;
  /** Of the original's bytes, whatever file travels with the row. */
  sha256: string;
  labels: { name: string; uri: string }[];
  /** What a person answered, or '' where nobody has. */
  answer: Answer['kind'] | '';
  /** The model's calibrated probability of its first choice, 0–1; null on a person's word. */
  confidence: number | null;
  source: 'human' | 'model' | '';
  annotator: string;
  /** Which model gave the labels ("run 7, version 12"); '' on a person's word. */
  generator: string;
  /** Highest share of wrong answers promised where the model was let answer by itself, 0–1; else null. */
  promisedError: number | null;
  /** Milliseconds since the epoch; null where unknown or not asked for. */
  annotatedAt: number | null;
  /** Milliseconds from the picture being shown to the answer; null where unknown or not asked for. */
  tookMs: number | null;
  role: Role;
  isRestricted: boolean;
  note: string;
  /** Path of its picture beside the labels; '' where none travels. */
  path: string;
}

/** The same on its way out, with what the file formats want to know besides. */
export interface OutgoingPicture extends LabelledPicture {
  /** Unique in the collection. */
  id: number;
  /** Its labels as places in the list of all labels, in the order of `labels`. */
  classes: number[];
  /** In pixels: of the picture that travels, or of the original where none does. */
  width: number;
  height: number;
  /** MIME type of the picture that travels, or of the original where none does. */
  type: string;
}

/** Pages of rows, read as they are needed; each call begins anew. */
export type Pages<Row> = () => AsyncIterable<Row[]>;

/** `split` uses the names data sets use. */
export const splitNames: Record<Role, string> = {
  pool: 'train',
  check: 'validation',
  benchmark: 'test',
};

export const splitOrder: readonly Role[] = ['pool', 'check', 'benchmark'];

/** A label as a class: its place in the list is its number. */
export interface LabelClass {
  id: string;
  /** Unique in the list. */
  name: string;
  description: string;
  uri: string;
  guideline: string;
  isRetired: boolean;
  /** Id of the label it was merged into; '' for none. */
  mergedInto: string;
}

/** The path of the person's own file from the top of what was added: two boxes may each hold a `0001.jpg`. */
export function pathFromRoot({ folder, file }: Pick<LabelledPicture, 'folder' | 'file'>): string {
  return folder === '' ? file : `${folder}/${file}`;
}

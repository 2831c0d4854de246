/** A file of labels, whoever wrote it: recognised by what is in it, never by its name. */
import { failure, success, type Outcome } from '../outcome';
import {
  eachOnce,
  nothingLeftOut,
  type BroughtLabels,
  type BroughtRow,
  type Question,
} from './brought-labels';
import { isCoco, readCoco } from './labels-from-coco';
import { isLabelStudio, readLabelStudio } from './labels-from-label-studio';
import { isOurCsv, readLabelsCsv, type ReadRows } from './labels-csv';
import { hasOurLines, hasOurObjects, readLabelsJsonl, readOurObjects } from './labels-jsonl';
import type { OwnRow } from './own-row';
import { placesOf } from './picture-places';

/** So much of a file tells whether it can be one of labels. */
export const tellingLength = 100_000;

/** Whether it is worth reading a file to its end, by its beginning. */
export function mayHoldLabels(begin: string): boolean {
  return /^\uFEFF?\s*[[{]/.test(begin) || isOurCsv(begin);
}

/**
 * Fails with 'unknown-labels' where it is no file of labels, and with 'unreadable-file' where it is one
 * and is broken.
 */
export function readLabels(text: string): Outcome<BroughtLabels> {
  const read = anyLabels(text);
  if (!read.ok) return read;
  const questions = read.value.questions.map((one): Question => ({ ...one, rows: told(one.rows) }));
  return success({ ...read.value, questions, rows: questions[0]?.rows ?? told(read.value.rows) });
}

/** Whatever two labels of a picture are, two of one name are one. */
function told(rows: readonly BroughtRow[]): BroughtRow[] {
  return rows.map((row) => ({ ...row, labels: eachOnce(row.labels) }));
}

function anyLabels(text: string): Outcome<BroughtLabels> {
  const begin = text.slice(0, tellingLength).replace(/^\uFEFF?\s*/, '');
  if (hasOurLines(begin)) return ours(readLabelsJsonl(text.replace(/^\uFEFF/, '')));
  if (!begin.startsWith('[') && !begin.startsWith('{'))
    return isOurCsv(text) ? ours(readLabelsCsv(text)) : failure('unknown-labels');
  const json = parsed(text);
  if (json === undefined) return failure('unknown-labels', 'it is not whole JSON');
  if (Array.isArray(json) && hasOurObjects(json))
    return ours(readOurObjects(json.map((each, at) => [`entry ${at + 1}`, each] as const)));
  if (isLabelStudio(json)) return success(readLabelStudio(json));
  if (isCoco(json)) return success(readCoco(json));
  return failure('unknown-labels');
}

function ours(read: Outcome<ReadRows>): Outcome<BroughtLabels> {
  if (!read.ok) return read;
  const { rows, broken } = read.value;
  const predictions = rows.filter(({ source }) => source === 'model').length;
  const leftOut = { ...nothingLeftOut(), predictions, broken };
  return success({ tool: 'Vitrine', rows: rows.map(ourRow), leftOut, questions: [] });
}

/** The picture lies where it did when it was added, or beside the file as its copy. */
function ourRow(row: OwnRow): BroughtRow {
  const { file, folder, sha256, labels, answer, source, annotator, path, fileName } = row;
  const beside = [path, fileName].filter((each) => each !== '').flatMap(placesOf);
  const places = [{ file, folder }, ...beside];
  return { file, folder, sha256, labels, answer, source, annotator, places, isPlaced: true };
}

/** Undefined where it is not JSON; a text nested too deep for the parser is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

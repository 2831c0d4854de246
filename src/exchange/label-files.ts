/** A file of labels, whoever wrote it: recognised by what is in it, never by its name. */
import { failure, success, type Outcome } from '../outcome';
import { nothingLeftOut, type BroughtLabels } from './brought-labels';
import type { LabelledPicture } from './labelled-picture';
import { isCoco, readCoco } from './labels-from-coco';
import { isLabelStudio, readLabelStudio } from './labels-from-label-studio';
import { readLabelsCsv, type columnDescriptions } from './labels-csv';
import { readLabelsJsonl } from './labels-jsonl';

/**
 * Fails with 'unknown-labels' where it is no file of labels, and with 'unreadable-file' where it is one
 * and is broken.
 */
export function readLabels(text: string): Outcome<BroughtLabels> {
  const begin = text.slice(0, 4000).replace(/^\uFEFF?\s*/, '');
  if (isOurCsv(begin)) return ours(readLabelsCsv(text));
  if (isOurLine(begin)) return ours(readLabelsJsonl(text));
  if (!begin.startsWith('[') && !begin.startsWith('{')) return failure('unknown-labels');
  const json = parsed(text);
  if (json === undefined) return failure('unknown-labels', 'it is not whole JSON');
  if (isLabelStudio(json)) return success(readLabelStudio(json));
  if (isCoco(json)) return success(readCoco(json));
  return failure('unknown-labels');
}

function isOurCsv(begin: string): boolean {
  const columns = begin.split(/[\r\n]/, 1)[0]?.split(',') ?? [];
  return telling.every((column) => columns.includes(column));
}

/** Columns that no other program has together. */
const telling: readonly (keyof typeof columnDescriptions)[] = ['file', 'sha256', 'label', 'answer'];

/** Lines of ours begin with where the picture lay and its fingerprint. */
function isOurLine(begin: string): boolean {
  return begin.startsWith('{"file":') && begin.includes('"sha256":');
}

function ours(read: Outcome<LabelledPicture[]>): Outcome<BroughtLabels> {
  if (!read.ok) return read;
  return success({ tool: 'Vitrine', rows: read.value, leftOut: nothingLeftOut() });
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

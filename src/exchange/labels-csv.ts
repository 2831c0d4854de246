/**
 * Labels as a spreadsheet: UTF-8 with a byte-order mark, one row a picture, every column always
 * there. Several labels share a cell, joined by `|` (see csv-cells.ts), and `label_uri` holds their
 * URIs in the same order. `answer` is what a person said; `label` is the best that is known, and
 * `source` says whose word that is. `promised_error` is the highest share of wrong answers that was promised
 * where the model was let answer by itself. `split` uses the names data sets use.
 */
import Papa from 'papaparse';
import type { Role } from '../collection/records';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { formulaLike, joinInCell, splitCell, withoutGuard } from './csv-cells';
import { splitNames, type LabelledPicture } from './labelled-picture';

export interface ColumnDescription {
  text: string;
  /** Of schema.org. */
  type: 'Text' | 'Float' | 'Integer' | 'DateTime' | 'URL';
  /** Several values may stand in one cell. */
  isList?: boolean;
}

/** The columns in their order, and what they hold. */
export const columnDescriptions = {
  file: { text: 'Name of the file as it was added.', type: 'Text' },
  folder: { text: 'Folder it was added from.', type: 'Text' },
  sha256: { text: 'SHA-256 of the original file.', type: 'Text' },
  label: { text: 'Labels; several are joined by |.', type: 'Text', isList: true },
  label_uri: {
    text: 'Authority URIs of the labels, in the same order.',
    type: 'Text',
    isList: true,
  },
  answer: {
    text: 'What a person answered: labels, none, cannot-tell, skipped, or nothing.',
    type: 'Text',
  },
  confidence: {
    text: 'Calibrated probability of the model’s first choice, where the label is from the model.',
    type: 'Float',
  },
  source: { text: 'Where the label is from: human or model.', type: 'Text' },
  annotator: { text: 'Who answered.', type: 'Text' },
  generator: { text: 'Which model gave the label.', type: 'Text' },
  promised_error: {
    text: 'Highest promised share of wrong labels, where the picture was auto-labelled.',
    type: 'Float',
  },
  annotated_at: { text: 'When it was answered.', type: 'DateTime' },
  took_ms: { text: 'Milliseconds from showing the picture to the answer.', type: 'Integer' },
  split: { text: 'train, validation or test.', type: 'Text' },
  restricted: { text: 'yes, if the picture must not be passed on.', type: 'Text' },
  note: { text: 'Note on the picture.', type: 'Text' },
  picture: { text: 'Path of the picture in the archive, if it is included.', type: 'Text' },
} as const satisfies Record<string, ColumnDescription>;

type Column = keyof typeof columnDescriptions;
const columns = Object.keys(columnDescriptions) as Column[];
type Row = Record<Column, string>;

const byteOrderMark = '\uFEFF';

/** The file in pieces, one for the header and one a page. Rows keep the order they come in. */
export async function* csvPieces(
  pages: AsyncIterable<readonly LabelledPicture[]>,
): AsyncGenerator<string> {
  yield `${byteOrderMark}${columns.join(',')}\r\n`;
  for await (const page of pages) if (page.length > 0) yield `${lines(page)}\r\n`;
}

/** The whole file as text, byte-order mark included. */
export function writeLabelsCsv(pictures: readonly LabelledPicture[]): string {
  const body = pictures.length === 0 ? '' : `${lines(pictures)}\r\n`;
  return `${byteOrderMark}${columns.join(',')}\r\n${body}`;
}

function lines(pictures: readonly LabelledPicture[]): string {
  return Papa.unparse(
    { fields: columns, data: pictures.map(toRow) },
    { newline: '\r\n', header: false, escapeFormulae: formulaLike },
  );
}

function toRow(picture: LabelledPicture): Row {
  return {
    file: picture.file,
    folder: picture.folder,
    sha256: picture.sha256,
    label: joinInCell(picture.labels.map((label) => label.name)),
    label_uri: picture.labels.some((label) => label.uri !== '')
      ? joinInCell(picture.labels.map((label) => label.uri))
      : '',
    answer: picture.answer,
    confidence: picture.confidence === null ? '' : picture.confidence.toFixed(4),
    source: picture.source,
    annotator: picture.annotator,
    generator: picture.generator,
    promised_error: picture.promisedError === null ? '' : String(picture.promisedError),
    annotated_at: picture.annotatedAt === null ? '' : new Date(picture.annotatedAt).toISOString(),
    took_ms: picture.tookMs === null ? '' : String(Math.round(picture.tookMs)),
    split: splitNames[picture.role],
    restricted: picture.isRestricted ? 'yes' : '',
    note: picture.note,
    picture: picture.path,
  };
}

/**
 * Reads a file that `writeLabelsCsv` wrote; every text comes back exactly. Fails with
 * 'unreadable-file' when a column is missing, a row is broken or a value is not one of those written.
 */
export function readLabelsCsv(text: string): Outcome<LabelledPicture[]> {
  const parsed = Papa.parse<Record<string, string>>(
    text.startsWith(byteOrderMark) ? text.slice(1) : text,
    { header: true, newline: '\r\n', delimiter: ',', skipEmptyLines: true },
  );
  const [error] = parsed.errors;
  if (error) return unreadable(`row ${(error.row ?? 0) + 2}: ${error.message}`);
  const missing = columns.find((column) => !parsed.meta.fields?.includes(column));
  if (missing) return unreadable(`there is no column “${missing}”`);
  const pictures: LabelledPicture[] = [];
  for (const [index, row] of parsed.data.entries()) {
    const picture = fromRow(row as Row);
    if (!picture) return unreadable(`row ${index + 2} holds a value we never write`);
    pictures.push(picture);
  }
  return success(pictures);
}

const answers: readonly string[] = ['', 'labels', 'none', 'cannot-tell', 'skipped'];
const sources: readonly string[] = ['', 'human', 'model'];

function fromRow(row: Row): LabelledPicture | null {
  const cell = (column: Column): string => withoutGuard(row[column]);
  const role = (Object.keys(splitNames) as Role[]).find((each) => splitNames[each] === row.split);
  const { answer, source } = row;
  if (!role || !answers.includes(answer) || !sources.includes(source)) return null;
  const names = cell('label') === '' ? [] : splitCell(cell('label'));
  const uris = splitCell(cell('label_uri'));
  return {
    file: cell('file'),
    folder: cell('folder'),
    sha256: row.sha256,
    labels: names.map((name, index) => ({ name, uri: uris[index] ?? '' })),
    answer: answer as LabelledPicture['answer'],
    confidence: row.confidence === '' ? null : Number(row.confidence),
    source: source as LabelledPicture['source'],
    annotator: cell('annotator'),
    generator: cell('generator'),
    promisedError: row.promised_error === '' ? null : Number(row.promised_error),
    annotatedAt: row.annotated_at === '' ? null : Date.parse(row.annotated_at),
    tookMs: row.took_ms === '' ? null : Number(row.took_ms),
    role,
    isRestricted: row.restricted === 'yes',
    note: cell('note'),
    path: cell('picture'),
  };
}

function unreadable(detail: string): { readonly ok: false; readonly problem: Problem } {
  return failure('unreadable-file', detail);
}

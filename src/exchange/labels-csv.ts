/**
 * Labels as a spreadsheet: UTF-8 with a byte-order mark, one row a picture, every column always
 * there. Several labels share a cell, joined by `|` (see csv-cells.ts), and `label_uri` holds their
 * URIs in the same order. `answer` is what a person said; `label` is the best that is known, and
 * `source` says whose word that is. `promised_error` is the highest share of wrong answers that was promised
 * where the model was let answer by itself. `split` uses the names data sets use.
 */
import Papa from 'papaparse';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { note, noNames, type NamedCount } from './brought-labels';
import { formulaLike, joinInCell, splitCell, withoutGuard } from './csv-cells';
import { csvRows, isBlank } from './csv-rows';
import { pathFromRoot, splitNames, type LabelledPicture } from './labelled-picture';
import { isOwnHeader, ownRow, saysWhose, type OwnRow } from './own-row';

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
  file_name: { text: 'Path of the file from the top of what was added.', type: 'Text' },
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
    file_name: pathFromRoot(picture),
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

/** Rows that came back, and those that could not be taken, by their place. */
export interface ReadRows {
  rows: OwnRow[];
  broken: NamedCount;
}

interface Header {
  delimiter: string;
  line: number;
  columns: string[];
}

/** So much of the beginning holds the header, whatever was written above it. */
const headLength = 50_000;
const headLines = 20;
const delimiters = [',', ';', '\t', '|'];

/** Whether a text begins like a file of ours, in whatever way it was saved again. */
export function isOurCsv(text: string): boolean {
  return headerOf(text) !== null;
}

/**
 * Reads a file that `writeLabelsCsv` wrote; every text comes back exactly. One that a spreadsheet or an
 * editor has saved again means what it meant: other separators and line breaks, quoted cells, columns
 * in another order, some of them gone. A row that makes no sense is counted by its line. Fails with
 * 'unreadable-file' where there is no header of ours, one names a column twice, or nothing says whose
 * word a label is.
 */
export function readLabelsCsv(text: string): Outcome<ReadRows> {
  const header = headerOf(text);
  if (header === null) return unreadable('its columns are not those of labels');
  const { columns, delimiter, line: begin } = header;
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at);
  if (twice !== undefined) return unreadable(`two columns are called “${twice}”`);
  if (!saysWhose(columns))
    return unreadable(
      'without the columns “answer” and “source” nobody can tell whose word a label is',
    );
  const read: ReadRows = { rows: [], broken: noNames() };
  for (const { line, cells, isBroken } of csvRows(withoutMark(text), delimiter, columns.length)) {
    if (line <= begin || isBlank(cells)) continue;
    const isWhole = !isBroken && isBlank(cells.slice(columns.length));
    const row = isWhole ? fromCells(columns, cells) : null;
    if (row) read.rows.push(row);
    else note(read.broken, `line ${line}`);
  }
  return success(read);
}

/** The first line that names our columns. */
function headerOf(text: string): Header | null {
  const head = withoutMark(text.slice(0, headLength));
  for (const delimiter of delimiters) {
    for (const { line, cells } of csvRows(head, delimiter)) {
      if (line > headLines) break;
      const columns = cells.map((cell) => cell.trim().toLowerCase());
      if (isOwnHeader(columns)) return { delimiter, line, columns };
    }
  }
  return null;
}

function fromCells(columns: readonly string[], cells: readonly string[]): OwnRow | null {
  const text = (...names: string[]): string => {
    const at = columns.findIndex((column) => names.includes(column));
    return withoutGuard(cells[at] ?? '');
  };
  const listed = text('label', 'labels');
  return ownRow({
    names: listed === '' ? [] : splitCell(listed),
    uris: splitCell(text('label_uri', 'label_uris')),
    text,
  });
}

function withoutMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

function unreadable(detail: string): { readonly ok: false; readonly problem: Problem } {
  return failure('unreadable-file', detail);
}

/**
 * Labels as a spreadsheet: UTF-8 with a byte-order mark, one row a picture, every column always
 * there. Several labels share a cell, joined by `|` (see csv-cells.ts), and `label_uri` holds their
 * URIs in the same order. `answer` is what a person said; `label` is the best that is known, and
 * `source` says whose word that is. `split` uses the names data sets use: pool is `train`, check is
 * `validation`, benchmark is `test`.
 */
import Papa from 'papaparse';
import type { Answer, Role } from '../collection/records';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { formulaLike, joinInCell, splitCell, withoutGuard } from './csv-cells';

/** One picture and what is known about it. */
export interface LabelledPicture {
  file: string;
  folder: string;
  sha256: string;
  labels: { name: string; uri: string }[];
  /** What a person answered, or '' where nobody has. */
  answer: Answer['kind'] | '';
  /** The model's calibrated probability of its first choice, 0–1; null on a person's word. */
  confidence: number | null;
  source: 'human' | 'model' | '';
  annotator: string;
  /** Milliseconds since the epoch; null where unknown or not asked for. */
  annotatedAt: number | null;
  /** Milliseconds from the picture being shown to the answer; null where unknown or not asked for. */
  tookMs: number | null;
  role: Role;
  isRestricted: boolean;
  note: string;
}

const columns = [
  'file',
  'folder',
  'sha256',
  'label',
  'label_uri',
  'answer',
  'confidence',
  'source',
  'annotator',
  'annotated_at',
  'took_ms',
  'split',
  'restricted',
  'note',
] as const;
type Row = Record<(typeof columns)[number], string>;

const splits: Record<Role, string> = { pool: 'train', check: 'validation', benchmark: 'test' };
const byteOrderMark = '\uFEFF';

/** The whole file as text, byte-order mark included. Rows keep the order they come in. */
export function writeLabelsCsv(pictures: readonly LabelledPicture[]): string {
  const text = Papa.unparse(
    { fields: [...columns], data: pictures.map(toRow) },
    { newline: '\r\n', escapeFormulae: formulaLike },
  );
  return `${byteOrderMark}${text}\r\n`;
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
    annotated_at: picture.annotatedAt === null ? '' : new Date(picture.annotatedAt).toISOString(),
    took_ms: picture.tookMs === null ? '' : String(Math.round(picture.tookMs)),
    split: splits[picture.role],
    restricted: picture.isRestricted ? 'yes' : '',
    note: picture.note,
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
  const cell = (column: (typeof columns)[number]): string => withoutGuard(row[column]);
  const role = (Object.keys(splits) as Role[]).find((each) => splits[each] === row.split);
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
    annotatedAt: row.annotated_at === '' ? null : Date.parse(row.annotated_at),
    tookMs: row.took_ms === '' ? null : Number(row.took_ms),
    role,
    isRestricted: row.restricted === 'yes',
    note: cell('note'),
  };
}

function unreadable(detail: string): { readonly ok: false; readonly problem: Problem } {
  return failure('unreadable-file', detail);
}

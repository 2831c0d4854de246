/**
 * A row of labels that left here, as it may come back: saved again by a spreadsheet, an editor, a script.
 * What such programs change (capitals, commas in numbers, dates, an emptied cell) costs what was in the
 * cell at most. Whose word a label is must never be lost: where a row does not say that a person gave
 * it, it is not taken for one's.
 */
import type { Role } from '../collection/records';
import { splitNames, type LabelledPicture } from './labelled-picture';

/** `role` is null where the row names none that is known. */
export type OwnRow = Omit<LabelledPicture, 'role'> & {
  role: Role | null;
  /** Its name in the folder the file lies in, where the file is one of a data set. */
  fileName: string;
};

/** What a row holds, as text; '' where it holds nothing, or has no such column. */
export interface OwnCells {
  names: readonly string[];
  uris: readonly string[];
  text: (column: OwnColumn) => string;
}

/** Columns with one value; `original_name` and `file_name` are those of image folders. */
type OwnColumn = (typeof ownColumns)[number];

export const ownColumns = [
  ...(['file', 'file_name', 'original_name', 'folder', 'sha256', 'answer'] as const),
  ...(['confidence', 'source', 'annotator', 'generator', 'promised_error'] as const),
  ...(['annotated_at', 'took_ms', 'split', 'restricted', 'note', 'picture'] as const),
] as const;

/** Columns that tell our files from other tables with pictures and labels. */
const telling: readonly string[] = [
  ...['sha256', 'label_uri', 'label_uris', 'answer', 'source', 'annotator', 'generator'],
  ...['promised_error', 'annotated_at', 'took_ms', 'restricted', 'original_name'],
];
/** So many of them nobody else has by chance. */
const tellingEnough = 4;

/** Whether these are the columns of a file of ours, in whatever order, some gone, others added. */
export function isOwnHeader(columns: readonly string[]): boolean {
  const has = (...names: string[]) => names.some((name) => columns.includes(name));
  return (
    has('file', 'file_name') &&
    has('label', 'labels') &&
    telling.filter((name) => columns.includes(name)).length >= tellingEnough
  );
}

/** Without both nobody can tell whose word a label is. */
export function saysWhose(columns: readonly string[]): boolean {
  return columns.includes('answer') || columns.includes('source');
}

const answers = ['', 'labels', 'none', 'cannot-tell', 'skipped'] as const;
const sources = ['', 'human', 'model'] as const;

/** Null for a row that names no picture, contradicts itself, or says what we never write. */
export function ownRow({ names, uris, text }: OwnCells): OwnRow | null {
  const word = (column: OwnColumn) => text(column).trim().toLowerCase();
  const answer = answers.find((each) => each === word('answer'));
  const said = sources.find((each) => each === word('source'));
  const file = text('original_name') || text('file') || text('file_name');
  const sha256 = /^[0-9a-f]{64}$/.test(word('sha256')) ? word('sha256') : '';
  if (answer === undefined || said === undefined || (file === '' && sha256 === '')) return null;

  const hasModel = ['generator', 'confidence', 'promised_error'] as const;
  const isModels = hasModel.some((column) => text(column).trim() !== '');
  if (said === 'human' && isModels) return null;
  const isAnswered = answer !== '' && answer !== 'skipped';
  if (said === 'model' && isAnswered) return null;
  const source = said !== '' ? said : isModels ? 'model' : isAnswered ? 'human' : '';
  if (source === 'model' && isAnswered) return null;
  if (isAnswered && answer !== 'labels' && names.length > 0) return null;
  const isEmptied = source === 'human' && answer === '' && names.length > 0;
  return {
    file,
    fileName: text('file_name'),
    folder: text('folder'),
    sha256,
    labels: names.map((name, index) => ({ name, uri: uris[index] ?? '' })),
    answer: isEmptied ? 'labels' : answer,
    confidence: share(text('confidence')),
    source,
    annotator: text('annotator'),
    generator: text('generator'),
    promisedError: share(text('promised_error')),
    annotatedAt: time(text('annotated_at')),
    tookMs: amount(text('took_ms')),
    role: roles.find((role) => splitNames[role] === word('split')) ?? null,
    isRestricted: /^(yes|true|1)$/.test(word('restricted')),
    note: text('note'),
    path: text('picture'),
  };
}

const roles = Object.keys(splitNames) as Role[];

/** Spreadsheets of many countries write a comma before the decimals. */
function amount(cell: string): number | null {
  const value = cell.trim() === '' ? NaN : Number(cell.trim().replace(',', '.'));
  return Number.isFinite(value) && value >= 0 ? value : null;
}

function share(cell: string): number | null {
  const value = amount(cell);
  return value !== null && value <= 1 ? value : null;
}

/** Only as we write it: 03/04/2026 is two days, depending on who reads it. */
function time(cell: string): number | null {
  const value = /^\d{4}-\d\d-\d\dT/.test(cell.trim()) ? Date.parse(cell.trim()) : NaN;
  return Number.isFinite(value) ? value : null;
}

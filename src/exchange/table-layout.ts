/**
 * How a table is laid out: what parts its cells, and which line names its columns. Excel may say the
 * first in a line of its own (`sep=;`); museum systems write a title above the second. Both are guesses
 * that a person sees and can change.
 */
import { csvRows, isBlank, type CsvRow } from './csv-rows';

export interface Layout {
  delimiter: string;
  /** Cells of most rows. */
  width: number;
  /** Counted as an editor counts; 0 where no line names the columns. */
  headerLine: number;
  /** The first lines, for a person to choose the header among. */
  opening: CsvRow[];
}

/** So much of the beginning shows how it is written. */
const sampleLength = 200_000;
const sampleRows = 60;
const delimiters = [',', ';', '\t', '|'];
/** Lines among which a header is looked for. */
const headerWithin = 20;
/** A header names at least this share of the columns. */
const namedShare = 0.6;

const separatorLine = /^"?sep=([^"\r\n])"?(?=[\r\n]|$)/i;

/** Line breaks must be `\n`. `headerLine`: where a person has said which line it is, or 0 for none. */
export function layoutOf(text: string, name: string, headerLine?: number): Layout {
  const said = separatorLine.exec(text)?.[1];
  const isTabbed = /\.(tsv|tab)$/i.test(name);
  const tried = said !== undefined ? [said] : isTabbed ? ['\t'] : delimiters;
  const [first = ',', ...others] = tried;
  let best = sampleOf(text, first);
  for (const delimiter of others) {
    const other = sampleOf(text, delimiter);
    const isBetter =
      best.width < 2 ||
      other.share > best.share + 0.1 ||
      (other.share > best.share - 0.1 && other.width > best.width);
    if (other.width > 1 && isBetter) best = other;
  }
  const { delimiter, width, rows } = best;
  const opening = rows.slice(0, headerWithin);
  const guess = headerLine ?? headerIn(opening, width);
  return { delimiter, width, headerLine: guess, opening };
}

/** Rows of the table, the line that names the separator and empty ones left out. */
export function* tableRowsOf(text: string, delimiter: string, width = 0): Generator<CsvRow> {
  const hasSeparator = separatorLine.test(text);
  for (const row of csvRows(text, delimiter, width))
    if (!isBlank(row.cells) && !(hasSeparator && row.line === 1)) yield row;
}

function sampleOf(text: string, delimiter: string) {
  const rows: CsvRow[] = [];
  const lengths = new Map<number, number>();
  for (const row of tableRowsOf(text.slice(0, sampleLength), delimiter)) {
    rows.push(row);
    const { length } = row.cells;
    if (!row.isBroken) lengths.set(length, (lengths.get(length) ?? 0) + 1);
    if (rows.length === sampleRows) break;
  }
  const [[width, times] = [1, 0]] = [...lengths].sort(([a, x], [b, y]) => y - x || b - a);
  return { delimiter, rows, width, share: times / Math.max(1, rows.length) };
}

/** The first line that names most columns; none where it holds data already. */
function headerIn(opening: readonly CsvRow[], width: number): number {
  const wanted = Math.max(width < 2 ? 1 : 2, width * namedShare);
  const named = ({ cells }: CsvRow) => cells.filter((cell) => cell.trim() !== '').length;
  const header = opening.find((row) => !row.isBroken && named(row) >= wanted) ?? opening[0];
  return header === undefined || header.cells.some(looksLikeData) ? 0 : header.line;
}

/** A first row that holds a picture or an address is no header. */
function looksLikeData(cell: string): boolean {
  return /^https?:\/\//i.test(cell) || /\.(jpe?g|png|tiff?|gif|webp|jp2)$/i.test(cell.trim());
}

/**
 * A table from elsewhere: named columns, rows of text. Every cell stays the text it was (an accession
 * number keeps its zeros, a formula is just characters). What cannot be read as a row is reported with
 * its place, never dropped.
 */
import { number } from '../messages/numbers';
import Papa from 'papaparse';
import { failure, success, type Outcome } from '../outcome';
import { named } from './column-names';
import { readJsonRows } from './table-json';
import type { Table, TableLine } from './parsed-table';
import { tableText } from './table-text';

/** Longer than any description; a cell beyond it is some other file in the wrong place. */
export const longestCell = 100_000;
const mostColumns = 1000;
const mostRows = 1_000_000;

/** So much of the beginning shows how it is written. */
const sampleLength = 200_000;
const delimiters = [',', ';', '\t', '|'];

/** Fails with 'empty-file' and 'not-a-table'. The name only helps to tell kinds apart. */
export function readTable(bytes: Uint8Array<ArrayBuffer>, name: string): Outcome<Table> {
  const read = tableText(bytes);
  if (!read.ok) return read;
  const { text, encoding } = read.value;
  const isJson = /^\s*[[{]/.test(text) && !/\.(csv|tsv|tab)$/i.test(name);
  const table = isJson ? readJsonRows(text) : readCells(text, name);
  if (!table.ok) return table;
  const { columns, rows } = table.value;
  if (columns.length > mostColumns)
    return failure('not-a-table', `it has ${number(columns.length)} columns`);
  if (rows.length > mostRows) return failure('not-a-table', `it has ${number(rows.length)} rows`);
  if (rows.length === 0) return failure('empty-file', 'there are no rows below the header');
  return success({ ...table.value, rows: rows.map(checked), encoding });
}

function readCells(
  text: string,
  name: string,
): Outcome<Pick<Table, 'columns' | 'rows' | 'delimiter'>> {
  // Line breaks of all three kinds in one file come from tables that were pasted together.
  const even = text.replace(/\r\n?/g, '\n');
  const { data, meta, errors } = Papa.parse<string[]>(even, {
    newline: '\n',
    delimiter: /\.(tsv|tab)$/i.test(name) ? '\t' : delimiterOf(even),
  });
  const broken = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const [header = [], ...body] = data;
  const hasHeader = !header.some(looksLikeData);
  const columns = named(hasHeader ? header : header.map(() => ''));
  let line = 1;
  const rows: TableLine[] = [];
  for (const [at, cells] of data.entries()) {
    const isBlank = cells.every((cell) => cell.trim() === '');
    if (!isBlank && (at > 0 || !hasHeader)) {
      const extra = cells.slice(columns.length).some((cell) => cell.trim() !== '');
      const problem = broken.has(at) ? 'broken-line' : extra ? 'too-many-cells' : null;
      rows.push({ line, cells: columns.map((_, column) => cells[column] ?? ''), problem });
    }
    line += 1 + cells.reduce((sum, cell) => sum + lineBreaks(cell), 0);
  }
  if (body.length === 0 && hasHeader) return failure('empty-file', 'there are no rows');
  return success({ columns, rows, delimiter: meta.delimiter });
}

/** The one that parts most of the first rows into as many cells as the header has; then, into more. */
function delimiterOf(text: string): string {
  let best = { delimiter: ',', share: 0, cells: 1 };
  for (const delimiter of delimiters) {
    const options = { delimiter, newline: '\n', preview: 60, skipEmptyLines: true } as const;
    const { data } = Papa.parse<string[]>(text.slice(0, sampleLength), options);
    const cells = data[0]?.length ?? 0;
    const share = data.filter((row) => row.length === cells).length / Math.max(1, data.length);
    const isBetter = share > best.share + 0.1 || (share > best.share - 0.1 && cells > best.cells);
    if (cells > 1 && isBetter) best = { delimiter, share, cells };
  }
  return best.delimiter;
}

/** A first row that holds a picture or an address is no header. */
function looksLikeData(cell: string): boolean {
  return /^https?:\/\//i.test(cell) || /\.(jpe?g|png|tiff?|gif|webp|jp2)$/i.test(cell.trim());
}

function checked(row: TableLine): TableLine {
  if (row.problem !== null || row.cells.every((cell) => cell.length <= longestCell)) return row;
  return { ...row, problem: 'cell-too-long' };
}

function lineBreaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

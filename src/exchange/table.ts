/**
 * A table from elsewhere: named columns, rows of text. Every cell stays the text it was (an accession
 * number keeps its zeros, a formula is just characters). What cannot be read as a row is reported with
 * its place, never dropped.
 */
import { number } from '../messages/numbers';
import { failure, success, type Outcome } from '../outcome';
import { named } from './column-names';
import { isBlank } from './csv-rows';
import { layoutOf, tableRowsOf } from './table-layout';
import { readJsonRows } from './table-json';
import type { Reading, Table, TableLine } from './parsed-table';
import { tableText } from './table-text';

/** Longer than any description; a cell beyond it is some other file in the wrong place. */
export const longestCell = 100_000;
const mostColumns = 1000;
const mostRows = 1_000_000;

/** Fails with 'empty-file' and 'not-a-table'. The name only helps to tell kinds apart. */
export function readTable(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  { encoding: said, headerLine }: Reading = {},
): Outcome<Table> {
  const read = tableText(bytes, said);
  if (!read.ok) return read;
  const { text, encoding } = read.value;
  const isJson = /^\s*[[{]/.test(text) && !/\.(csv|tsv|tab)$/i.test(name);
  const table = isJson ? readJsonRows(text) : readCells(text, name, headerLine);
  if (!table.ok) return table;
  const { columns, rows } = table.value;
  if (columns.length > mostColumns) return tooWide(columns.length);
  if (rows.length > mostRows) return failure('not-a-table', `it has ${number(rows.length)} rows`);
  if (rows.length === 0) return failure('empty-file', 'there are no rows below the header');
  return success({ ...table.value, rows: rows.map(checked), encoding });
}

function readCells(
  text: string,
  name: string,
  headerLine: number | undefined,
): Outcome<Omit<Table, 'encoding'>> {
  // Line breaks of all three kinds in one file come from tables that were pasted together.
  const even = text.replace(/\r\n?/g, '\n');
  const layout = layoutOf(even, name, headerLine);
  const { delimiter, width, opening } = layout;
  const rows: TableLine[] = [];
  let columns: string[] | null = null;
  let above = 0;
  for (const { line, cells, isBroken } of tableRowsOf(even, delimiter, width)) {
    // Before anything is made for each column, or each row.
    if (columns === null && cells.length > mostColumns) return tooWide(cells.length);
    if (line < layout.headerLine) above += 1;
    else if (line === layout.headerLine) columns = named(cells);
    else {
      columns ??= named(Array.from({ length: Math.max(width, cells.length) }, () => ''));
      rows.push(tableLine(line, cells, isBroken, columns.length));
    }
  }
  if (columns === null) return failure('empty-file', 'there are no rows');
  const shown = opening.map(({ line, cells }) => ({ line, cells }));
  return success({
    columns,
    rows,
    delimiter,
    headerLine: layout.headerLine,
    above,
    opening: shown,
  });
}

function tooWide(columns: number) {
  return failure('not-a-table', `it has ${number(columns)} columns`);
}

function tableLine(line: number, cells: string[], isBroken: boolean, width: number): TableLine {
  if (isBroken) return { line, cells, problem: 'broken-line' };
  const isLong = !isBlank(cells.slice(width));
  const filled = Array.from({ length: width }, (_, column) => cells[column] ?? '');
  return { line, cells: filled, problem: isLong ? 'too-many-cells' : null };
}

function checked(row: TableLine): TableLine {
  if (row.problem !== null || row.cells.every((cell) => cell.length <= longestCell)) return row;
  return { ...row, problem: 'cell-too-long' };
}

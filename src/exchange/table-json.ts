/** Rows written as JSON: one object a line, or one list of objects. Names of columns are in each row. */
import { failure, success, type Outcome } from '../outcome';
import { named } from './column-names';
import type { Table, TableLine } from './parsed-table';

type Columns = Map<string, number>;

/** More names of columns than this are names of something else. */
const mostNames = 1001;

/**
 * Fails with 'not-a-table' where there is no object in it; a line that holds none becomes a row with a
 * problem.
 */
export function readJsonRows(text: string): Outcome<Omit<Table, 'encoding'>> {
  const isList = text.trimStart().startsWith('[');
  const columns: Columns = new Map();
  let rows: TableLine[];
  if (isList) {
    const list = parsed(text);
    if (!Array.isArray(list)) return failure('not-a-table', 'the JSON in it is broken');
    rows = list.map((value: unknown, at) => rowOf(value, at + 1, columns));
  } else {
    rows = [];
    for (const [at, line] of text.split(/\r\n?|\n/).entries())
      if (line.trim() !== '') rows.push(rowOf(parsed(line), at + 1, columns));
  }
  if (columns.size === 0) return failure('not-a-table', 'there is no object in it');
  const names = named([...columns.keys()]);
  for (const row of rows) while (row.cells.length < names.length) row.cells.push('');
  return success({
    ...{ columns: names, rows, delimiter: null },
    ...{ headerLine: 0, above: 0, opening: [] },
  });
}

function rowOf(value: unknown, line: number, columns: Columns): TableLine {
  const cells: string[] = [];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, cells, problem: 'broken-line' };
  for (const [name, held] of Object.entries(value)) {
    let at = columns.get(name);
    if (at === undefined && columns.size < mostNames) columns.set(name, (at = columns.size));
    if (at === undefined) return { line, cells, problem: 'too-many-cells' };
    while (cells.length <= at) cells.push('');
    const text = textOf(held);
    if (text === null) return { line, cells, problem: 'broken-line' };
    cells[at] = text;
  }
  return { line, cells, problem: null };
}

/** A list is written as people write one in a cell; null for what is nested beyond reason. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.join('; ');
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What a number was written as, where the browser tells: 0012.10 is an identifier to somebody. */
function parsed(text: string): unknown {
  const asWritten = (_: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value;
  try {
    return JSON.parse(text, asWritten);
  } catch (error) {
    // Broken, or nested so deep that no walk comes back.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a row of a table says about one picture, once somebody has said what the columns are. */
import type { RecordField } from '../collection/item-records';
import { withoutGuard } from './csv-cells';
import type { LineProblem, Table, TableLine } from './parsed-table';
import type { ColumnUse } from './table-columns';
import { plainText } from './plain-text';

export interface TableRow {
  line: number;
  file: string;
  url: string;
  identifier: string;
  labels: string[];
  group: string;
  fields: RecordField[];
  /** Why nothing can be done with it; null where something can. */
  problem: RowProblem | null;
}

/** `nothing-to-find-by`: the cells that would say which picture is meant are empty. */
export type RowProblem = LineProblem | 'nothing-to-find-by' | 'label-too-long';

/** Names of the fields of a record; see item-records.ts. */
const fieldNames: Partial<Record<ColumnUse, string>> = {
  identifier: 'Identifier',
  title: 'Title',
  date: 'Date',
  creator: 'Creator',
  rights: 'Rights',
};

const longestLabel = 200;

/** `splitsLabels`: a cell may hold several, between semicolons or vertical bars. */
export function* tableRows(
  { columns, rows }: Table,
  uses: readonly ColumnUse[],
  splitsLabels: boolean,
): Generator<TableRow> {
  for (const row of rows) yield meaning(row, columns, uses, splitsLabels);
}

function meaning(
  { line, cells, problem }: TableLine,
  columns: readonly string[],
  uses: readonly ColumnUse[],
  splitsLabels: boolean,
): TableRow {
  const one = (use: ColumnUse) => (cells[uses.indexOf(use)] ?? '').trim();
  const label = plainText(withoutGuard(one('label')));
  const row: TableRow = {
    line,
    file: withoutGuard(one('file')),
    url: one('url'),
    identifier: withoutGuard(one('identifier')),
    labels: label === '' ? [] : splitsLabels ? parts(label) : [label],
    group: withoutGuard(one('group')),
    fields: problem === null ? fieldsOf(cells, columns, uses) : [],
    problem,
  };
  if (problem !== null) return row;
  if (row.file === '' && row.url === '' && row.identifier === '')
    return { ...row, problem: 'nothing-to-find-by' };
  if (row.labels.some((name) => name.length > longestLabel))
    return { ...row, problem: 'label-too-long' };
  return row;
}

function fieldsOf(
  cells: readonly string[],
  columns: readonly string[],
  uses: readonly ColumnUse[],
): RecordField[] {
  return cells.flatMap((cell, at) => {
    const use = uses[at] ?? 'none';
    const name = use === 'field' ? columns[at] : fieldNames[use];
    const value = name === undefined ? '' : plainText(withoutGuard(cell));
    return name === undefined || value === '' ? [] : [{ name, value }];
  });
}

function parts(cell: string): string[] {
  const names = cell.split(/[;|]/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What a row of a table says about one picture, once somebody has said what the columns are. */
import type { RecordField } from '../collection/item-records';
import { eachOnce } from './brought-labels';
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
  /** The label as it stands, where it looks like a word for an empty cell (“nan”); else ''. */
  doubtfulLabel: string;
  /** Why nothing can be done with it; null where something can. */
  problem: RowProblem | null;
}

/** How cells are to be understood. */
export interface CellRules {
  /** A cell may hold several labels, between semicolons or upright bars. */
  splitsLabels: boolean;
  /** Words that programs write for an empty cell are labels, because a person says so. */
  keepsEmptyWords: boolean;
}

/** What programs write where nothing stands; a person may mean it all the same. */
const emptyWords = /^(?:nan|<na>|null|none|n\/?a|nil|undefined|#n\/a|-{1,3}|–|—)$/i;

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

export function* tableRows(
  { columns, rows }: Table,
  uses: readonly ColumnUse[],
  rules: CellRules,
): Generator<TableRow> {
  for (const row of rows) yield meaning(row, columns, uses, rules);
}

function meaning(
  { line, cells, problem }: TableLine,
  columns: readonly string[],
  uses: readonly ColumnUse[],
  { splitsLabels, keepsEmptyWords }: CellRules,
): TableRow {
  // A broken line has no columns: it is shown as it stands.
  if (problem === 'broken-line') return { ...noRow, line, file: (cells[0] ?? '').trim(), problem };
  const one = (use: ColumnUse) => (cells[uses.indexOf(use)] ?? '').trim();
  /** A word for nothing finds nothing, and holds nothing together. */
  const named = (use: ColumnUse) => (emptyWords.test(one(use)) ? '' : withoutGuard(one(use)));
  // As it stands: <unknown> and List<i64> are names of labels.
  const label = withoutGuard(one('label'));
  const isDoubtful = emptyWords.test(label);
  const isLabel = label !== '' && (keepsEmptyWords || !isDoubtful);
  const row: TableRow = {
    line,
    file: withoutGuard(one('file')),
    url: one('url'),
    identifier: named('identifier'),
    labels: !isLabel ? [] : splitsLabels ? parts(label) : [label],
    group: named('group'),
    fields: problem === null ? fieldsOf(cells, columns, uses) : [],
    doubtfulLabel: isDoubtful ? label : '',
    problem,
  };
  if (problem !== null) return row;
  if (row.file === '' && row.url === '' && row.identifier === '')
    return { ...row, problem: 'nothing-to-find-by' };
  if (row.labels.some((name) => name.length > longestLabel))
    return { ...row, problem: 'label-too-long' };
  return row;
}

const noRow: Omit<TableRow, 'line' | 'file' | 'problem'> = {
  ...{ url: '', identifier: '', labels: [], group: '', fields: [], doubtfulLabel: '' },
};

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
  const labels = names.filter((name) => name !== '').map((name) => ({ name, uri: '' }));
  return eachOnce(labels).map(({ name }) => name);
}

/** What is said about a table and about its rows. */
import { count, number } from './numbers';
import type { ColumnUse, RowReason, TableLook, TablePlan } from '../workers/protocol/table-import';

export const useWords: { value: ColumnUse; label: string }[] = [
  { value: 'field', label: 'Keep as a field' },
  { value: 'none', label: 'Leave out' },
  { value: 'file', label: 'File name of the picture' },
  { value: 'url', label: 'Address of the picture' },
  { value: 'identifier', label: 'Identifier' },
  { value: 'label', label: 'Label' },
  { value: 'group', label: 'Group (pictures of one object)' },
  { value: 'title', label: 'Title' },
  { value: 'date', label: 'Date' },
  { value: 'creator', label: 'Creator' },
  { value: 'rights', label: 'Rights' },
];

/** Columns that may be there once: another takes the use away from the one before. */
export const onlyOnce: readonly ColumnUse[] = ['file', 'url', 'identifier', 'label', 'group'];

/** Why rows are not used, after “12 rows not used:”. */
export const reasonWords: Record<RowReason, string> = {
  'no-picture': 'no picture matches',
  'several-pictures': 'several pictures match',
  taken: 'an earlier row describes the same picture',
  'nothing-to-find-by': 'no file name, address or identifier',
  'broken-line': 'a quotation mark or a bracket is missing or misplaced',
  'too-many-cells': 'more cells than columns',
  'cell-too-long': 'a cell of more than 100,000 characters',
  'label-too-long': 'the label is too long',
};

const delimiters: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

/** “385 rows with 28 columns, separated by commas, in UTF-8.” */
export function lookWords({ rows, columns, delimiter, encoding }: TableLook): string {
  const size = `${count(rows, 'row', 'rows')} with ${count(columns.length, 'column', 'columns')}`;
  const parted =
    delimiter === null ? 'as JSON' : `separated by ${delimiters[delimiter] ?? delimiter}`;
  return `${size}, ${parted}, in ${encoding}.`;
}

/** What was passed over above the header, and lines that are no rows. */
export function passedOverWords({ above, headerLine, unusable }: TableLook): string[] {
  const lines = [
    above > 0 &&
      `The names of the columns are in line ${number(headerLine)}; ${count(above, 'line above it is', 'lines above it are')} not used.`,
    unusable.count > 0 &&
      `${count(unusable.count, 'line is no row', 'lines are no rows')}: ${unusable.names.join('; ')}${unusable.count > unusable.names.length ? ' …' : ''}`,
  ];
  return lines.filter((line) => line !== false);
}

/** The lines that may name the columns, for a choice. */
export function headerOptions({ opening, headerLine }: TableLook) {
  const lines = opening.map(({ line, text }) => ({
    value: String(line),
    label: `Line ${line}: ${text}`,
  }));
  const isShown = headerLine === 0 || opening.some(({ line }) => line === headerLine);
  const chosen = { value: String(headerLine), label: `Line ${headerLine}` };
  return [{ value: '0', label: 'None: the first line is a picture already' }, ...lines].concat(
    isShown ? [] : [chosen],
  );
}

/** “nan” and “n/a” may be labels, and mostly are not. */
export function emptyWordsLabel({ count: cells, names }: TablePlan['emptyWords']): string {
  const words = names.map((name) => `“${name}”`).join(', ');
  return `${words} (${count(cells, 'row', 'rows')}) means that there is no label`;
}

/** What would happen, one sentence a line. */
export function planWords(plan: TablePlan): string[] {
  const { inDrop, inCollection, withoutRow, labels, groups } = plan;
  const beside = count(inDrop, 'row matches a picture', 'rows match pictures');
  const here = count(inCollection, 'row matches a picture', 'rows match pictures');
  const lines = [
    inDrop > 0 && `${beside} added with the table.`,
    inCollection > 0 && `${here} already in the collection.`,
    withoutRow.count > 0 &&
      `${count(withoutRow.count, 'picture has', 'pictures have')} no matching row, and so no record.`,
    labels.count > 0 && `${count(labels.count, 'label', 'labels')}: ${labelNames(plan)}.`,
    groups > 0 && `${count(groups, 'group', 'groups')} of pictures that belong together.`,
  ];
  return lines.filter((line) => line !== false);
}

function labelNames({ labels: { count: all, names } }: TablePlan): string {
  const more = all - names.length;
  return more > 0 ? `${names.join(', ')} and ${number(more)} more` : names.join(', ');
}

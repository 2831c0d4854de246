/** What is said about a table and about its rows. */
import type { ColumnUse, RowReason, TableLook, TablePlan } from '../workers/protocol/registrar';
import { count } from './item-words';

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

/** What became of rows, after “12 rows …”. */
export const reasonWords: Record<RowReason, string> = {
  'no-picture': 'are about a picture that is not here',
  'several-pictures': 'could mean several pictures',
  taken: 'are about a picture that an earlier row describes',
  'nothing-to-find-by': 'do not say which picture they are about',
  'broken-line': 'are broken: a quotation mark or bracket is missing',
  'too-many-cells': 'have more cells than there are columns',
  'cell-too-long': 'hold a cell of more than 100,000 characters',
  'label-too-long': 'have a whole text as their label',
};

const delimiters: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'upright bars',
};

/** “385 rows with 28 columns, parted by commas, in UTF-8.” */
export function lookWords({ rows, columns, delimiter, encoding }: TableLook): string {
  const size = `${count(rows, 'row', 'rows')} with ${count(columns.length, 'column', 'columns')}`;
  const parted = delimiter === null ? 'as JSON' : `parted by ${delimiters[delimiter] ?? delimiter}`;
  return `${size}, ${parted}, in ${encoding}.`;
}

/** What would happen, one sentence a line. */
export function planWords(plan: TablePlan): string[] {
  const { inDrop, inCollection, withoutRow, labels, groups } = plan;
  const lines = [
    inDrop > 0 &&
      `${count(inDrop, 'row describes a picture', 'rows describe pictures')} that lie beside the table.`,
    inCollection > 0 &&
      `${count(inCollection, 'row describes a picture', 'rows describe pictures')} that are in the collection already.`,
    withoutRow.count > 0 &&
      `${count(withoutRow.count, 'picture has', 'pictures have')} no row; they are added without a record.`,
    labels.count > 0 && `${count(labels.count, 'label', 'labels')}: ${labelNames(plan)}.`,
    groups > 0 && `${count(groups, 'group', 'groups')} of pictures that belong together.`,
  ];
  return lines.filter((line) => line !== false);
}

function labelNames({ labels: { count: all, names } }: TablePlan): string {
  const more = all - names.length;
  return more > 0 ? `${names.join(', ')} and ${more.toLocaleString('en')} more` : names.join(', ');
}

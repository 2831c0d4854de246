/** A record as people read it: what it is and whose it is first, then everything else as it came. */
import type { ItemRecord, RecordField } from '../collection/item-records';

const first = [
  'Title',
  'Date',
  'Identifier',
  'Creator',
  'Provider',
  'Rights',
  'Required statement',
  'Caption',
];

/** Empty values are left out; where it comes from stands at the end, said once. */
export function recordLines(record: ItemRecord | undefined): RecordField[] {
  if (record === undefined) return [];
  const told = record.fields.filter(({ value }) => value.trim() !== '');
  const rank = ({ name }: RecordField) => {
    const place = first.indexOf(name);
    if (place >= 0) return place;
    return name === 'Source' ? first.length + 1 : first.length;
  };
  const lines = told.toSorted((a, b) => rank(a) - rank(b));
  const isTold = lines.some(({ name, value }) => name === 'Source' || value === record.source);
  if (record.source === '' || isTold) return lines;
  return [...lines, { name: 'Source', value: record.source }];
}

/** What comes along with one page of a file: what was told with the file, and what is written inside it. */
import { bareRecord, type Attachments, type RecordField } from '../../collection/item-records';

/**
 * @param embedded From EXIF, IPTC and XMP: after what came along, and never the same thing twice.
 * @param book What keeps the pages of one file together, so that they share a role; null for a single one.
 * @param at Place of the page, from 0.
 */
export function pageAttachments(
  attachments: Attachments | null,
  embedded: readonly RecordField[],
  book: string | null,
  at: number,
): Attachments | null {
  if (embedded.length === 0 && book === null) return attachments;
  const { record, group, decision } = attachments ?? { record: null, group: null, decision: null };
  const { source, remote, fields } = record ?? bareRecord;
  const told = new Set(fields.map(({ name, value }) => JSON.stringify([name, value.trim()])));
  const added = embedded.filter(({ name, value }) => !told.has(JSON.stringify([name, value])));
  // Two pages of one file are two pictures: whoever looks for what is here already finds the first.
  const place = source !== '' && at > 0 ? `${source}#page=${at + 1}` : source;
  return {
    record: { source: place, remote, fields: [...fields, ...added] },
    group: group ?? book,
    decision,
  };
}

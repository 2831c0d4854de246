/** A first look at a table: what it seems to hold, before anything is done with it. */
import { noNames, note } from '../../exchange/brought-labels';
import type { Table } from '../../exchange/parsed-table';
import { readTable } from '../../exchange/table';
import { encodings } from '../../exchange/table-text';
import { guessUses, modelColumn } from '../../exchange/table-columns';
import { readZipEntry } from '../../exchange/zip-entry';
import { failure, success, type Outcome } from '../../outcome';
import type { TableFile, TableLook } from '../protocol/table-import';

const previewRows = 5;
/** Characters of a cell that a preview shows. */
const previewLength = 120;
/** Lines that are no rows, shown as they stand. */
const shownUnusable = 3;

export async function look(file: TableFile): Promise<Outcome<TableLook>> {
  const read = await open(file);
  if (!read.ok) return read;
  const { columns, rows, encoding, delimiter, headerLine, above, opening } = read.value;
  const sound = rows.filter(({ problem }) => problem === null);
  const unusable = noNames();
  for (const { line, cells, problem } of rows)
    if (problem !== null)
      note(unusable, unusable.count < shownUnusable ? `line ${line}: ${shown(cells)}` : '');
  return success({
    columns,
    uses: guessUses(read.value),
    modelColumn: modelColumn(read.value),
    preview: sound.slice(0, previewRows).map(({ cells }) => cells.map(cut)),
    rows: rows.length,
    ...{ encoding, encodings, delimiter, headerLine, above, unusable },
    opening: opening.map(({ line, cells }) => ({ line, text: shown(cells) })),
  });
}

/** Fails with 'unreadable-file', and as `readTable` does. */
export async function open({ file, entry, reading }: TableFile): Promise<Outcome<Table>> {
  const unpacked = entry ? await readZipEntry(file, entry.ref) : success(file);
  if (!unpacked.ok) return unpacked;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await unpacked.value.arrayBuffer());
  } catch (error) {
    return failure('unreadable-file', String(error));
  }
  return readTable(bytes, entry?.name ?? file.name, reading);
}

function shown(cells: readonly string[]): string {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return cut(filled.join(' · '));
}

function cut(cell: string): string {
  return cell.length > previewLength ? `${cell.slice(0, previewLength)}…` : cell;
}

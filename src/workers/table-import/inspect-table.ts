/** A first look at a table: what it seems to hold, before anything is done with it. */
import { readTable } from '../../exchange/table';
import type { Table } from '../../exchange/parsed-table';
import { guessUses } from '../../exchange/table-columns';
import { readZipEntry } from '../../exchange/zip-entry';
import { failure, success, type Outcome } from '../../outcome';
import type { TableFile, TableLook } from '../protocol/table-import';

const previewRows = 5;
/** Characters of a cell that a preview shows. */
const previewLength = 120;

export async function look(file: TableFile): Promise<Outcome<TableLook>> {
  const read = await open(file);
  if (!read.ok) return read;
  const { columns, rows, encoding, delimiter } = read.value;
  const sound = rows.filter(({ problem }) => problem === null);
  return success({
    columns,
    uses: guessUses(read.value),
    preview: sound.slice(0, previewRows).map(({ cells }) => cells.map(cut)),
    rows: rows.length,
    encoding,
    delimiter,
  });
}

/** Fails with 'unreadable-file', and as `readTable` does. */
export async function open({ file, entry }: TableFile): Promise<Outcome<Table>> {
  const unpacked = entry ? await readZipEntry(file, entry.ref) : success(file);
  if (!unpacked.ok) return unpacked;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await unpacked.value.arrayBuffer());
  } catch (error) {
    return failure('unreadable-file', String(error));
  }
  return readTable(bytes, entry?.name ?? file.name);
}

function cut(cell: string): string {
  return cell.length > previewLength ? `${cell.slice(0, previewLength)}…` : cell;
}

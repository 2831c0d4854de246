/**
 * Many files out of a zip that were stored as they are, a large piece of the zip at a time: reading
 * each by itself costs more than the bytes do.
 */
import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import { crc32 } from './crc32';

const pieceSize = 8 * 2 ** 20;
/** Of a local header: its fixed part, and room for a name and extra fields as they usually are. */
const fixed = 30;
const headerRoom = 1024;
const headerMark = 0x04034b50;

/**
 * The bytes of each entry, in the order of the file; null for one that has to be read the usual way.
 * Bytes that come back have the checksum they should.
 */
export async function* readStored<Wanted extends { entry: FileEntry }>(
  file: Blob,
  wanted: readonly Wanted[],
): AsyncGenerator<{ wanted: Wanted; bytes: Uint8Array<ArrayBuffer> | null }> {
  const inOrder = wanted.toSorted((a, b) => a.entry.offset - b.entry.offset);
  for (let from = 0; from < inOrder.length;) {
    const start = inOrder[from]?.entry.offset ?? 0;
    let to = from + 1;
    while (to < inOrder.length && endOf(inOrder[to]?.entry) - start <= pieceSize) to += 1;
    const piece = await file.slice(start, endOf(inOrder[to - 1]?.entry)).arrayBuffer();
    for (const one of inOrder.slice(from, to))
      yield { wanted: one, bytes: bytesOf(one.entry, piece, one.entry.offset - start) };
    from = to;
  }
}

function endOf(entry: FileEntry | undefined): number {
  return entry ? entry.offset + fixed + headerRoom + entry.compressedSize : 0;
}

function bytesOf(entry: FileEntry, piece: ArrayBuffer, at: number): Uint8Array<ArrayBuffer> | null {
  const { compressionMethod, encrypted, compressedSize, uncompressedSize, signature } = entry;
  const isStored = compressionMethod === 0 && !encrypted && compressedSize === uncompressedSize;
  if (!isStored || at + fixed > piece.byteLength) return null;
  const header = new DataView(piece, at, fixed);
  if (header.getUint32(0, true) !== headerMark) return null;
  const from = at + fixed + header.getUint16(26, true) + header.getUint16(28, true);
  if (from + compressedSize > piece.byteLength) return null;
  const bytes = new Uint8Array(piece, from, compressedSize);
  return crc32(bytes) === (signature ?? 0) >>> 0 ? bytes : null;
}

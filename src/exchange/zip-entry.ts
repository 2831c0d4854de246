/** One file out of a zip: found by what the directory said, unpacked no further than it said, checked. */
import { crc32 } from './crc32';
import { failure, success, type Outcome } from '../outcome';
import type { EntryRef } from './zip-listing';

/** A picture larger than this is refused, packed or not. */
const sizeLimit = 512 * 2 ** 20;
/** Bytes of a local header before its name. */
const headerSize = 30;
const headerSignature = 0x04034b50;

/** Fails with 'image-too-large', 'damaged-entry' and 'zip-bomb', and with 'unreadable-file' where the archive is gone. */
export async function readZipEntry(archive: Blob, ref: EntryRef): Promise<Outcome<Blob>> {
  if (ref.size > sizeLimit)
    return failure('image-too-large', `${String(Math.round(ref.size / 2 ** 20))} MiB`);
  try {
    const begin = await dataOffset(archive, ref.offset);
    if (begin === null || begin + ref.packed > archive.size)
      return failure('damaged-entry', 'it is not where the archive says');
    const packed = archive.slice(begin, begin + ref.packed);
    if (!ref.isDeflated && ref.packed !== ref.size)
      return failure('damaged-entry', 'its length is not what the archive says');
    const bytes = await collected(packed, ref);
    if (!bytes.ok) return bytes;
    if (crc32(bytes.value) !== ref.crc) return failure('damaged-entry', 'its checksum differs');
    return success(new Blob([bytes.value]));
  } catch (error) {
    // Said of a file that was moved or changed meanwhile.
    if (error instanceof DOMException) return failure('unreadable-file', error.message);
    throw error;
  }
}

/** The local header has a name and extra fields of its own length. */
async function dataOffset(archive: Blob, offset: number): Promise<number | null> {
  const header = await archive.slice(offset, offset + headerSize).arrayBuffer();
  if (header.byteLength < headerSize) return null;
  const view = new DataView(header);
  if (view.getUint32(0, true) !== headerSignature) return null;
  return offset + headerSize + view.getUint16(26, true) + view.getUint16(28, true);
}

/** No byte more than was declared is ever kept. */
async function collected(
  packed: Blob,
  { size, isDeflated }: EntryRef,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  if (!isDeflated) return success(new Uint8Array(await packed.arrayBuffer()));
  const bytes = new Uint8Array(size);
  let at = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  for (;;) {
    const next = await unpackedPiece(reader);
    if (!next.ok) return next;
    if (next.value === null) break;
    const piece = next.value;
    if (at + piece.byteLength > size) {
      await reader.cancel();
      return failure('zip-bomb', 'it unpacks to more than the archive says');
    }
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  if (at < size) return failure('damaged-entry', 'it unpacks to less than the archive says');
  return success(bytes);
}

/** The next bytes, null at the end. Browsers call broken data by different names, but a lost file by one. */
async function unpackedPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Outcome<Uint8Array | null>> {
  try {
    const { value, done } = await reader.read();
    return success(done ? null : value);
  } catch (error) {
    if (error instanceof DOMException) throw error;
    return failure('damaged-entry', error instanceof Error ? error.message : String(error));
  }
}

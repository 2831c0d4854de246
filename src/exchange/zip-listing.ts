/**
 * What a zip from outside holds, entry by entry as its directory is read, each one judged by what the
 * directory says of it. Nothing is unpacked here, and nothing of an entry is kept: any number may come.
 */
import { BlobReader, ZipReader, type Entry } from '@zip.js/zip.js/lib/zip-core-native.js';
import { failure, type Problem, type ProblemKind } from '../outcome';
import { isLitter, nameFault, placeOf, type EntryPlace } from './zip-names';

/** All that is needed to read one entry: no directory has to be read again. */
export interface EntryRef {
  /** As the archive writes it. */
  path: string;
  /** Where its header begins, in bytes from the start of the archive. */
  offset: number;
  /** Bytes it takes in the archive. */
  packed: number;
  /** Bytes it says it unpacks to. */
  size: number;
  isDeflated: boolean;
  crc: number;
}

export type Listed =
  | (EntryPlace & { kind: 'entry'; ref: EntryRef })
  | (EntryPlace & { kind: 'refused'; problem: Problem })
  | { kind: 'litter' };

/** Pictures hardly shrink; what claims to grow more than this is a trap. */
const largestRatio = 200;
/** Up to this size even a blank bitmap does no harm. */
const harmlessSize = 64 * 2 ** 20;

/** What the archive itself is refused for; thrown, because the entries before it have been told already. */
export class BrokenArchive extends Error {
  override name = 'BrokenArchive';
}

/** Folders are not told. Throws `BrokenArchive` where the directory ends or is missing. */
export async function* listZip(archive: Blob, signal?: AbortSignal): AsyncGenerator<Listed> {
  const zip = new ZipReader(new BlobReader(archive));
  const seen = new Set<string>();
  let claimed = 0;
  try {
    for await (const entry of entriesOf(zip)) {
      signal?.throwIfAborted();
      if (entry.directory) continue;
      const place = placeOf(entry.filename);
      if (isLitter(place)) {
        yield { kind: 'litter' };
        continue;
      }
      claimed += entry.compressedSize;
      const fault = faultOf(entry, seen, claimed > archive.size);
      seen.add(entry.filename);
      if (fault !== null) yield { kind: 'refused', ...shown(entry, place), problem: fault };
      else yield { kind: 'entry', ...place, ref: refOf(entry) };
    }
  } finally {
    await zip.close();
  }
}

/** Hostile names are judged here, one by one, so the reader may be patient with them. */
async function* entriesOf(zip: ZipReader<unknown>): AsyncGenerator<Entry> {
  const entries = zip.getEntriesGenerator({ filenameValidation: 'tolerant' });
  for (;;) {
    let next: IteratorResult<Entry, unknown>;
    try {
      next = await entries.next();
    } catch (error) {
      throw new BrokenArchive(error instanceof Error ? error.message : String(error));
    }
    if (next.done) return;
    yield next.value;
  }
}

function faultOf(entry: Entry, seen: ReadonlySet<string>, isShared: boolean): Problem | null {
  const { filename, uncompressedSize, compressedSize, compressionMethod } = entry;
  const named = nameFault(filename);
  if (named !== null) return fault('unsafe-entry', named);
  if (seen.has(filename)) return fault('unsafe-entry', 'another entry has the same name');
  if (entry.symlink) return fault('unsafe-entry', 'it is a link to another file');
  if (entry.encrypted) return fault('locked-entry');
  if (isShared) return fault('zip-bomb', 'entries share bytes');
  if (uncompressedSize > harmlessSize && uncompressedSize > compressedSize * largestRatio)
    return fault('zip-bomb', `${String(Math.round(uncompressedSize / 2 ** 20))} MiB unpacked`);
  if (compressionMethod !== stored && compressionMethod !== deflated)
    return fault('unsupported-entry', `compression method ${String(compressionMethod)}`);
  if (/\.(zip|tm|vitrine|7z|rar|tar|t?gz)$/i.test(filename))
    return fault('unsupported-entry', 'an archive within the archive');
  return null;
}

const stored = 0;
const deflated = 8;

function fault(kind: ProblemKind, detail?: string): Problem {
  return failure(kind, detail).problem;
}

/** A hostile name is told as it is written, not as it would be followed. */
function shown({ filename }: Entry, place: EntryPlace): EntryPlace {
  return nameFault(filename) === null ? place : { name: filename.slice(0, 300), folder: '' };
}

function refOf({ filename, offset, compressedSize, uncompressedSize, ...entry }: Entry): EntryRef {
  return {
    path: filename,
    offset,
    packed: compressedSize,
    size: uncompressedSize,
    isDeflated: entry.compressionMethod === deflated,
    crc: entry.crc32 ?? 0,
  };
}

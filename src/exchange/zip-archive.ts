/** Zip files, written and read in memory by the browser's own compression; no worker, no wasm. */
import {
  BlobReader,
  BlobWriter,
  configure,
  TextReader,
  Uint8ArrayReader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { failure, success, type Outcome } from '../outcome';

// We run in a worker already, and the content security policy would refuse one made from a blob.
configure({ useWebWorkers: false });

export interface ArchiveFile {
  name: string;
  content: string | Uint8Array;
}

/** What an archive from outside may grow to: far above any model for a browser, far below a bomb. */
export interface ArchiveLimits {
  files: number;
  bytes: number;
}

const defaultLimits: ArchiveLimits = { files: 1000, bytes: 1024 ** 3 };

/** Text is compressed; bytes (weights, which hardly shrink) are stored as they are. `at` dates every file. */
export async function writeArchive(files: readonly ArchiveFile[], at: number): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { lastModDate: new Date(at) });
  for (const { name, content } of files) {
    if (typeof content === 'string') await writer.add(name, new TextReader(content));
    else await writer.add(name, new Uint8ArrayReader(content), { level: 0 });
  }
  return writer.close();
}

/**
 * Every file of an archive by its path. Fails with 'malformed-model' when it is no zip, is damaged,
 * locked with a password, or would unpack to more than the limits allow, whatever its directory claims.
 */
export async function readArchive(
  archive: Blob,
  limits: ArchiveLimits = defaultLimits,
): Promise<Outcome<Map<string, Uint8Array>>> {
  const reader = new ZipReader(new BlobReader(archive), { checkSignature: true });
  try {
    const entries = await reader.getEntries();
    if (entries.length > limits.files) return failure('malformed-model', 'too many files');
    const files = new Map<string, Uint8Array>();
    let left = limits.bytes;
    for (const entry of entries) {
      if (entry.directory) continue;
      const bounded = boundedBytes(left);
      await entry.getData(bounded.writable);
      const bytes = bounded.bytes();
      left -= bytes.byteLength;
      files.set(entry.filename, bytes);
    }
    return success(files);
  } catch (error) {
    return failure('malformed-model', error instanceof Error ? error.message : String(error));
  } finally {
    await reader.close();
  }
}

/** Collects a stream, and breaks it off as soon as it is longer than `limit` bytes. */
function boundedBytes(limit: number): {
  writable: WritableStream<Uint8Array>;
  bytes: () => Uint8Array;
} {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const writable = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.byteLength;
      if (length > limit) throw new Error('it unpacks to more than a model can be');
      chunks.push(chunk);
    },
  });
  return {
    writable,
    bytes() {
      const bytes = new Uint8Array(length);
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.byteLength;
      }
      return bytes;
    },
  };
}

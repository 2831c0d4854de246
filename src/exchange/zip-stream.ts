/** A zip written as it goes along, so that an archive may be larger than memory. */
import { BlobReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';

type Pieces = AsyncIterable<string | Uint8Array>;

export class ZipStream {
  readonly #zip: ZipWriter<unknown>;

  /** `at` dates every file. When `signal` fires, whatever is being written is broken off with its reason. */
  constructor(target: WritableStream<Uint8Array>, at: number, signal?: AbortSignal) {
    this.#zip = new ZipWriter(target, {
      lastModDate: new Date(at),
      // We run in a worker already, and the content security policy would refuse one made from a blob.
      useWebWorkers: false,
      ...(signal ? { signal } : {}),
    });
  }

  /** Compressed, unless `isPacked` says that it hardly shrinks. */
  async addPieces(name: string, pieces: Pieces, isPacked = false): Promise<void> {
    await this.#zip.add(name, streamOf(pieces), isPacked ? { level: 0 } : {});
  }

  /** A picture, which is compressed already: stored as it is. */
  async addBlob(name: string, content: Blob): Promise<void> {
    await this.#zip.add(name, new BlobReader(content), { level: 0 });
  }

  async close(): Promise<void> {
    await this.#zip.close();
  }
}

/** Bytes of pieces, made when they are asked for and no sooner. */
export function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else
          controller.enqueue(
            typeof next.value === 'string' ? encoder.encode(next.value) : next.value,
          );
      },
      async cancel() {
        await iterator.return?.(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

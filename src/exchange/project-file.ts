/**
 * A collection as one file, `.vitrine`: a zip with `vitrine.json` (what it is), `rows/<table>` (see
 * row-stream.ts) and `pictures/<item id>.<type>` (working copies, which any program shows). Written and
 * read as streams, so that its size does not matter; zip64 throughout.
 */
import {
  BlobReader,
  configure,
  TextReader,
  Uint8ArrayReader,
  ZipReader,
  ZipWriter,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import * as v from 'valibot';
import { failure, success, type Outcome } from '../outcome';
import { gathering, type Gathering } from './gathering-stream';
import { encodeRow, MalformedRows, RowDecoder } from './row-stream';
import { readStored } from './stored-entries';

configure({ useWebWorkers: false });

const headName = 'vitrine.json';
const readmeName = 'README.txt';
/** The version of this format, apart from the database's. */
const formatVersion = 1;

export interface ProjectFileHead {
  format: 'vitrine-collection';
  version: number;
  /** Version of the database's schema the rows follow. */
  schema: number;
  app: string;
  at: string;
  projectId: string;
  name: string;
  hasPictures: boolean;
  /** Rows of each table. */
  rows: Record<string, number>;
  pictures: number;
}

const headSchema = v.object({
  format: v.literal('vitrine-collection'),
  version: v.pipe(v.number(), v.integer()),
  schema: v.pipe(v.number(), v.integer()),
  app: v.string(),
  at: v.string(),
  projectId: v.pipe(v.string(), v.uuid()),
  name: v.pipe(v.string(), v.maxLength(10_000)),
  hasPictures: v.boolean(),
  rows: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
  pictures: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const types: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

const readme = `This is a Vitrine collection: pictures, labels, every decision and every model.
Open it with "Open a backup" on Vitrine's first page. The folder "pictures" holds the pictures as any
program shows them; the rest is for Vitrine. Nothing in here is encrypted.
`;

/** Writes the parts one after another; `close` finishes the file. */
export class ProjectFileWriter {
  readonly #target: Gathering;
  readonly #zip: ZipWriter<unknown>;
  readonly #rows: Record<string, number> = {};
  #pictures = 0;

  constructor(target: WritableStream<Uint8Array>) {
    this.#target = gathering(target);
    this.#zip = new ZipWriter(this.#target.stream, { zip64: true, keepOrder: true });
  }

  /** Rows of a table, in pages. Their text shrinks well, vectors and pictures do not. */
  async addRows(
    table: string,
    pages: AsyncIterable<readonly object[]> | Iterable<readonly object[]>,
    { isText }: { isText: boolean },
  ): Promise<void> {
    let count = 0;
    const bytes = async function* () {
      for await (const page of pages) {
        for (const row of page) {
          count += 1;
          yield* encodeRow(row);
        }
      }
    };
    const options = isText ? { level: 4 } : { level: 0 };
    await this.#zip.add(`rows/${table}`, { readable: streamOf(bytes()) }, options);
    this.#rows[table] = count;
  }

  async addPicture(itemId: number, picture: Uint8Array, type: string): Promise<void> {
    const extension = types[type] ?? 'jpg';
    const name = `pictures/${String(itemId).padStart(8, '0')}.${extension}`;
    await this.#zip.add(name, new Uint8ArrayReader(picture), { level: 0 });
    this.#pictures += 1;
  }

  /** Leaves no file behind. */
  abort(reason: unknown): Promise<void> {
    return this.#target.abort(reason);
  }

  async close(
    head: Omit<ProjectFileHead, 'format' | 'version' | 'rows' | 'pictures'>,
  ): Promise<void> {
    const whole: ProjectFileHead = {
      format: 'vitrine-collection',
      version: formatVersion,
      ...head,
      rows: this.#rows,
      pictures: this.#pictures,
    };
    await this.#zip.add(readmeName, new TextReader(readme));
    await this.#zip.add(headName, new TextReader(`${JSON.stringify(whole, null, 2)}\n`));
    await this.#zip.close();
  }
}

/** Small pieces gathered into larger ones: a zip has work to do for each. */
const pieceSize = 256 * 1024;

function streamOf(parts: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const pieces: Uint8Array<ArrayBuffer>[] = [];
        let size = 0;
        while (size < pieceSize) {
          const next: IteratorResult<Uint8Array<ArrayBuffer>, unknown> = await parts.next();
          if (next.done) {
            if (size > 0) controller.enqueue(new Uint8Array(await new Blob(pieces).arrayBuffer()));
            controller.close();
            return;
          }
          pieces.push(next.value);
          size += next.value.byteLength;
        }
        controller.enqueue(new Uint8Array(await new Blob(pieces).arrayBuffer()));
      },
    },
    { highWaterMark: 1 },
  );
}

/** Text may shrink to a twentieth; what claims to grow a thousandfold is a trap. */
const largestRatio = 500;

export interface PictureEntry {
  itemId: number;
  type: string;
  entry: FileEntry;
}

/** A file from outside, its directory read and found sensible. Close it in the end. */
export class ProjectFileReader {
  private constructor(
    readonly head: ProjectFileHead,
    private readonly file: Blob,
    private readonly zip: ZipReader<Blob>,
    private readonly entries: Map<string, FileEntry>,
  ) {}

  /** Fails with 'malformed-backup', or 'newer-backup' where a later version of the app wrote it. */
  static async open(file: Blob, schema: number): Promise<Outcome<ProjectFileReader>> {
    const zip = new ZipReader(new BlobReader(file), { checkSignature: true });
    try {
      const entries = new Map<string, FileEntry>();
      for (const entry of await zip.getEntries()) {
        if (!entry.directory) entries.set(entry.filename, entry);
      }
      const headEntry = entries.get(headName);
      if (!headEntry || headEntry.uncompressedSize > 2 ** 20)
        return refused('it has no vitrine.json');
      const text = await new Response(await collected(headEntry)).text();
      const head = v.safeParse(headSchema, JSON.parse(text));
      if (!head.success) return refused(v.summarize(head.issues));
      if (head.output.version > formatVersion || head.output.schema > schema)
        return failure('newer-backup', `written by Vitrine ${head.output.app}`);
      const bomb = [...entries.values()].find(
        ({ compressedSize, uncompressedSize }) =>
          uncompressedSize > 2 ** 20 && uncompressedSize > compressedSize * largestRatio,
      );
      if (bomb) return refused(`${bomb.filename} unpacks to far more than it should`);
      const reader = new ProjectFileReader(head.output, file, zip, entries);
      const missing = Object.keys(head.output.rows).find((table) => !entries.has(`rows/${table}`));
      if (missing) return refused(`rows/${missing} is missing`);
      if (reader.pictures().length !== head.output.pictures) return refused('pictures are missing');
      return success(reader);
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * Reads a table, a handful of rows at a time. Throws `MalformedRows` where the bytes are damaged or
   * rows are missing, and whatever `take` throws.
   */
  async rows(table: string, take: (rows: unknown[]) => Promise<void>): Promise<void> {
    const entry = this.entries.get(`rows/${table}`);
    if (!entry) return;
    const decoder = new RowDecoder();
    let count = 0;
    await unpack(entry, async (chunk) => {
      const rows = decoder.push(chunk);
      count += rows.length;
      if (rows.length > 0) await take(rows);
    });
    decoder.end();
    if (count !== this.head.rows[table])
      throw new MalformedRows(`rows/${table} does not hold what it should`);
  }

  pictures(): PictureEntry[] {
    return [...this.entries.values()].flatMap((entry) => {
      const match = /^pictures\/(\d{1,10})\.(jpg|png|webp)$/.exec(entry.filename);
      if (!match) return [];
      const type = Object.keys(types).find((known) => types[known] === match[2]) ?? 'image/jpeg';
      return { itemId: Number(match[1]), type, entry };
    });
  }

  /** Pictures one after another, their checksums compared. Throws `MalformedRows` where one differs. */
  async *readPictures(
    wanted: readonly PictureEntry[],
  ): AsyncGenerator<{ itemId: number; picture: Blob }> {
    for await (const { wanted: one, bytes } of readStored(this.file, wanted)) {
      const { itemId, type, entry } = one;
      yield { itemId, picture: new Blob([bytes ?? (await collected(entry))], { type }) };
    }
  }

  close(): Promise<void> {
    return this.zip.close();
  }
}

function refused(detail: string) {
  return failure('malformed-backup', detail);
}

async function collected(entry: FileEntry): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  await unpack(entry, (chunk) => {
    chunks.push(chunk);
    return Promise.resolve();
  });
  return new Blob(chunks);
}

/** Bytes of an entry as they come, its checksum compared at the end. Tells damage from `take`'s own errors. */
async function unpack(
  entry: FileEntry,
  take: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<void> {
  let own: { error: unknown } | null = null;
  const write = async (chunk: Uint8Array<ArrayBuffer>) => {
    try {
      await take(chunk);
    } catch (error) {
      own = { error };
      throw error;
    }
  };
  try {
    await entry.getData(new WritableStream<Uint8Array<ArrayBuffer>>({ write }));
  } catch (error) {
    if (own !== null) throw (own as { error: unknown }).error;
    throw new MalformedRows(error instanceof Error ? error.message : String(error));
  }
}

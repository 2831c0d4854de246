import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { OutgoingPicture } from '../../../src/exchange/labelled-picture';
import { parquetPieces } from '../../../src/exchange/labels-parquet';
import { classes, hostile, inPages, outgoing, suggested } from './pictures';

/** The reader's own way of reading text drops a byte-order mark, which belongs to the text here. */
const parsers = {
  stringFromBytes: (bytes: Uint8Array) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
};

const bytesOf = (id: number) => Uint8Array.from({ length: 1000 + id }, (_, at) => (at * id) % 256);

async function written(
  rows: OutgoingPicture[],
  { task = 'single', withPictures = false, page = 10 } = {},
): Promise<ArrayBuffer> {
  const facts = { task: task as 'single' | 'tags', labels: classes, withPictures, appVersion: '0' };
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const open = async (row: OutgoingPicture) =>
    row.isRestricted ? null : { bytes: bytesOf(row.id), path: row.file };
  for await (const piece of parquetPieces(inPages(rows, page), facts, open)) {
    pieces.push(piece.slice());
  }
  return new Blob(pieces).arrayBuffer();
}

const rows = hostile.map((text, place) =>
  outgoing(place, [place], {
    file: text,
    folder: text,
    annotator: text,
    note: text,
    isRestricted: place % 5 === 0,
    ...(place % 2 ? suggested : {}),
  }),
);

function asRead(row: OutgoingPicture) {
  return {
    file_name: `${row.folder}/${row.file}`,
    folder: row.folder,
    sha256: row.sha256,
    answer: row.answer || null,
    source: row.source || null,
    annotator: row.annotator || null,
    generator: row.generator || null,
    confidence: row.confidence,
    promised_error: row.promisedError,
    annotated_at: row.annotatedAt === null ? null : new Date(row.annotatedAt),
    took_ms: row.tookMs,
    restricted: row.isRestricted,
    note: row.note || null,
  };
}

describe('labels as Parquet', () => {
  it('read back equal, whatever the texts hold', async () => {
    const read = await parquetReadObjects({ file: await written(rows), parsers });
    expect(read).toEqual(
      rows.map((row) => ({
        ...asRead(row),
        label: BigInt(row.classes[0]!),
        label_uri: row.labels[0]!.uri || null,
      })),
    );
  });

  it('hold lists for tags: none, one and several', async () => {
    const tagged = [outgoing(1, []), outgoing(2, [4]), outgoing(3, [0, 1, 2])];
    const read = await parquetReadObjects({ file: await written(tagged, { task: 'tags' }) });
    expect(read.map(({ labels }) => labels as unknown)).toEqual([[], [4n], [0n, 1n, 2n]]);
    expect(read.map(({ label_uris }) => label_uris as unknown)).toEqual([
      [],
      [null],
      [classes[0]!.uri, null, null],
    ]);
  });

  it('hold the very bytes of the pictures, and none of restricted ones', async () => {
    const file = await written(rows, { withPictures: true, page: 4 });
    const read = await parquetReadObjects({ file, utf8: false });
    for (const [index, row] of rows.entries()) {
      const image = read[index]?.image as { bytes: Uint8Array; path: string } | null;
      if (row.isRestricted) expect(image ?? null).toBeNull();
      else expect(image?.bytes).toEqual(bytesOf(row.id));
    }
  });

  it('tell Hugging Face what the columns are', async () => {
    const { key_value_metadata, num_rows, row_groups } = parquetMetadata(
      await written(rows, { withPictures: true }),
    );
    const { value = '' } = key_value_metadata?.find(({ key }) => key === 'huggingface') ?? {};
    const { features } = (JSON.parse(value) as { info: { features: Record<string, object> } }).info;
    expect(features.image).toEqual({ _type: 'Image' });
    expect(features.label).toEqual({ names: hostile, _type: 'ClassLabel' });
    expect(Number(num_rows)).toBe(rows.length);
    expect(row_groups).toHaveLength(Math.ceil(rows.length / 10));
  });

  it('are whole without a single row', async () => {
    expect(await parquetReadObjects({ file: await written([]) })).toEqual([]);
  });
});

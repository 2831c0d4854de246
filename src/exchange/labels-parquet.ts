/**
 * Labels as Parquet, with Hugging Face's features in the key `huggingface`: `label` is a class with its
 * names, `image` holds the picture's bytes where pictures travel. Rows are written a group at a time.
 */
import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import type { Task } from '../collection/records';
import { pathFromRoot, type LabelClass, type OutgoingPicture } from './labelled-picture';
import { known } from './labels-jsonl';

interface ParquetFacts {
  task: Task;
  labels: readonly LabelClass[];
  withPictures: boolean;
  appVersion: string;
}

/** A picture as it travels in its row; null where none may or can. */
type OpenPicture = (picture: OutgoingPicture) => Promise<Image | null>;

/** The file in pieces, one a page of rows: a page is a row group, so keep pages with pictures short. */
export async function* parquetPieces(
  pages: AsyncIterable<readonly OutgoingPicture[]>,
  facts: ParquetFacts,
  open: OpenPicture,
): AsyncGenerator<Uint8Array> {
  const bytes = new PieceWriter();
  const columns = columnsOf(facts);
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(columns),
    kvMetadata: [{ key: 'huggingface', value: JSON.stringify(features(columns)) }],
    createdBy: `Vitrine version ${facts.appVersion}`,
  });
  for await (const page of pages) {
    if (page.length === 0) continue;
    const images: (Image | null)[] = [];
    for (const picture of facts.withPictures ? page : []) {
      images.push(await open(picture));
    }
    const rows = page.map((picture, index) => ({ picture, image: images[index] ?? null }));
    const columnData = columns.map(({ name, read, ...how }): ColumnSource => {
      return { name, data: rows.map(read), ...how.writing };
    });
    await parquet.write({ columnData, rowGroupSize: page.length });
    yield bytes.take();
  }
  await parquet.finish();
  yield bytes.take();
}

interface Image {
  bytes: Uint8Array;
  path: string;
}

interface Column {
  name: string;
  /** As Hugging Face names it. */
  feature: object;
  /** Elements of the schema from this column down. */
  schema: SchemaElement[];
  read: (row: { picture: OutgoingPicture; image: Image | null }) => unknown;
  writing?: Partial<ColumnSource>;
}

function columnsOf({ task, labels, withPictures }: ParquetFacts): Column[] {
  const names = labels.map(({ name }) => name);
  const classLabel = { names, _type: 'ClassLabel' };
  const said: Column[] =
    task === 'single'
      ? [
          column('label', 'INT64', classLabel, ({ classes }) => numbered(classes)[0] ?? null),
          text('label_uri', ({ labels }) => labels[0]?.uri || null),
        ]
      : [
          list('labels', { type: 'INT64' }, classLabel, ({ classes }) => numbered(classes)),
          list('label_uris', utf8, string, (row) => known(row).label_uris),
        ];
  return [
    ...(withPictures ? [imageColumn] : []),
    text('file_name', pathFromRoot),
    text('folder', ({ folder }) => folder),
    text('sha256', ({ sha256 }) => sha256),
    ...said,
    text('answer', ({ answer }) => answer || null),
    text('source', ({ source }) => source || null),
    text('annotator', ({ annotator }) => annotator || null),
    text('generator', ({ generator }) => generator || null),
    column('confidence', 'DOUBLE', value('float64'), ({ confidence }) => confidence),
    column('promised_error', 'DOUBLE', value('float64'), ({ promisedError }) => promisedError),
    {
      ...column('annotated_at', 'INT64', value('timestamp[ms, tz=UTC]'), ({ annotatedAt }) =>
        annotatedAt === null ? null : new Date(annotatedAt),
      ),
      schema: [
        {
          name: 'annotated_at',
          type: 'INT64',
          converted_type: 'TIMESTAMP_MILLIS',
          repetition_type: 'OPTIONAL',
        },
      ],
    },
    column('took_ms', 'DOUBLE', value('float64'), ({ tookMs }) => tookMs),
    column('restricted', 'BOOLEAN', value('bool'), ({ isRestricted }) => isRestricted),
    text('note', ({ note }) => note || null),
  ];
}

const string = { dtype: 'string', _type: 'Value' };
const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;

function value(dtype: string) {
  return { dtype, _type: 'Value' };
}

function numbered(classes: readonly number[]): bigint[] {
  return classes.map(BigInt);
}

type Read = (picture: OutgoingPicture) => unknown;

function column(name: string, type: SchemaElement['type'], feature: object, read: Read): Column {
  const schema: SchemaElement[] = [{ name, type, repetition_type: 'OPTIONAL' }];
  return { name, feature, schema, read: ({ picture }) => read(picture) };
}

function text(name: string, read: Read): Column {
  const schema: SchemaElement[] = [{ name, ...utf8, repetition_type: 'OPTIONAL' }];
  return { ...column(name, 'BYTE_ARRAY', string, read), schema };
}

/** A list in the three levels that every reader of Parquet understands. */
function list(
  name: string,
  element: Pick<SchemaElement, 'type' | 'converted_type'>,
  feature: object,
  read: Read,
): Column {
  return {
    ...column(name, element.type, { feature, _type: 'List' }, read),
    schema: [
      { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', ...element, repetition_type: 'OPTIONAL' },
    ],
  };
}

/** Pictures are compressed already, and no two are alike: neither a codec nor a dictionary helps. */
const imageColumn: Column = {
  name: 'image',
  feature: { _type: 'Image' },
  schema: [
    { name: 'image', repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
    { name: 'path', ...utf8, repetition_type: 'OPTIONAL' },
  ],
  read: ({ image }) => image,
  writing: { encoding: 'PLAIN', codec: 'UNCOMPRESSED', statistics: false },
};

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  const root: SchemaElement = { name: 'schema', num_children: columns.length };
  return [root, ...columns.flatMap(({ schema }) => schema)];
}

function features(columns: readonly Column[]) {
  const named = Object.fromEntries(columns.map(({ name, feature }) => [name, feature]));
  return { info: { features: named } };
}

/** Gives away what has been written so far; offsets go on counting. */
class PieceWriter extends ByteWriter {
  take(): Uint8Array {
    const piece = this.getBytes().slice();
    this.index = 0;
    return piece;
  }
}

/**
 * Labels as JSON lines: one object a picture, one a line, UTF-8, nothing escaped twice. What has no
 * value is null and never left out, so that every line has the same keys.
 */
import * as v from 'valibot';
import { failure, success, type Outcome } from '../outcome';
import { splitNames, type LabelledPicture } from './labelled-picture';

export async function* jsonlPieces(
  pages: AsyncIterable<readonly LabelledPicture[]>,
): AsyncGenerator<string> {
  for await (const page of pages) yield page.map(labelsLine).join('');
}

/** One line, with its line break. */
function labelsLine(picture: LabelledPicture): string {
  const { file, folder, path } = picture;
  return `${JSON.stringify({ file, folder, ...known(picture), picture: path || null })}\n`;
}

/** What is known about a picture, under the names that all line formats use. */
export function known(picture: LabelledPicture) {
  return {
    sha256: picture.sha256,
    labels: picture.labels.map(({ name }) => name),
    label_uris: picture.labels.map(({ uri }) => (uri === '' ? null : uri)),
    answer: picture.answer || null,
    confidence: picture.confidence,
    source: picture.source || null,
    annotator: picture.annotator || null,
    generator: picture.generator || null,
    promised_error: picture.promisedError,
    annotated_at: picture.annotatedAt === null ? null : new Date(picture.annotatedAt).toISOString(),
    took_ms: picture.tookMs,
    split: splitNames[picture.role],
    restricted: picture.isRestricted,
    note: picture.note || null,
  };
}

const text = v.pipe(v.string(), v.maxLength(1_000_000));
const orEmpty = v.pipe(
  v.nullable(text),
  v.transform((value) => value ?? ''),
);
const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));

const line = v.object({
  file: text,
  folder: text,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  labels: v.array(text),
  label_uris: v.array(orEmpty),
  answer: v.nullable(v.picklist(['labels', 'none', 'cannot-tell', 'skipped'])),
  confidence: share,
  source: v.nullable(v.picklist(['human', 'model'])),
  annotator: orEmpty,
  generator: orEmpty,
  promised_error: share,
  annotated_at: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  took_ms: v.nullable(v.pipe(v.number(), v.minValue(0))),
  split: v.picklist(['train', 'validation', 'test']),
  restricted: v.boolean(),
  note: orEmpty,
  picture: orEmpty,
});

const roles = { train: 'pool', validation: 'check', test: 'benchmark' } as const;

/** Reads lines that `jsonlPieces` wrote. Fails with 'unreadable-file', saying which line and why. */
export function readLabelsJsonl(content: string): Outcome<LabelledPicture[]> {
  const pictures: LabelledPicture[] = [];
  for (const [index, written] of content.split('\n').entries()) {
    if (written === '') continue;
    const parsed = v.safeParse(line, parseJson(written));
    if (!parsed.success) {
      const [issue] = parsed.issues;
      const where = v.getDotPath(issue);
      return failure(
        'unreadable-file',
        `line ${index + 1}${where ? `, “${where}”` : ''}: ${issue.message}`,
      );
    }
    pictures.push(fromLine(parsed.output));
  }
  return success(pictures);
}

function fromLine(row: v.InferOutput<typeof line>): LabelledPicture {
  return {
    file: row.file,
    folder: row.folder,
    sha256: row.sha256,
    labels: row.labels.map((name, index) => ({ name, uri: row.label_uris[index] ?? '' })),
    answer: row.answer ?? '',
    confidence: row.confidence,
    source: row.source ?? '',
    annotator: row.annotator,
    generator: row.generator,
    promisedError: row.promised_error,
    annotatedAt: row.annotated_at === null ? null : Date.parse(row.annotated_at),
    tookMs: row.took_ms,
    role: roles[row.split],
    isRestricted: row.restricted,
    note: row.note,
    path: row.picture,
  };
}

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Labels as JSON lines: one object a picture, one a line, UTF-8, nothing escaped twice. What has no
 * value is null and never left out, so that every line has the same keys.
 */
import * as v from 'valibot';
import { failure, success, type Outcome } from '../outcome';
import { note, noNames } from './brought-labels';
import { pathFromRoot, splitNames, type LabelledPicture } from './labelled-picture';
import type { ReadRows } from './labels-csv';
import { isOwnHeader, ownColumns, ownRow, saysWhose, type OwnRow } from './own-row';

export async function* jsonlPieces(
  pages: AsyncIterable<readonly LabelledPicture[]>,
): AsyncGenerator<string> {
  for await (const page of pages) yield page.map(labelsLine).join('');
}

/** One line, with its line break. */
function labelsLine(picture: LabelledPicture): string {
  const { file, folder, path } = picture;
  const place = { file, folder, file_name: pathFromRoot(picture) };
  return `${JSON.stringify({ ...place, ...known(picture), picture: path || null })}\n`;
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

const value = v.union([v.string(), v.number(), v.boolean()]);

/** As `jsonlPieces` and image folders write them; what a script has added is not looked at. */
const line = v.looseObject({
  labels: v.optional(v.array(v.string())),
  label: v.nullish(v.string()),
  label_uris: v.optional(v.array(v.nullable(v.string()))),
  label_uri: v.nullish(v.string()),
});

/** Whether an object has the names of a row of ours. */
function isOurObject(json: unknown): json is Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  return isOwnHeader(Object.keys(json));
}

/** Lines among which one of ours is looked for: the first may be the broken one. */
const firstLines = 20;

/** Whether a text begins with lines of ours. */
export function hasOurLines(begin: string): boolean {
  return begin.startsWith('{') && hasOurObjects(begin.split('\n', firstLines).map(parseJson));
}

/** Whether objects of ours are among the first. */
export function hasOurObjects(list: readonly unknown[]): boolean {
  return list.slice(0, firstLines).some(isOurObject);
}

/**
 * Reads lines that `jsonlPieces` wrote, or the metadata of an image folder; every value comes back exactly.
 * A line that makes no sense is counted by its number. Fails with 'unreadable-file' where no line says
 * whose word a label is.
 */
export function readLabelsJsonl(content: string): Outcome<ReadRows> {
  const written = content.split('\n').map((each, at) => [at + 1, each] as const);
  const full = written.filter(([, each]) => each.trim() !== '');
  return readOurObjects(full.map(([at, each]) => [`line ${at}`, parseJson(each)] as const));
}

/** The same for objects that were read already, each with what it is called in a report. */
export function readOurObjects(
  objects: readonly (readonly [name: string, json: unknown])[],
): Outcome<ReadRows> {
  const read: ReadRows = { rows: [], broken: noNames() };
  let isSaid = objects.length === 0;
  for (const [name, json] of objects) {
    isSaid ||= isOurObject(json) && saysWhose(Object.keys(json));
    const row = isOurObject(json) ? fromObject(json) : null;
    if (row) read.rows.push(row);
    else note(read.broken, name);
  }
  if (isSaid) return success(read);
  return failure('unreadable-file', 'nothing in it says whose word a label is');
}

function fromObject(json: Record<string, unknown>): OwnRow | null {
  const parsed = v.safeParse(line, json);
  if (!parsed.success) return null;
  const { labels, label, label_uris, label_uri } = parsed.output;
  const isSound = ownColumns.every((column) => {
    const held = Object.hasOwn(json, column) ? json[column] : null;
    return held === null || v.is(value, held);
  });
  if (!isSound) return null;
  return ownRow({
    names: labels ?? (label ? [label] : []),
    uris: (label_uris ?? [label_uri ?? '']).map((uri) => uri ?? ''),
    text: (column) => {
      const held = Object.hasOwn(json, column) ? json[column] : null;
      return v.is(value, held) ? String(held) : '';
    },
  });
}

/** Null for what is none. */
function parseJson(written: string): unknown {
  try {
    return JSON.parse(written) as unknown;
  } catch (error) {
    // Broken, or nested so deep that no walk comes back.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

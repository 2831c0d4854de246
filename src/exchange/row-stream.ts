/**
 * Rows of a database as bytes and back. A row is plain data with binary parts here and there: its JSON
 * comes first, with a note where a part belongs, then the parts as they are. Lengths are little-endian.
 *
 *     u32 length of the JSON · the JSON, UTF-8 · the parts, one after another
 *
 * Nothing here trusts the bytes: whatever is not what it says throws `MalformedRows`.
 */

/** Kinds of binary that a row may hold. */
const views = {
  ArrayBuffer: (bytes: ArrayBuffer) => bytes,
  Uint8Array: (bytes: ArrayBuffer) => new Uint8Array(bytes),
  Uint16Array: (bytes: ArrayBuffer) => new Uint16Array(bytes),
  Uint32Array: (bytes: ArrayBuffer) => new Uint32Array(bytes),
  Float32Array: (bytes: ArrayBuffer) => new Float32Array(bytes),
  Float64Array: (bytes: ArrayBuffer) => new Float64Array(bytes),
} as const;
type BinaryKind = keyof typeof views;

const mark = '$binary';
const numberMark = '$number';
const oddNumbers: Record<string, number> = { NaN, Infinity, '-Infinity': -Infinity };

/** A row's JSON may be this long, in bytes: a snapshot of a million items is half of it. */
const longestJson = 256 * 2 ** 20;

export class MalformedRows extends Error {
  override name = 'MalformedRows';
}

/** The bytes of a row. A file handle cannot travel: it becomes null. */
export function encodeRow(row: object): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const json = new TextEncoder().encode(JSON.stringify(toJson(row, parts)));
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, json.byteLength, true);
  return [head, json, ...parts];
}

function toJson(value: unknown, parts: Uint8Array<ArrayBuffer>[]): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { [numberMark]: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return toNote(value, parts);
  if (Array.isArray(value)) return value.map((part) => toJson(part, parts));
  if (isHandle(value)) return null;
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(`a row holds a ${value.constructor.name}, which has no place in a file`);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part, parts)]));
}

function toNote(value: ArrayBuffer | ArrayBufferView, parts: Uint8Array<ArrayBuffer>[]): object {
  const kind = value.constructor.name;
  if (!(kind in views)) throw new TypeError(`a row holds a ${kind}, which has no place in a file`);
  const bytes =
    value instanceof ArrayBuffer
      ? new Uint8Array(value)
      : new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
  parts.push(bytes);
  return { [mark]: kind, bytes: bytes.byteLength };
}

function isHandle(value: object): boolean {
  return typeof FileSystemHandle !== 'undefined' && value instanceof FileSystemHandle;
}

/** Puts rows together again from bytes as they come in, however they are cut. */
export class RowDecoder {
  #chunks: Uint8Array[] = [];
  #length = 0;
  /** Bytes the next row needs before it is worth another look. */
  #needed = 4;

  /** The rows that are complete now. Throws `MalformedRows`. */
  push(chunk: Uint8Array): unknown[] {
    this.#chunks.push(chunk);
    this.#length += chunk.byteLength;
    if (this.#length < this.#needed) return [];
    const bytes = joined(this.#chunks, this.#length);
    const rows: unknown[] = [];
    let at = 0;
    while (bytes.byteLength - at >= this.#needed) {
      const found = readRow(bytes, at);
      if ('needed' in found) {
        this.#needed = found.needed;
        continue;
      }
      rows.push(found.row);
      at += found.length;
      this.#needed = 4;
    }
    this.#chunks = [bytes.subarray(at)];
    this.#length = bytes.byteLength - at;
    return rows;
  }

  /** To be called at the end. Throws `MalformedRows` when a row was cut off. */
  end(): void {
    if (this.#length > 0) throw new MalformedRows('the last row is cut off');
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** The row that begins at `at`, or how many bytes it needs. */
function readRow(
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
): { row: unknown; length: number } | { needed: number } {
  const left = bytes.byteLength - at;
  const jsonLength = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0, true);
  if (jsonLength > longestJson) throw new MalformedRows('a row is longer than any row can be');
  if (left < 4 + jsonLength) return { needed: 4 + jsonLength };
  const lengths: number[] = [];
  const json = parse(bytes.subarray(at + 4, at + 4 + jsonLength), lengths);
  const length = lengths.reduce((sum, part) => sum + part, 4 + jsonLength);
  if (left < length) return { needed: length };
  let from = at + 4 + jsonLength;
  const take = (size: number): ArrayBuffer => bytes.slice(from, (from += size)).buffer;
  return { row: fromJson(json, take), length };
}

/** Parses, and notes the length of each part in the order `fromJson` meets them. */
function parse(text: Uint8Array, lengths: number[]): unknown {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch (error) {
    throw new MalformedRows(String(error));
  }
  collectLengths(json, lengths);
  return json;
}

function collectLengths(value: unknown, lengths: number[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (isNote(value)) lengths.push(value.bytes);
  else for (const part of Object.values(value)) collectLengths(part, lengths);
}

function isNote(value: object): value is { [mark]: BinaryKind; bytes: number } {
  if (!Object.hasOwn(value, mark)) return false;
  const { [mark]: kind, bytes } = value as Record<string, unknown>;
  const isKnown = typeof kind === 'string' && Object.hasOwn(views, kind);
  if (!isKnown || !Number.isSafeInteger(bytes) || (bytes as number) < 0)
    throw new MalformedRows('a part of a row has no sensible kind or length');
  return true;
}

function fromJson(value: unknown, take: (size: number) => ArrayBuffer): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => fromJson(part, take));
  if (isNote(value)) return viewed(value[mark], take(value.bytes));
  if (Object.hasOwn(value, numberMark)) {
    return oddNumbers[String((value as Record<string, unknown>)[numberMark])] ?? 0;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, fromJson(part, take)]),
  );
}

function viewed(kind: BinaryKind, bytes: ArrayBuffer): unknown {
  try {
    return views[kind](bytes);
  } catch (error) {
    throw new MalformedRows(String(error));
  }
}

/**
 * FlatBuffers tables as plain data: a table is its fields by number, as a schema counts them, so a format
 * is written here as its schema reads and needs no generated code.
 */
import { Builder, ByteBuffer } from 'flatbuffers';

export type Field =
  | { kind: 'int8' | 'int32' | 'uint32' | 'float32' | 'boolean'; value: number }
  | { kind: 'text'; value: string }
  /** Aligned to 16 bytes, as weights want it. */
  | { kind: 'bytes'; value: Uint8Array }
  | { kind: 'int32s' | 'int64s' | 'float32s'; value: ArrayLike<number> }
  | { kind: 'table'; value: Table }
  | { kind: 'tables'; value: readonly Table[] };

/** By field number; a field that is left out has its default. */
export type Table = Record<number, Field | undefined>;

export const int8 = (value: number): Field => ({ kind: 'int8', value });
export const int32 = (value: number): Field => ({ kind: 'int32', value });
export const uint32 = (value: number): Field => ({ kind: 'uint32', value });
export const float32 = (value: number): Field => ({ kind: 'float32', value });
export const text = (value: string): Field => ({ kind: 'text', value });
export const bytes = (value: Uint8Array): Field => ({ kind: 'bytes', value });
export const int32s = (value: ArrayLike<number>): Field => ({ kind: 'int32s', value });
export const int64s = (value: ArrayLike<number>): Field => ({ kind: 'int64s', value });
export const float32s = (value: ArrayLike<number>): Field => ({ kind: 'float32s', value });
export const table = (value: Table): Field => ({ kind: 'table', value });
export const tables = (value: readonly Table[]): Field => ({ kind: 'tables', value });

/** @param identifier Four letters that say which format it is. */
export function writeFlatBuffer(root: Table, identifier: string): Uint8Array<ArrayBuffer> {
  const builder = new Builder(1024);
  builder.finish(place(builder, root), identifier);
  return new Uint8Array(builder.asUint8Array());
}

/** What a table refers to lies before it; only then can the table itself begin. */
function place(builder: Builder, content: Table): number {
  const fields = Object.entries(content).flatMap(([number, field]) => {
    return field ? [{ number: Number(number), field, offset: referred(builder, field) }] : [];
  });
  builder.startObject(Math.max(-1, ...fields.map(({ number }) => number)) + 1);
  for (const { number, field, offset } of fields) {
    if (offset !== null) builder.addFieldOffset(number, offset, 0);
    else if (typeof field.value === 'number') plain(builder, number, field.kind, field.value);
  }
  return builder.endObject();
}

/** A default that no value equals: what is given is written, also where it is the schema's own default. */
function plain(builder: Builder, number: number, kind: Field['kind'], value: number): void {
  if (kind === 'int8' || kind === 'boolean') builder.addFieldInt8(number, value, NaN);
  else if (kind === 'float32') builder.addFieldFloat32(number, value, NaN);
  else builder.addFieldInt32(number, value, NaN);
}

function referred(builder: Builder, field: Field): number | null {
  switch (field.kind) {
    case 'text':
      return builder.createString(field.value);
    case 'bytes':
      builder.prep(16, field.value.length);
      return builder.createByteVector(field.value);
    case 'table':
      return place(builder, field.value);
    case 'tables': {
      const offsets = field.value.map((each) => place(builder, each));
      return vector(builder, offsets, 4, (offset) => builder.addOffset(offset));
    }
    case 'int32s':
      return vector(builder, field.value, 4, (value) => builder.addInt32(value));
    case 'int64s':
      return vector(builder, field.value, 8, (value) => builder.addInt64(BigInt(value)));
    case 'float32s':
      return vector(builder, field.value, 4, (value) => builder.addFloat32(value));
    default:
      return null;
  }
}

/** The builder fills its buffer from the end: the last value comes first. */
function vector(
  builder: Builder,
  values: ArrayLike<number>,
  width: number,
  add: (value: number) => void,
): number {
  builder.startVector(width, values.length, width);
  for (let at = values.length - 1; at >= 0; at--) add(values[at]!);
  return builder.endVector();
}

/** A table in a finished buffer, asked field by field. */
export class FlatTable {
  private constructor(
    private readonly buffer: ByteBuffer,
    private readonly at: number,
  ) {}

  /** The root; null where the four letters are others. */
  static root(content: Uint8Array, identifier: string): FlatTable | null {
    const buffer = new ByteBuffer(content);
    if (content.length < 8 || !buffer.__has_identifier(identifier)) return null;
    return new FlatTable(buffer, buffer.readInt32(0));
  }

  #offset(number: number): number {
    const offset = this.buffer.__offset(this.at, 4 + 2 * number);
    return offset === 0 ? 0 : this.at + offset;
  }

  int8(number: number, otherwise: number): number {
    const at = this.#offset(number);
    return at === 0 ? otherwise : this.buffer.readInt8(at);
  }

  int32(number: number, otherwise: number): number {
    const at = this.#offset(number);
    return at === 0 ? otherwise : this.buffer.readInt32(at);
  }

  text(number: number): string {
    const at = this.#offset(number);
    return at === 0 ? '' : (this.buffer.__string(at) as string);
  }

  bytes(number: number): Uint8Array {
    const [from, length] = this.#vector(number);
    return this.buffer.bytes().subarray(from, from + length);
  }

  int32s(number: number): number[] {
    const [from, length] = this.#vector(number);
    return Array.from({ length }, (_, index) => this.buffer.readInt32(from + 4 * index));
  }

  float32s(number: number): number[] {
    const [from, length] = this.#vector(number);
    return Array.from({ length }, (_, index) => this.buffer.readFloat32(from + 4 * index));
  }

  table(number: number): FlatTable | null {
    const at = this.#offset(number);
    return at === 0 ? null : new FlatTable(this.buffer, this.buffer.__indirect(at));
  }

  tables(number: number): FlatTable[] {
    const [from, length] = this.#vector(number);
    return Array.from({ length }, (_, index) => {
      return new FlatTable(this.buffer, this.buffer.__indirect(from + 4 * index));
    });
  }

  #vector(number: number): [from: number, length: number] {
    const at = this.#offset(number);
    return at === 0 ? [0, 0] : [this.buffer.__vector(at), this.buffer.__vector_len(at)];
  }
}

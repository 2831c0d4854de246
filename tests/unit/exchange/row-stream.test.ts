import { describe, expect, it } from 'vitest';
import { encodeRow, MalformedRows, RowDecoder } from '../../../src/exchange/row-stream';

function bytesOf(...rows: object[]): Uint8Array {
  const parts = rows.flatMap((row) => encodeRow(row));
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.byteLength), 0);
  return all;
}

function decoded(bytes: Uint8Array, piece = bytes.byteLength): unknown[] {
  const decoder = new RowDecoder();
  const rows: unknown[] = [];
  for (let at = 0; at < bytes.byteLength; at += piece) {
    rows.push(...decoder.push(bytes.slice(at, at + piece)));
  }
  decoder.end();
  return rows;
}

const rows = [
  { name: 'Ἄποψις 🗺 "quoted"\n', empty: '', nothing: null, nested: [{ a: [1, 2.5, -3e-9] }] },
  {
    vectors: Float32Array.of(1, -0.5),
    halves: Uint16Array.of(0, 65535),
    ids: Uint32Array.of(7, 4294967295),
    none: new Float32Array(),
  },
  { bytes: Uint8Array.of(1, 2, 3).buffer, targets: Uint8Array.of(0, 1), odd: [NaN, -Infinity] },
  {},
];

describe('rows as bytes', () => {
  it('come back equal, however the bytes are cut', () => {
    const bytes = bytesOf(...rows);
    for (const piece of [1, 3, 64, bytes.byteLength]) expect(decoded(bytes, piece)).toEqual(rows);
  });

  it('hold views for what they show, not for the whole of what lies beneath', () => {
    const view = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
    expect(decoded(bytesOf({ view }))).toEqual([{ view: Float32Array.of(2, 3) }]);
  });

  it('refuse what has no place in a file, loudly', () => {
    expect(() => encodeRow({ at: new Date() })).toThrow('Date');
    expect(() => encodeRow({ blob: new Blob(['x']) })).toThrow('Blob');
  });
});

describe('bytes that are no rows', () => {
  const good = bytesOf({ ids: Uint32Array.of(1, 2) });

  it('cut off anywhere, they are refused', () => {
    for (let end = 1; end < good.byteLength; end += 1) {
      expect(() => decoded(good.slice(0, end)), String(end)).toThrow(MalformedRows);
    }
  });

  it('with a length beyond any row, they are refused before anything is reserved', () => {
    expect(() => decoded(Uint8Array.of(255, 255, 255, 255, 0))).toThrow(MalformedRows);
  });

  it.each([
    ['text that is no JSON', '{"a":'],
    ['a kind of binary that is none of ours', '{"a":{"$binary":"SharedArrayBuffer","bytes":4}}'],
    ['the name of something every object has', '{"a":{"$binary":"constructor","bytes":4}}'],
    ['a negative length', '{"a":{"$binary":"ArrayBuffer","bytes":-4}}'],
    ['floats of a length that fits none', '{"a":{"$binary":"Float32Array","bytes":3}}\0\0\0'],
  ])('with %s, they are refused', (_, text) => {
    const json = new TextEncoder().encode(text.replaceAll('\0', ''));
    const padding = text.split('\0').length - 1;
    const bytes = new Uint8Array(4 + json.byteLength + padding);
    new DataView(bytes.buffer).setUint32(0, json.byteLength, true);
    bytes.set(json, 4);
    expect(() => decoded(bytes)).toThrow(MalformedRows);
  });

  it('cannot reach beyond the object they make', () => {
    const json = new TextEncoder().encode('{"__proto__":{"polluted":true}}');
    const bytes = new Uint8Array(4 + json.byteLength);
    new DataView(bytes.buffer).setUint32(0, json.byteLength, true);
    bytes.set(json, 4);
    decoded(bytes);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { unpackLzw } from '../../../src/pictures/lzw';
import { lzw } from '../../browser/pictures/tiffs';

/** Codes of growing length, as TIFF packs them. */
function packed(codes: number[]): Uint8Array {
  const bits: number[] = [];
  let [next, width] = [257, 9];
  for (const code of codes) {
    for (let bit = width - 1; bit >= 0; bit--) bits.push((code >> bit) & 1);
    if (code === 256) [next, width] = [257, 9];
    else next += 1;
    if (next + 1 >= 1 << width && width < 12) width += 1;
  }
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, at) => (bytes[at >> 3]! |= bit << (7 - (at % 8))));
  return bytes;
}

it('what was packed comes out again', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, at) => (at * 31) % 251);
  expect(unpackLzw(lzw(bytes), 1000)).toEqual(bytes);
});

it('runs that grow by themselves come out, too', () => {
  // 7, 77, 777 …: each code is the entry that is being made.
  const codes = [256, 7, ...Array.from({ length: 30 }, (_, at) => 258 + at), 257];
  const room = (31 * 32) / 2;
  expect(unpackLzw(packed(codes), room)).toEqual(new Uint8Array(room).fill(7));
});

it('a table that is full and is not cleared goes on being used', () => {
  const codes = [256, ...Array.from({ length: 6000 }, (_, at) => at % 200), 257];
  expect(unpackLzw(packed(codes), 6000)).toEqual(
    Uint8Array.from({ length: 6000 }, (_, at) => at % 200),
  );
});

it('never more comes out than there is room for', () => {
  const codes = [256, 7, ...Array.from({ length: 2000 }, (_, at) => 258 + at)];
  expect(unpackLzw(packed(codes), 100)).toHaveLength(100);
});

it('a stream that is cut off gives what there is, and nonsense is refused', () => {
  expect(unpackLzw(packed([256, 1, 2]), 100)).toEqual(new Uint8Array([1, 2]));
  expect(() => unpackLzw(packed([256, 1, 400]), 100)).toThrow('nothing');
});

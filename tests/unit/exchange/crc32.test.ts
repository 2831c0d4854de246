import { crc32 as zlib } from 'node:zlib';
import { expect, it } from 'vitest';
import { crc32 } from '../../../src/exchange/crc32';

it('is the checksum that everyone else computes, whatever the length and alignment', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7919) >>> 3);
  for (const [from, to] of [
    ...[0, 1, 7, 8, 9, 63, 1000].map((length) => [0, length] as const),
    [3, 11],
    [5, 999],
  ] as const)
    expect(crc32(bytes.subarray(from, to))).toBe(zlib(bytes.subarray(from, to)));
});

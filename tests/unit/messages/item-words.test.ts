import { count, fileSize } from '../../../src/messages/numbers';
import { expect, it } from 'vitest';

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [20_480, '20 KB'],
  [3_400_000, '3.4 MB'],
  [34_000_000, '34 MB'],
  [4_200_000_000, '4.2 GB'],
  [5e15, '5000 TB'],
])('%i bytes are %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});

it('counts as one would say it', () => {
  expect(count(1, 'picture', 'pictures')).toBe('1 picture');
  expect(count(12_345, 'picture', 'pictures')).toBe('12,345 pictures');
});

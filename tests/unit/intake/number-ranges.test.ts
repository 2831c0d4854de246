import { expect, it } from 'vitest';
import { numbersIn } from '../../../src/intake/number-ranges';

it.each([
  ['3', [3]],
  ['1-4, 9', [1, 2, 3, 4, 9]],
  [' 2 – 3 ; 5', [2, 3, 5]],
  ['9-', [9, 10]],
  ['8-99', [8, 9, 10]],
  ['0-2', [1, 2]],
])('%s of ten', (text, numbers) => {
  expect([...(numbersIn(text, 10) ?? [])]).toEqual(numbers);
});

it.each(['', ',', 'x', '4-2', '1-2-3', '-5', '11', '1e3', '99999999999'])(
  '“%s” says nothing',
  (text) => {
    expect(numbersIn(text, 10)).toBeNull();
  },
);

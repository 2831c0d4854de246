import { describe, expect, test } from 'vitest';
import {
  characterOf,
  labelForKey,
  labelKeys,
  needsTypeAhead,
} from '../../../src/keyboard/label-keys';
import { label } from '../labeling/labels';

describe('which key chooses which label', () => {
  test('the first nine have the digits of their places', () => {
    const labels = Array.from({ length: 12 }, (_, index) => label(`L${index}`));
    const keys = labelKeys(labels);
    expect([...keys.values()]).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(labelForKey(keys, '9')).toBe('l8');
    expect(needsTypeAhead(labels)).toBe(true);
    expect(needsTypeAhead(labels.slice(0, 9))).toBe(false);
  });

  test("a label's own key stands for it, and the others keep their digits", () => {
    const keys = labelKeys([label('Fern'), label('Moss', { key: 'M' }), label('Sedge')]);
    expect(Object.fromEntries(keys)).toEqual({ fern: '1', moss: 'm', sedge: '3' });
    expect(labelForKey(keys, 'M')).toBe('moss');
    expect(labelForKey(keys, '2')).toBeNull();
  });

  test('a key the desk needs is never given away', () => {
    const keys = labelKeys([label('Sedge', { key: 's' }), label('Orchid', { key: '0' })]);
    expect(Object.fromEntries(keys)).toEqual({ sedge: '1', orchid: '2' });
  });

  test('a digit someone else has as their own key is not given twice', () => {
    const keys = labelKeys([label('Fern'), label('Moss', { key: '1' })]);
    expect(Object.fromEntries(keys)).toEqual({ moss: '1' });
  });
});

describe('what a key press means', () => {
  test.each([
    ['a digit', { key: '4', code: 'Digit4' }, '4'],
    ['the number pad', { key: '7', code: 'Numpad7' }, '7'],
    ['a French digit row without Shift', { key: '&', code: 'Digit1' }, '1'],
    ['a letter', { key: 's', code: 'KeyS' }, 's'],
    ['a question mark on a German keyboard', { key: '?', code: 'Minus' }, '?'],
    ['a slash above the seven', { key: '/', code: 'Digit7' }, '/'],
  ])('%s', (_, event, meant) => {
    expect(characterOf(event)).toBe(meant);
  });
});

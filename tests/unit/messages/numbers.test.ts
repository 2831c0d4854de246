import { describe, expect, it, test } from 'vitest';
import {
  confidencePercent,
  confidenceWord,
  count,
  estimateWords,
  fileSize,
  interval,
  percent,
  pValue,
  pWords,
} from '../../../src/messages/numbers';

describe('confidence in words', () => {
  test.each([
    [0.99, 'almost certain'],
    [0.95, 'almost certain'],
    [0.87, 'likely'],
    [0.75, 'likely'],
    [0.6, 'perhaps'],
    [0.5, 'perhaps'],
    [0.3, 'a guess'],
  ])('%d is %s', (probability, word) => {
    expect(confidenceWord(probability)).toBe(word);
  });
});

describe('confidence as a number', () => {
  test.each([
    [0.874, '87\u00a0%'],
    [0.994, '99\u00a0%'],
    [0.9999, '>\u00a099\u00a0%'],
    [1, '>\u00a099\u00a0%'],
    [0.001, '<\u00a01\u00a0%'],
  ])('%d reads %s: never quite certain, never quite excluded', (probability, text) => {
    expect(confidencePercent(probability)).toBe(text);
  });
});

describe('a share in per cent', () => {
  it('claims nothing and everything only where that is so', () => {
    expect(percent(0)).toBe('0\u00a0%');
    expect(percent(0.001)).toBe('<\u00a01\u00a0%');
    expect(percent(0.999)).toBe('>\u00a099\u00a0%');
    expect(percent(1)).toBe('100\u00a0%');
  });

  it('has its interval and the number of pictures beside it', () => {
    const estimate = { value: 0.8374, low: 0.77, high: 0.9, n: 120 };
    expect(interval(estimate)).toBe('77–90\u00a0%');
    expect(estimateWords(estimate)).toBe(
      '84\u00a0% (95\u00a0% interval 77–90\u00a0%, on 120 pictures)',
    );
  });
});

describe('a p-value', () => {
  it('is never zero', () => {
    expect(pValue(0.0001)).toBe('< 0.001');
    expect(pWords(0.0001)).toBe('p < 0.001');
    expect(pWords(0.0123)).toBe('p = 0.012');
  });
});

describe('a file size', () => {
  it.each([
    [0, '0\u00a0bytes'],
    [999, '999\u00a0bytes'],
    [20_480, '20\u00a0kB'],
    [2_300_000, '2.3\u00a0MB'],
    [34_000_000, '34\u00a0MB'],
    [4_200_000_000, '4.2\u00a0GB'],
    [5e15, '5000\u00a0TB'],
  ])('of %i bytes is %s', (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });
});

it('counts as one would say it', () => {
  expect(count(1, 'picture')).toBe('1 picture');
  expect(count(12_345, 'picture')).toBe('12,345 pictures');
  expect(count(2, 'box', 'boxes')).toBe('2 boxes');
});

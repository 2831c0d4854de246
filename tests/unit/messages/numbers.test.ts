import { confidencePercent, confidenceWord } from '../../../src/messages/numbers';
import { describe, expect, test } from 'vitest';

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

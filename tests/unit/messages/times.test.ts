import { timeLeft } from '../../../src/messages/times';
import { describe, expect, it } from 'vitest';

describe('time left, as a person would say it', () => {
  it.each([
    [0, 'a few seconds left'],
    [7, 'about 10 s left'],
    [54, 'about 55 s left'],
    [58, 'about 1 min left'],
    [118, 'about 2 min left'],
    [3000, 'about 50 min left'],
    [7200, 'about 2 h left'],
  ])('%d seconds: %s', (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });
});

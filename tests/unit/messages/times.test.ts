import { describe, expect, it } from 'vitest';
import {
  clock,
  day,
  daysBetween,
  duration,
  isoDay,
  moment,
  timeLeft,
} from '../../../src/messages/times';

describe('time left, as a person would say it', () => {
  it.each([
    [0, 'a few seconds left'],
    [7, 'about 10 seconds left'],
    [54, 'about 55 seconds left'],
    [58, 'about 1 minute left'],
    [118, 'about 2 minutes left'],
    [3000, 'about 50 minutes left'],
    [7200, 'about 2 hours left'],
  ])('%d seconds: %s', (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });
});

describe('a duration', () => {
  it.each([
    [1, '5 seconds'],
    [20, '20 seconds'],
    [40 * 60, '40 minutes'],
    [3.4 * 3600, '3.5 hours'],
    [26 * 3600, '26 hours'],
  ])('of %d seconds is %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

describe('a moment', () => {
  const at = new Date(2026, 10, 21, 18, 5).getTime();

  it('is said by the calendar of this computer', () => {
    expect(day(at)).toBe('21 Nov 2026');
    expect(clock(at)).toBe('18:05');
    expect(moment(at)).toBe('21 Nov 2026, 18:05');
  });

  it('is said in UTC in documents', () => {
    expect(isoDay(Date.UTC(2026, 10, 21, 23, 59))).toBe('2026-11-21');
  });

  it('is yesterday from midnight on, however few hours ago', () => {
    expect(daysBetween(at, new Date(2026, 10, 22, 0, 1).getTime())).toBe(1);
    expect(daysBetween(at, new Date(2026, 10, 21, 23, 59).getTime())).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import { matchingLabels, TypingBurst } from '../../../src/labeling/type-ahead';
import { label } from './labels';

describe('finding a label by a few letters', () => {
  const labels = ['Grand piano', 'Épée', 'Piano roll', 'Panorama', 'Sedge'].map((name) =>
    label(name),
  );
  const found = (query: string) => matchingLabels(labels, query).map((match) => match.name);

  test('names that begin with them come first, then words, then the middle of words', () => {
    expect(found('pi')).toEqual(['Piano roll', 'Grand piano']);
    expect(found('ano')).toEqual(['Grand piano', 'Piano roll', 'Panorama']);
  });

  test('case and accents do not matter', () => {
    expect(found('EPEE')).toEqual(['Épée']);
  });

  test('nothing typed matches everything, nonsense nothing', () => {
    expect(found('  ')).toHaveLength(labels.length);
    expect(found('xyz')).toEqual([]);
  });
});

describe('a name typed blind', () => {
  test('after a command letter the rest of the word is swallowed, with its Enter', () => {
    const burst = new TypingBurst(700);
    expect(burst.swallowsLetter(0, false)).toBe(false);
    burst.command(0);
    expect(burst.swallowsLetter(200, false)).toBe(true);
    expect(burst.swallowsLetter(800, true)).toBe(true);
    expect(burst.swallowsEnter(1200)).toBe(true);
    expect(burst.swallowsEnter(1300)).toBe(false);
  });

  test('skip, skip is two commands', () => {
    const burst = new TypingBurst(700);
    burst.command(0);
    expect(burst.swallowsLetter(100, true)).toBe(false);
  });

  test('skip, then Enter at once, is no burst', () => {
    const burst = new TypingBurst(700);
    burst.command(0);
    expect(burst.swallowsEnter(100)).toBe(false);
  });

  test('a letter after a pause begins something new', () => {
    const burst = new TypingBurst(700);
    burst.command(0);
    expect(burst.swallowsLetter(900, false)).toBe(false);
  });
});

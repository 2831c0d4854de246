import { describe, expect, it } from 'vitest';
import { oneAhead } from '../../../../src/workers/pictures/one-ahead';

/** Letters of a word; says when it begins. */
function spelling(begun: string[]) {
  return async function* (word: string): AsyncGenerator<string, void> {
    begun.push(word);
    await Promise.resolve();
    if (word === 'bad') throw new Error('It cannot be spelled.');
    yield* word;
  };
}

async function gathered(made: AsyncGenerator<string>): Promise<string> {
  let all = '';
  for await (const one of made) all += one;
  return all;
}

describe('one ahead', () => {
  it('gives everything in order, also of parts that give nothing', async () => {
    expect(await gathered(oneAhead(['ab', '', 'c', 'def'], spelling([])))).toBe('abcdef');
    expect(await gathered(oneAhead([], spelling([])))).toBe('');
  });

  it('has begun the next part while one is taken, and no other', async () => {
    const begun: string[] = [];
    const made = oneAhead(['one', 'two', 'six'], spelling(begun));
    await made.next();
    await new Promise((resolve) => setTimeout(resolve));
    expect(begun).toEqual(['one', 'two']);
    await made.next();
    await new Promise((resolve) => setTimeout(resolve));
    expect(begun).toEqual(['one', 'two']);
  });

  it('fails in the turn of what fails', async () => {
    const made = oneAhead(['ab', 'bad'], spelling([]));
    expect([(await made.next()).value, (await made.next()).value]).toEqual(['a', 'b']);
    await expect(made.next()).rejects.toThrow('It cannot be spelled.');
  });
});

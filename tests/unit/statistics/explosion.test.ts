import { describe, expect, it } from 'vitest';
import { ExplosionWatch } from '../../../src/statistics/explosion';

const guessing = Math.log(3);

/** The step at which it cries out, counted from 1; null when it never does. */
function outcry(losses: readonly number[]): number | null {
  const watch = new ExplosionWatch(guessing);
  const at = losses.findIndex((loss) => watch.hasExploded(loss));
  return at < 0 ? null : at + 1;
}

describe('a loss that explodes', () => {
  it('is noticed a few steps after it has left all bounds', () => {
    expect(outcry([0.4, 0.5, 0.9, 3, 9, 14, 18, 21])).toBe(6);
  });

  it('is noticed at once where it begins like that', () => {
    expect(outcry([20, 20, 20])).toBe(3);
  });

  it('is not suspected behind one hard batch, a bad start or slow learning', () => {
    expect(outcry([0.4, 0.5, 9, 0.6, 0.5, 0.4])).toBeNull();
    expect(outcry([3.5, 3, 2.5, 2, 1.5])).toBeNull();
    expect(outcry(new Array<number>(200).fill(guessing))).toBeNull();
  });
});

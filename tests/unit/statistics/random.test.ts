import { describe, expect, it } from 'vitest';
import { hashNumbers, randomNumbers, shuffled } from '../../../src/statistics/random';

describe('random numbers', () => {
  it('are the same for the same seeds and others for others', () => {
    const draw = (...seeds: number[]) => Array.from({ length: 5 }, randomNumbers(...seeds));
    expect(draw(1, 2)).toEqual(draw(1, 2));
    expect(draw(1, 2)).not.toEqual(draw(2, 1));
    expect(draw(1)).not.toEqual(draw(1, 0));
  });

  it('spread evenly over [0, 1)', () => {
    const random = randomNumbers(42);
    const bins = new Array<number>(10).fill(0);
    for (let count = 0; count < 20_000; count++) bins[Math.floor(random() * 10)]!++;
    for (const bin of bins) expect(Math.abs(bin - 2000)).toBeLessThan(200);
  });

  it('never change from one version to the next: stored runs depend on them', () => {
    expect([hashNumbers(), hashNumbers(0), hashNumbers(1), hashNumbers(7, 9)])
      .toMatchInlineSnapshot(`
      [
        3954623016,
        2754643151,
        3316553990,
        254947347,
      ]
    `);
  });
});

describe('a shuffle', () => {
  it('holds every index once, in an order the seed decides', () => {
    const order = shuffled(50, randomNumbers(3));
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
    expect(order).toEqual(shuffled(50, randomNumbers(3)));
    expect(order).not.toEqual(shuffled(50, randomNumbers(4)));
  });

  it('of nothing is nothing', () => {
    expect(shuffled(0, randomNumbers(1))).toHaveLength(0);
  });
});

import { describe, expect, it } from 'vitest';
import { readSweep, risingRates, smoothed } from '../../../src/statistics/learning-rate';

/** Gradient descent on curvature/2 · x², which diverges beyond a rate of 2 / curvature. */
function sweepOfParabola(curvature: number, start: number) {
  const rates = risingRates(1e-6, 1, 60);
  const losses: number[] = [];
  let x = start;
  for (const rate of rates) {
    losses.push((curvature / 2) * x * x + 0.01);
    x -= rate * curvature * x;
  }
  return { rates, losses };
}

describe('a sweep over learning rates', () => {
  it('rises by the same factor from step to step', () => {
    expect(risingRates(1e-3, 1, 4).map((rate) => Number(rate.toPrecision(6)))).toEqual([
      0.001, 0.01, 0.1, 1,
    ]);
  });

  it.each([20, 100, 1000])('suggests a rate that a parabola of curvature %d bears', (curvature) => {
    const { rates, losses } = sweepOfParabola(curvature, 1);
    const { suggested, hasFallen } = readSweep(rates, losses, 1);
    expect(hasFallen).toBe(true);
    expect(suggested).toBeLessThan(2 / curvature);
    expect(suggested).toBeGreaterThan(2 / curvature / 200);
  });

  it('stays a tenth under where the loss begins to rise when there was nothing to fall from', () => {
    const rates = risingRates(1e-6, 1, 60);
    const losses = rates.map((rate) => 0.1 + 100 * rate);
    const { suggested, hasFallen, risesFrom } = readSweep(rates, losses, 1);
    expect(hasFallen).toBe(false);
    expect(risesFrom).toBeGreaterThan(1e-4);
    expect(risesFrom).toBeLessThan(0.01);
    expect(suggested).toBeCloseTo(risesFrom! / 10, 10);
  });

  it('takes easy and hard pictures for chance, not for a fall or a rise', () => {
    // A head that knows its pictures, whose loss runs away in the end.
    const rates = risingRates(1e-6, 1, 60);
    const losses = rates.map((rate, step) => 0.01 + 0.01 * (step % 3) + (rate > 0.01 ? 3 : 0));
    const { suggested, hasFallen } = readSweep(rates, losses, Math.log(4));
    expect(hasFallen).toBe(false);
    expect(suggested).toBeGreaterThan(5e-4);
    expect(suggested).toBeLessThan(2e-3);
  });

  it('ends where a step gave no number', () => {
    const rates = risingRates(1e-6, 1, 20);
    const reading = readSweep(rates, [...new Array<number>(12).fill(0.5), NaN, 3], 1);
    expect(reading.smooth).toHaveLength(12);
    expect(reading.risesFrom).toBe(rates[12]);
    expect(reading.suggested).toBeCloseTo(rates[12]! / 10, 12);
  });

  it('says nothing after a few steps', () => {
    expect(readSweep(risingRates(1e-6, 1, 60), [1, 2, 3], 1).suggested).toBeNull();
  });
});

describe('a smoothed loss', () => {
  it('begins where the loss begins, and follows it slowly', () => {
    expect(smoothed([2, 2, 2])).toEqual(
      [2, 2, 2].map((value) => expect.closeTo(value, 12) as number),
    );
    const [, second] = smoothed([1, 0]);
    // 0.9 of the first and 1 of the second, of 1.9 in all.
    expect(second).toBeCloseTo(0.9 / 1.9, 12);
  });
});

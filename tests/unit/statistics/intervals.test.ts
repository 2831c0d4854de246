import { describe, expect, it } from 'vitest';
import { mcnemar, wilson } from '../../../src/statistics/intervals';

describe("Wilson's interval", () => {
  it.each([
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i runs from %f to %f', (right, n, low, high) => {
    const estimate = wilson(right, n);
    expect(estimate.value).toBe(right / n);
    expect(estimate.n).toBe(n);
    expect(estimate.low).toBeCloseTo(low, 4);
    expect(estimate.high).toBeCloseTo(high, 4);
  });

  // statsmodels 0.13.5, proportion_confint(method='wilson').
  it.each([
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [1, 29, 0.006113214292762667, 0.17175521879320294],
    [147, 300, 0.43391704888051774, 0.5463358105439731],
    [20, 20, 0.8388748419471804, 1],
  ])('of %i in %i agrees with statsmodels', (right, n, low, high) => {
    expect(wilson(right, n).low).toBeCloseTo(low, 9);
    expect(wilson(right, n).high).toBeCloseTo(high, 9);
  });

  it('holds everything where nothing was measured', () => {
    expect(wilson(0, 0)).toEqual({ value: 0, low: 0, high: 1, n: 0 });
  });

  it('reaches one when all were right', () => {
    expect(wilson(10, 10).high).toBe(1);
  });
});

describe("McNemar's exact test", () => {
  const paired = (both: number, b: number, c: number, neither: number) => [
    [
      ...Array<number>(both).fill(1),
      ...Array<number>(b).fill(1),
      ...Array<number>(c + neither).fill(0),
    ],
    [
      ...Array<number>(both).fill(1),
      ...Array<number>(b).fill(0),
      ...Array<number>(c).fill(1),
      ...Array<number>(neither).fill(0),
    ],
  ];

  it.each([
    // 2 · (1 + 6) / 2^6
    [5, 1, 0.21875],
    // 2 · (1 + 10 + 45) / 2^10
    [8, 2, 0.109375],
    [0, 6, 0.03125],
    [3, 3, 1],
    [0, 0, 1],
    // statsmodels 0.13.5, contingency_tables.mcnemar(exact=True).
    [37, 21, 0.047940324071666984],
    [120, 80, 0.005685155996750306],
  ])('of %i against %i gives p = %f', (b, c, p) => {
    const [before, after] = paired(40, b, c, 7);
    const result = mcnemar(before!, after!);
    expect(result).toMatchObject({ b, c });
    expect(result.p).toBeCloseTo(p, 12);
  });

  it('does not underflow with thousands of disagreements', () => {
    const [before, after] = paired(0, 1500, 1400, 0);
    // z = 100 / √2900, continuity-corrected: about 0.066.
    expect(mcnemar(before!, after!).p).toBeCloseTo(0.066, 3);
  });
});

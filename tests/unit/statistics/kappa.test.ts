import { describe, expect, it } from 'vitest';
import { kappa } from '../../../src/statistics/kappa';

/** Two sequences of answers with this table of how often which met which. */
function answersOf(table: number[][]): [number[], number[]] {
  const pairs = table.flatMap((row, one) =>
    row.flatMap((times, other) => Array.from({ length: times }, () => [one, other])),
  );
  return [pairs.map(([one]) => one!), pairs.map(([, other]) => other!)];
}

describe("Cohen's kappa", () => {
  // Value: scikit-learn 1.2.1, cohen_kappa_score. Interval: statsmodels 0.13.5, cohens_kappa (kappa_low,
  // kappa_upp).
  it.each([
    [
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
      0.151092290476661,
      0.6489077095233389,
    ],
    [
      [
        [88, 14, 18],
        [10, 40, 10],
        [2, 6, 12],
      ],
      0.4915254237288136,
      0.3915637020535469,
      0.59148714540408,
    ],
    [
      [
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ],
      0.6764705882352942,
      0.5045759580860855,
      0.8483652183845026,
    ],
    [
      [
        [3, 9],
        [8, 2],
      ],
      -0.5454545454545454,
      -0.8942344593896163,
      -0.19667463151947445,
    ],
    [
      [
        [10, 0],
        [0, 12],
      ],
      1,
      1,
      1,
    ],
  ])('of %j is %f, between %f and %f', (table, value, low, high) => {
    const [one, other] = answersOf(table);
    const found = kappa(one, other, table.length);
    expect(found.value).toBeCloseTo(value, 10);
    expect(found.low).toBeCloseTo(low, 6);
    expect(found.high).toBeCloseTo(high, 6);
    expect(found.n).toBe(table.flat().reduce((sum, times) => sum + times, 0));
    expect(found.agreed).toBe(table.reduce((sum, row, at) => sum + row[at]!, 0));
  });

  it('says nothing where nothing was compared, or only one answer occurs', () => {
    expect(kappa([], [], 3)).toEqual({ value: NaN, low: -1, high: 1, n: 0, agreed: 0 });
    expect(kappa([1, 1, 1], [1, 1, 1], 3)).toMatchObject({ value: NaN, n: 3, agreed: 3 });
  });
});

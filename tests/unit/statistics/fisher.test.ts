import { describe, expect, it } from 'vitest';
import { fisherWorse } from '../../../src/statistics/fisher';
import { holm } from '../../../src/statistics/holm';
import { digits, reference } from './reference';

describe("Fisher's exact test", () => {
  it.each(reference.fisher)("of $table agrees with SciPy's", ({ table, p }) => {
    expect(fisherWorse(...table)).toBeCloseTo(p, digits);
  });

  it('finds nothing remarkable where there is nothing', () => {
    expect(fisherWorse(0, 0, 3, 10)).toBe(1);
    expect(fisherWorse(0, 10, 0, 10)).toBe(1);
  });
});

describe("Holm's correction", () => {
  it('agrees with statsmodels, in the order given', () => {
    holm(reference.holm.ps).forEach((p, at) =>
      expect(p).toBeCloseTo(reference.holm.corrected[at]!, digits),
    );
  });

  it('leaves a single look as it is', () => expect(holm([0.03])).toEqual([0.03]));
});

import { describe, expect, it } from 'vitest';
import { pairedDifference } from '../../../src/statistics/paired-difference';

describe('a paired difference', () => {
  it('has the standard error of the mean of differences', () => {
    // Differences 1, 2, 3: mean 2, standard deviation 1, error 1 / √3.
    const found = pairedDifference([2, 4, 6], [1, 2, 3]);
    expect(found?.mean).toBeCloseTo(2, 12);
    expect(found?.error).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(found?.isClear).toBe(true);
  });

  it('is not clear within two standard errors, nor on a single part', () => {
    expect(pairedDifference([1, -1, 0.5], [0, 0, 0])?.isClear).toBe(false);
    expect(pairedDifference([1], [0])).toEqual({ mean: 1, error: null, isClear: false });
  });

  it('looks only at parts both have seen', () => {
    expect(pairedDifference([1, 2, 50], [1, 2])?.mean).toBe(0);
    expect(pairedDifference([], [1])).toBeNull();
  });
});

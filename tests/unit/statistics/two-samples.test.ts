import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../../src/statistics/random';
import { compareSamples } from '../../../src/statistics/two-samples';

const dims = 12;

/** Normally distributed around `mean` in the first dimension, around 0 in the others. */
function cloud(count: number, mean: number, random: () => number): number[] {
  return Array.from({ length: count * dims }, (_, at) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return normal + (at % dims === 0 ? mean : 0);
  });
}

function compare(shift: number, seed: number, permutations = 199) {
  const random = randomNumbers(seed);
  const rows = Float32Array.from([...cloud(40, 0, random), ...cloud(60, shift, random)]);
  return compareSamples({ views: [{ rows, dims }], first: 40, random, permutations });
}

describe('the two-sample test', () => {
  it('sees that one cloud lies elsewhere', () => {
    expect(compare(2, 1).p).toBeLessThan(0.01);
  });

  it('gives the unbiased estimate of Gretton et al. (2012, equation 3)', () => {
    // Computed term by term: three points at 0, 1 and 2 against two at 4 and 5, median distance 2 squared.
    const at = [0, 1, 2, 4, 5];
    const rows = Float32Array.from(at);
    const { mmd } = compareSamples({
      views: [{ rows, dims: 1 }],
      ...{ first: 3, random: randomNumbers(1), permutations: 1 },
    });
    const squares = at.flatMap((a, i) => at.slice(i + 1).map((b) => (a - b) ** 2));
    const width = squares.sort((a, b) => a - b)[5]!;
    const k = (a: number, b: number) => Math.exp(-((a - b) ** 2) / width);
    const within = (2 * (k(0, 1) + k(0, 2) + k(1, 2))) / 6 + (2 * k(4, 5)) / 2;
    const across = [0, 1, 2].flatMap((a) => [4, 5].map((b) => k(a, b)));
    const expected = within - (2 * across.reduce((sum, value) => sum + value, 0)) / 6;
    expect(mmd).toBeCloseTo(expected, 6);
  });

  it('is wrong about equal clouds as often as it says, and no oftener', () => {
    const alarms = Array.from({ length: 60 }, (_, seed) => compare(0, seed + 100, 99).p);
    expect(alarms.filter((p) => p <= 0.05).length).toBeLessThanOrEqual(7);
    expect(alarms.reduce((sum, p) => sum + p, 0) / alarms.length).toBeGreaterThan(0.35);
  });

  it('names the members that are least like the other side', () => {
    const random = randomNumbers(2);
    // Ten of the second cloud lie elsewhere; the first cloud has nothing there.
    const parts = [cloud(30, 0, random), cloud(20, 0, random), cloud(10, 5, random)];
    const rows = Float32Array.from(parts.flat());
    const { witness } = compareSamples({ views: [{ rows, dims }], first: 30, random });
    const strangest = Array.from(witness.keys())
      .slice(30)
      .sort((a, b) => witness[b]! - witness[a]!);
    expect(strangest.slice(0, 8).every((row) => row >= 50)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { readCurve } from '../../../src/statistics/learning-curve';
import { errorAt } from '../../../src/statistics/power-law';
import { randomNumbers } from '../../../src/statistics/random';

const sizes = [10, 20, 40, 80, 160];
const law = { asymptote: 0.05, scale: 1.5, exponent: 0.5 };

/** Answers of five orders to 400 items; each item is right from its own difficulty on. */
function answers(rate: (n: number) => number, seed: number) {
  const random = randomNumbers(seed);
  const difficulty = Array.from({ length: 400 }, random);
  return Array.from({ length: 5 }, () =>
    sizes.map((n) =>
      Uint8Array.from(difficulty, (hard) => (hard + (random() - 0.5) / 10 < rate(n) ? 1 : 0)),
    ),
  );
}

describe('reading a learning curve', () => {
  const right = answers((n) => 1 - errorAt(law, n), 3);

  it('puts an interval around each point', () => {
    const { points } = readCurve({ sizes, right }, [], randomNumbers(1));
    for (const { value, low, high } of points) {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });

  it('foretells the gain within its interval', () => {
    const { gains } = readCurve({ sizes, right }, [50, 160], randomNumbers(1));
    for (const { more, low, high } of gains) {
      const truth = errorAt(law, 160) - errorAt(law, 160 + more);
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
    }
  });

  it('foretells nothing where learning more has not helped', () => {
    const flat = answers(() => 0.6, 3).map((order) => order.map(() => order[0]!));
    const reading = readCurve({ sizes, right: flat }, [50], randomNumbers(1));
    expect(reading.law).toBeNull();
    expect(reading.gains).toEqual([]);
  });

  it('reads the same from the same chance', () => {
    const read = () => readCurve({ sizes, right }, [50], randomNumbers(8));
    expect(read()).toEqual(read());
  });
});

import { describe, expect, it } from 'vitest';
import { percentileInterval, resamples } from '../../../src/statistics/bootstrap';
import { randomNumbers } from '../../../src/statistics/random';
import { digits, firstChoices, reference } from './reference';

const { truth, classes } = reference;

/** The mean F1 of the labels that occur among some items, in truth or answers, from its definition. */
function macroF1(items: readonly number[], answers: readonly number[]): number {
  const scores = Array.from({ length: classes }, (_, label) => {
    const is = items.filter((item) => truth[item] === label).length;
    const said = items.filter((item) => answers[item] === label).length;
    const hits = items.filter((item) => truth[item] === label && answers[item] === label).length;
    return is + said === 0 ? null : (2 * hits) / (is + said);
  }).filter((score) => score !== null);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

const one = firstChoices().map(({ choice }) => choice);
const other = firstChoices(reference.other).map(({ choice }) => choice);

describe('the bootstrap interval', () => {
  it('of a score agrees with scikit-learn and NumPy on the same draws', () => {
    const scores = reference.resamples.map((items) => macroF1(items, one));
    const { low, high } = percentileInterval(scores);
    expect(low).toBeCloseTo(reference.macroF1Interval[0], digits);
    expect(high).toBeCloseTo(reference.macroF1Interval[1], digits);
  });

  it('of a difference between two models, both scored on each draw, does so too', () => {
    const differences = reference.resamples.map(
      (items) => macroF1(items, one) - macroF1(items, other),
    );
    const { low, high } = percentileInterval(differences);
    expect(low).toBeCloseTo(reference.differenceInterval[0], digits);
    expect(high).toBeCloseTo(reference.differenceInterval[1], digits);
  });

  it('is known to nobody where there are no scores', () => {
    expect(percentileInterval([])).toEqual({ low: NaN, high: NaN });
  });
});

describe('resamples', () => {
  it('are as many as asked for, of items that exist, the same for the same seed', () => {
    const drawn = [...resamples(7, 30, randomNumbers(1))];
    expect(drawn).toHaveLength(30);
    expect(drawn.every((items) => items.length === 7 && items.every((item) => item < 7))).toBe(
      true,
    );
    expect([...resamples(7, 30, randomNumbers(1))]).toEqual(drawn);
    expect([...resamples(7, 30, randomNumbers(2))]).not.toEqual(drawn);
  });

  it('draw with replacement', () => {
    const [items] = [...resamples(200, 1, randomNumbers(3))];
    // 1 − 1/e of the items are expected: 126 of 200.
    expect(new Set(items).size).toBeGreaterThan(105);
    expect(new Set(items).size).toBeLessThan(147);
  });
});

import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../../src/statistics/random';
import { drawPlace, type Space } from '../../../src/statistics/random-search';

const space: Space = {
  rate: { kind: 'log', low: 1e-4, high: 1 },
  depth: { kind: 'choice', values: ['last', 'all'] },
};

const many = (round: number, best: ReturnType<typeof drawPlace> | null) =>
  Array.from({ length: 2000 }, (_, index) =>
    drawPlace(space, round, best, randomNumbers(3, index)),
  );

describe('random search', () => {
  it('draws evenly over magnitudes at first', () => {
    const rates = many(1, null).map(({ rate }) => Math.log10(rate as number));
    for (let magnitude = -4; magnitude < 0; magnitude++) {
      const share = rates.filter((rate) => Math.floor(rate) === magnitude).length / rates.length;
      expect(share).toBeCloseTo(0.25, 1);
    }
    const deep = many(1, null).filter(({ depth }) => depth === 'all').length;
    expect(deep / 2000).toBeCloseTo(0.5, 1);
  });

  it('looks at a third of the width around the best in each later round', () => {
    const best = { rate: 0.01, depth: 'all' };
    const widthOf = (round: number) => {
      const rates = many(round, best).map(({ rate }) => Math.log10(rate as number));
      return Math.max(...rates) - Math.min(...rates);
    };
    expect(widthOf(2)).toBeCloseTo(4 / 3, 1);
    expect(widthOf(3)).toBeCloseTo(4 / 9, 1);
  });

  it('mostly keeps the best of a few choices, but not always', () => {
    const kept = many(2, { rate: 0.01, depth: 'all' }).filter(({ depth }) => depth === 'all');
    expect(kept.length / 2000).toBeCloseTo(2 / 3 + 1 / 6, 1);
  });

  it('stays within its bounds, also around a best at the edge', () => {
    for (const { rate } of many(2, { rate: 1, depth: 'all' })) {
      expect(rate).toBeLessThanOrEqual(1);
      expect(rate).toBeGreaterThan(0.1);
    }
  });

  it('draws the same from the same seed', () => {
    expect(many(2, { rate: 0.1, depth: 'last' })).toEqual(many(2, { rate: 0.1, depth: 'last' }));
  });
});

import { describe, expect, it } from 'vitest';
import { stratifiedFolds } from '../../../src/statistics/folds';
import { randomNumbers } from '../../../src/statistics/random';

const members = (count: number, labels: number, inGroup = 1) =>
  Array.from({ length: count }, (_, at) => ({
    stratum: at % labels,
    group: `group ${Math.floor(at / (labels * inGroup))} ${at % labels}`,
  }));

describe('folds for cross-validation', () => {
  it('spread every label evenly', () => {
    const all = members(103, 4);
    const foldOf = stratifiedFolds(all, 5, randomNumbers(1));
    for (let label = 0; label < 4; label++) {
      const sizes = [0, 1, 2, 3, 4].map(
        (fold) => all.filter((one, at) => one.stratum === label && foldOf[at] === fold).length,
      );
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it('are of nearly one size', () => {
    const foldOf = stratifiedFolds(members(98, 7), 5, randomNumbers(3));
    const sizes = [0, 1, 2, 3, 4].map((fold) => foldOf.filter((own) => own === fold).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(3);
  });

  it('never cut a group in two', () => {
    const all = members(90, 3, 4);
    const foldOf = stratifiedFolds(all, 5, randomNumbers(2));
    const foldsOf = new Map<string, Set<number>>();
    all.forEach(({ group }, at) => {
      foldsOf.set(group, (foldsOf.get(group) ?? new Set()).add(foldOf[at]!));
    });
    expect([...foldsOf.values()].every((folds) => folds.size === 1)).toBe(true);
  });

  it('are the same for the same chance, others for another', () => {
    const all = members(60, 3);
    const deal = (seed: number) => [...stratifiedFolds(all, 5, randomNumbers(seed))];
    expect(deal(4)).toEqual(deal(4));
    expect(deal(4)).not.toEqual(deal(5));
  });
});

import { describe, expect, it } from 'vitest';
import { fitRidge, ridgeChoices, standardiser } from '../../../../scripts/probe/ridge';

const examples = [
  [1, 0, 2],
  [0, 1, -1],
  [2, 1, 0],
  [-1, 0, 1],
].map((numbers) => Float64Array.from(numbers));
const labels = [0, 1, 0, 1];

describe('a ridge classifier', () => {
  it('has the weights at which penalised squares are least', () => {
    const weights = fitRidge(examples, labels, 2);
    const squares = examples.flatMap((row) => [...row]).map((value) => value * value);
    const penalty = (0.1 * squares.reduce((sum, value) => sum + value, 0)) / examples.length;
    const cost = (kind: number, candidate: Float64Array): number =>
      examples.reduce((sum, row, at) => {
        const target = (labels[at] === kind ? 1 : 0) - 1 / 2;
        const said = row.reduce((total, value, place) => total + value * candidate[place]!, 0);
        return sum + (said - target) ** 2;
      }, 0) + candidate.reduce((sum, value) => sum + penalty * value * value, 0);
    weights.forEach((found, kind) => {
      const least = cost(kind, found);
      for (const place of [0, 1, 2])
        for (const step of [-0.01, 0.01]) {
          const beside = found.map((value, at) => value + (at === place ? step : 0));
          expect(cost(kind, beside)).toBeGreaterThan(least);
        }
    });
  });

  it('chooses the label of the higher score', () => {
    expect(ridgeChoices(fitRidge(examples, labels, 2), examples)).toEqual(labels);
  });
});

it('numbers are brought to mean 0 and deviation 1, a constant one to 0', () => {
  const vectors = [Float32Array.of(1, 7), Float32Array.of(3, 7), Float32Array.of(5, 7)];
  const standardised = vectors.map(standardiser(vectors));
  expect(standardised.map(([first]) => first)).toEqual([
    expect.closeTo(-1.2247, 3),
    expect.closeTo(0),
    expect.closeTo(1.2247, 3),
  ]);
  expect(standardised.every(([, second]) => second === 0)).toBe(true);
});

import { describe, expect, it } from 'vitest';
import { rightAnswers } from '../../../src/model/answers';
import { knnPredict, nearest, normalise } from '../../../src/model/neighbours';
import { blobs, normalNumbers } from './blobs';

describe('nearest neighbours', () => {
  const normal = normalNumbers(1);
  const raw = Float32Array.from({ length: 50 * 7 }, normal);
  const matrix = normalise(raw, 7);
  const rows = [...Array(50).keys()];

  it('are those at the smallest angle', () => {
    const query = Float32Array.from({ length: 7 }, normal);
    const cosine = (row: number) => {
      const other = raw.subarray(row * 7, row * 7 + 7);
      const product = query.reduce((sum, value, at) => sum + value * other[at]!, 0);
      return product / Math.hypot(...query) / Math.hypot(...other);
    };
    const expected = [...rows].sort((a, b) => cosine(b) - cosine(a)).slice(0, 5);
    const found = nearest(query, matrix, rows, 5);
    expect(found.map(({ row }) => row)).toEqual(expected);
    found.forEach(({ row, similarity }) => expect(similarity).toBeCloseTo(cosine(row), 5));
  });

  it('come from the rows that count', () => {
    const found = nearest(raw.slice(0, 7), matrix, [3, 9, 27], 5);
    expect(found.map(({ row }) => row).sort((a, b) => a - b)).toEqual([3, 9, 27]);
    expect(nearest(raw.slice(0, 7), matrix, [], 5)).toEqual([]);
  });

  it('include oneself at similarity one', () => {
    expect(nearest(raw.slice(70, 77), matrix, rows, 1)[0]!.row).toBe(10);
    expect(nearest(raw.slice(70, 77), matrix, rows, 1)[0]!.similarity).toBeCloseTo(1, 5);
  });

  it('of equals are in the order of the rows', () => {
    const same = normalise(Float32Array.of(1, 1, 1, 1, 1, 1), 2);
    expect(nearest(Float32Array.of(1, 1), same, [2, 0, 1], 2).map(({ row }) => row)).toEqual([
      2, 0,
    ]);
  });

  it('of nothing but zeros are still numbers', () => {
    const zeros = normalise(new Float32Array(4), 2);
    expect(nearest(new Float32Array(2), zeros, [0, 1], 1)).toEqual([{ row: 0, similarity: 0 }]);
  });
});

describe('the vote of the neighbours', () => {
  it('is right where classes lie apart, and shares out one vote', () => {
    const data = blobs({ n: 120, dims: 16, classes: 3, seed: 1, apart: 3 });
    const train = [...Array(80).keys()];
    const test = [...Array(40).keys()].map((row) => row + 80);
    const shares = knnPredict({
      matrix: normalise(data.features, 16),
      dims: 16,
      train,
      trainTargets: data.targets.slice(0, 240),
      test,
      classes: 3,
    });
    for (let row = 0; row < 40; row++) {
      expect(shares[row * 3]! + shares[row * 3 + 1]! + shares[row * 3 + 2]!).toBeCloseTo(1, 5);
    }
    const right = rightAnswers(shares, data.targets.slice(240), 3, 'softmax');
    expect(right.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(36);
  });

  it('is silent without neighbours', () => {
    const matrix = Float32Array.of(1, 0);
    const vote = {
      matrix,
      dims: 2,
      train: [],
      trainTargets: new Uint8Array(),
      test: [0],
      classes: 2,
    };
    expect([...knnPredict(vote)]).toEqual([0, 0]);
  });
});

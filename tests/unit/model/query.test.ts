import { describe, expect, it } from 'vitest';
import { orderPool } from '../../../src/model/query';
import type { PoolQuestion } from '../../../src/model/query';
import { blobs } from './blobs';

const data = blobs({ n: 200, dims: 30, classes: 5, seed: 1, apart: 4 });
const rows = (from: number, to: number) =>
  Uint32Array.from({ length: to - from }, (_, index) => from + index);

const question: PoolQuestion = {
  features: data.features,
  dims: 30,
  probabilities: null,
  classes: 5,
  kind: 'softmax',
  candidates: rows(20, 200),
  labelled: rows(0, 20),
  strategy: 'uncertain',
  seed: 7,
};

const kindOf = (row: number) => data.targets.subarray(row * 5, row * 5 + 5).indexOf(1);

describe.each(['uncertain', 'random'] as const)('the %s order', (strategy) => {
  it('holds every candidate once, and is the same for the same seed', () => {
    const order = orderPool({ ...question, strategy });
    expect([...order].sort((a, b) => a - b)).toEqual([...question.candidates]);
    expect(orderPool({ ...question, strategy })).toEqual(order);
    expect(orderPool({ ...question, strategy, seed: 8 })).not.toEqual(order);
  });

  it('of nothing is nothing', () => {
    const probabilities = new Float32Array(200 * 5).fill(0.2);
    const candidates = new Uint32Array();
    expect(orderPool({ ...question, strategy, candidates })).toHaveLength(0);
    expect(orderPool({ ...question, strategy, candidates, probabilities })).toHaveLength(0);
  });
});

describe('before there is a model', () => {
  it('asks for one of each kind first', () => {
    const order = orderPool({ ...question, labelled: new Uint32Array() });
    expect(new Set([...order.slice(0, 5)].map(kindOf)).size).toBe(5);
  });

  it('keeps away from what was asked before', () => {
    const labelled = rows(0, 200).filter((row) => kindOf(row) < 3);
    const candidates = rows(0, 200);
    const order = orderPool({ ...question, labelled, candidates });
    expect([...order.slice(0, 2)].map(kindOf).sort()).toEqual([3, 4]);
  });
});

describe('with a model', () => {
  it('asks first where it hesitates between two answers', () => {
    const probabilities = Float32Array.from({ length: 1000 }, (_, at) =>
      at % 5 === 0 ? 0.96 : 0.01,
    );
    const doubtful = [31, 77, 150];
    for (const row of doubtful) probabilities.set([0.45, 0.4, 0.05, 0.05, 0.05], row * 5);
    // Only the first window is spread out; the doubtful ones are in it whatever comes with them.
    const order = orderPool({ ...question, probabilities });
    for (const row of doubtful) expect(order.slice(0, 64)).toContain(row);
  });

  it('asks first about tags that are neither here nor there', () => {
    const probabilities = new Float32Array(1000).fill(0.02);
    const doubtful = [40, 41, 42, 43];
    for (const row of doubtful) probabilities[row * 5 + 3] = 0.5;
    const order = orderPool({ ...question, kind: 'sigmoid', probabilities });
    for (const row of doubtful) expect(order.slice(0, 64)).toContain(row);
  });

  it('spreads equally doubtful items over the collection', () => {
    const order = orderPool({ ...question, probabilities: new Float32Array(1000).fill(0.2) });
    expect(new Set([...order.slice(0, 8)].map(kindOf)).size).toBeGreaterThan(3);
  });
});

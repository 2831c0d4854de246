import { describe, expect, it } from 'vitest';
import { orderPool } from '../../../src/model/query';
import type { PoolQuestion } from '../../../src/model/query';

const question: PoolQuestion = {
  probabilities: Float32Array.from({ length: 1000 }, (_, at) => (at % 5 === 0 ? 0.96 : 0.01)),
  classes: 5,
  kind: 'softmax',
  candidates: Uint32Array.from({ length: 180 }, (_, index) => 20 + index),
  strategy: 'uncertain',
  seed: 7,
};

describe.each(['uncertain', 'random'] as const)('the %s order', (strategy) => {
  it('holds every candidate once, and is the same for the same seed', () => {
    const order = orderPool({ ...question, strategy });
    expect([...order].sort((a, b) => a - b)).toEqual([...question.candidates]);
    expect(orderPool({ ...question, strategy })).toEqual(order);
    expect(orderPool({ ...question, strategy, seed: 8 })).not.toEqual(order);
  });

  it('of nothing is nothing', () => {
    expect(orderPool({ ...question, strategy, candidates: new Uint32Array() })).toHaveLength(0);
  });
});

describe('the uncertain order', () => {
  it('asks first where the model hesitates between two answers, the closest call before the others', () => {
    const probabilities = question.probabilities.slice();
    probabilities.set([0.45, 0.41, 0.06, 0.04, 0.04], 31 * 5);
    probabilities.set([0.42, 0.42, 0.06, 0.05, 0.05], 77 * 5);
    probabilities.set([0.5, 0.3, 0.1, 0.05, 0.05], 150 * 5);
    const order = orderPool({ ...question, probabilities });
    expect([...order.slice(0, 3)]).toEqual([77, 31, 150]);
  });

  it('asks first about tags that are neither here nor there', () => {
    const probabilities = new Float32Array(1000).fill(0.02);
    for (const row of [40, 41, 42, 43]) probabilities[row * 5 + 3] = 0.5;
    const order = orderPool({ ...question, kind: 'sigmoid', probabilities });
    expect([...order.slice(0, 4)].sort()).toEqual([40, 41, 42, 43]);
  });
});

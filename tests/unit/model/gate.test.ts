import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/model/evaluation';
import { enoughToJudge, serviceGate } from '../../../src/model/gate';
import type { GateFloor } from '../../../src/model/gate';

/** Two labels by turns; the first `right` answers are right. */
function outcome(n: number, right: number, from = 0) {
  const after = Uint8Array.from({ length: n }, (_, row) =>
    row >= from && row < from + right ? 1 : 0,
  );
  const targets = Uint8Array.from({ length: n * 2 }, (_, at) =>
    Math.floor(at / 2) % 2 === at % 2 ? 1 : 0,
  );
  const probabilities = Float32Array.from(targets, (target, at) =>
    after[Math.floor(at / 2)] === 1 ? target : 1 - target,
  );
  const baselines = { majority: after, neighbours: after };
  const evaluation = evaluate({ probabilities, targets, classes: 2, kind: 'softmax', baselines });
  return { right: after, evaluation };
}

function gate(n: number, before: number, after: number, floors: GateFloor[] = []) {
  const [serving, fresh] = [outcome(n, before), outcome(n, after)];
  return serviceGate({
    before: serving.right,
    after: fresh.right,
    evaluation: fresh.evaluation,
    serving: serving.evaluation,
    floors,
  });
}

describe('the service gate', () => {
  it('lets a better run through, and one as good', () => {
    expect(gate(100, 70, 75)).toBeNull();
    expect(gate(100, 70, 70)).toBeNull();
  });

  it('holds back a run that is surely worse', () => {
    // Five lost and none won: p = 2 / 2^5.
    expect(gate(100, 75, 70)).toEqual({ reason: 'worse', n: 100, p: 0.0625 });
  });

  it('lets a run through whose loss may be chance', () => {
    // Four lost: p = 2 / 2^4.
    expect(gate(100, 74, 70)).toBeNull();
  });

  it(`judges nothing on fewer than ${enoughToJudge} decisions`, () => {
    expect(gate(29, 29, 0)).toBeNull();
    expect(gate(30, 30, 0)).toMatchObject({ reason: 'worse', n: 30 });
  });

  it('lets anything through while nothing serves', () => {
    const { right, evaluation } = outcome(50, 0);
    const question = { before: null, after: right, evaluation, serving: null, floors: [] };
    expect(serviceGate(question)).toBeNull();
  });

  it('holds back a run that falls under a floor', () => {
    const floors: GateFloor[] = [
      { metric: { kind: 'macro-f1' }, atLeast: 0.1 },
      { metric: { kind: 'accuracy' }, atLeast: 0.72 },
    ];
    expect(gate(100, 73, 71, floors)).toEqual({ reason: 'floor', n: 100, index: 1, was: 0.71 });
  });

  it('does not hold back what comes closer to a floor than what serves', () => {
    const floors: GateFloor[] = [{ metric: { kind: 'accuracy' }, atLeast: 0.9 }];
    expect(gate(100, 70, 75, floors)).toBeNull();
  });

  it('keeps floors for single labels', () => {
    const recall = (label: number): GateFloor[] => [
      { metric: { kind: 'recall', label }, atLeast: 0.74 },
    ];
    // Of 74 right in turns, 37 of 50 are each label's; of 73, the second label has 36.
    expect(gate(100, 74, 73, recall(1))).toMatchObject({ reason: 'floor', was: 0.72 });
    expect(gate(100, 74, 73, recall(0))).toBeNull();
    expect(gate(100, 74, 73, recall(5))).toBeNull();
    const precision: GateFloor[] = [{ metric: { kind: 'precision', label: 0 }, atLeast: 1 }];
    expect(gate(100, 74, 73, precision)).toMatchObject({ reason: 'floor' });
  });
});

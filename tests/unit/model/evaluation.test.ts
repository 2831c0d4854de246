import { describe, expect, it } from 'vitest';
import { rightAnswers, surprises } from '../../../src/model/answers';
import { evaluate, majorityBaseline } from '../../../src/model/evaluation';
import { wilson } from '../../../src/statistics/intervals';
import { reference, targets as referenceTargets } from '../statistics/reference';

/** Probabilities that put 0.8 on each row's answer; targets from each row's truth. */
function answers(classes: number, truth: number[], given: number[]): [Float32Array, Uint8Array] {
  const probabilities = new Float32Array(truth.length * classes).fill(0.2 / (classes - 1));
  const targets = new Uint8Array(truth.length * classes);
  given.forEach((label, row) => (probabilities[row * classes + label] = 0.8));
  truth.forEach((label, row) => (targets[row * classes + label] = 1));
  return [probabilities, targets];
}

const baselines = {
  majority: new Uint8Array(8),
  neighbours: Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0),
};

describe('a score for one label a picture', () => {
  //           truth      answer
  const [probabilities, targets] = answers(4, [0, 0, 0, 0, 1, 1, 2, 2], [0, 0, 0, 1, 1, 1, 0, 2]);
  const score = evaluate({ probabilities, targets, classes: 4, kind: 'softmax', baselines });

  it('counts right answers', () => {
    expect(score.n).toBe(8);
    expect(score.accuracy).toEqual(wilson(6, 8));
  });

  it('gives each label its precision, recall and F1, worked out by hand', () => {
    expect(score.classes.map(({ n }) => n)).toEqual([4, 2, 2, 0]);
    expect(score.classes.map(({ precision }) => precision)).toEqual([3 / 4, 2 / 3, 1, 0]);
    expect(score.classes.map(({ recall }) => recall)).toEqual([
      wilson(3, 4),
      wilson(2, 2),
      wilson(1, 2),
      wilson(0, 0),
    ]);
    const f1 = [3 / 4, 4 / 5, 2 / 3, 0];
    score.classes.forEach((each, label) => expect(each.f1).toBeCloseTo(f1[label]!, 12));
  });

  it('means F1 over the labels that occur, with a seeded interval around it', () => {
    const { value, low, high, n } = score.macroF1;
    expect(value).toBeCloseTo((3 / 4 + 4 / 5 + 2 / 3) / 3, 12);
    expect(n).toBe(8);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    const input = { probabilities, targets, classes: 4, kind: 'softmax' as const, baselines };
    expect(evaluate(input).macroF1).toEqual(score.macroF1);
    expect(evaluate({ ...input, seed: 1 }).macroF1).not.toEqual(score.macroF1);
  });

  it('says what was taken for what', () => {
    expect(score.confusion).toEqual([
      [3, 1, 0, 0],
      [0, 2, 0, 0],
      [1, 0, 1, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('stands beside its baselines', () => {
    expect(score.baselines).toEqual({ majority: wilson(0, 8), neighbours: wilson(4, 8) });
  });
});

describe('a score for tags', () => {
  const probabilities = Float32Array.of(0.9, 0.1, 0.6, 0.7, 0.2, 0.3, 0.5, 0.4);
  const targets = Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 1);
  const empty = { majority: new Uint8Array(4), neighbours: new Uint8Array(4) };
  const score = evaluate({ probabilities, targets, classes: 2, kind: 'sigmoid', baselines: empty });

  it('counts an item as right when every tag is', () => {
    expect([...rightAnswers(probabilities, targets, 2, 'sigmoid')]).toEqual([1, 0, 1, 0]);
    expect(score.accuracy).toEqual(wilson(2, 4));
  });

  it('gives each tag its own numbers and no confusion', () => {
    expect(score.classes[0]).toEqual({
      label: 0,
      n: 2,
      precision: 2 / 3,
      recall: wilson(2, 2),
      f1: 0.8,
    });
    expect(score.classes[1]).toMatchObject({ n: 1, precision: 0, f1: 0 });
    expect(score.macroF1.value).toBeCloseTo(0.4, 12);
    expect(score.confusion).toEqual([]);
  });
});

describe('nothing measured', () => {
  it('is a score of zero in an interval that holds everything', () => {
    const none = new Uint8Array();
    const score = evaluate({
      probabilities: new Float32Array(),
      targets: none,
      classes: 2,
      kind: 'softmax',
      baselines: { majority: none, neighbours: none },
    });
    expect(score.accuracy).toEqual({ value: 0, low: 0, high: 1, n: 0 });
    expect(score.macroF1).toEqual({ value: 0, low: 0, high: 1, n: 0 });
  });
});

describe('the majority baseline', () => {
  it('always answers the commonest label', () => {
    const [, train] = answers(3, [1, 1, 0], [0, 0, 0]);
    const [, targets] = answers(3, [0, 1, 2, 1], [0, 0, 0, 0]);
    expect([...majorityBaseline(train, targets, 3, 'softmax')]).toEqual([0, 1, 0, 1]);
  });

  it('gives every tag that at least half of the items have', () => {
    const train = Uint8Array.of(1, 0, 1, 0, 0, 1);
    const targets = Uint8Array.of(1, 0, 1, 1, 0, 0);
    expect([...majorityBaseline(train, targets, 2, 'sigmoid')]).toEqual([1, 0, 0]);
  });
});

describe('surprise', () => {
  it('is the negative logarithm of what was true', () => {
    const [probabilities, targets] = answers(3, [0, 1], [0, 0]);
    const [expected, unexpected] = surprises(probabilities, targets, 3, 'softmax');
    expect(expected).toBeCloseTo(-Math.log(0.8), 6);
    expect(unexpected).toBeCloseTo(-Math.log(0.1), 6);
  });

  it('is a mean over tags', () => {
    const [both] = surprises(Float32Array.of(0.8, 0.4), Uint8Array.of(1, 0), 2, 'sigmoid');
    expect(both).toBeCloseTo((-Math.log(0.8) - Math.log(0.6)) / 2, 6);
  });

  it('is bounded even for what was held impossible', () => {
    expect(surprises(Float32Array.of(0, 1), Uint8Array.of(1, 0), 2, 'softmax')[0]).toBeLessThan(28);
  });
});

describe('a score agrees with scikit-learn', () => {
  const { classes, truth } = reference;
  const never = new Uint8Array(truth.length);
  const score = evaluate({
    ...{ probabilities: Float32Array.from(reference.probabilities), targets: referenceTargets },
    ...{ classes, kind: 'softmax', baselines: { majority: never, neighbours: never } },
  });

  it('in accuracy, macro-F1 and what was taken for what', () => {
    expect(score.accuracy.value).toBeCloseTo(reference.accuracy, 6);
    expect(score.macroF1.value).toBeCloseTo(reference.macroF1, 6);
    expect(score.confusion).toEqual(reference.confusion);
  });

  it('label by label', () => {
    score.classes.forEach(({ n, precision, recall, f1 }, label) => {
      expect(n).toBe(reference.support[label]);
      expect(precision).toBeCloseTo(reference.precision[label]!, 6);
      expect(recall.value).toBeCloseTo(reference.recall[label]!, 6);
      expect(f1).toBeCloseTo(reference.f1[label]!, 6);
    });
  });
});

import { describe, expect, it } from 'vitest';
import {
  boundAt,
  chooseThreshold,
  coverageFrom,
  leastAnswers,
} from '../../../src/statistics/acceptance';
import { knownAnswers, sureAnswer, type KnownAnswers } from '../../../src/statistics/sure-answers';

/** `n` answers of one confidence, the first `wrong` of them wrong. */
const block = (confidence: number, n: number, wrong: number) =>
  Array.from({ length: n }, (_, at) => ({ confidence, right: at < wrong ? 0 : 1 }));

const answers = (...blocks: ReturnType<typeof block>[]): KnownAnswers => ({
  confidences: Float64Array.from(blocks.flat(), ({ confidence }) => confidence),
  right: Uint8Array.from(blocks.flat(), ({ right }) => right),
});

describe('what a model would answer by itself', () => {
  it('is its first choice, as sure as that is', () => {
    expect(sureAnswer([0.2, 0.7, 0.1, 0.5, 0.3, 0.2], 1, 3, true)).toEqual({
      ...{ chosen: [0], confidence: 0.5 },
    });
  });

  it('is, with tags, all of them, as sure as they are together', () => {
    const { chosen, confidence } = sureAnswer([0.9, 0.2, 0.5], 0, 3, false);
    expect(chosen).toEqual([0, 2]);
    expect(confidence).toBeCloseTo(0.9 * 0.8 * 0.5);
    expect(sureAnswer([0.1, 0.2], 0, 2, false).chosen).toEqual([]);
  });

  it('is right only as a whole', () => {
    const single = knownAnswers([0.9, 0.1, 0.4, 0.6], [1, 0, 1, 0], 2, true);
    expect([...single.right]).toEqual([1, 0]);
    const tags = knownAnswers([0.9, 0.9, 0.9, 0.1], [1, 0, 1, 0], 2, false);
    expect([...tags.right]).toEqual([0, 1]);
  });
});

describe('the bound on the benchmark', () => {
  it('needs 29, 59 and 149 answers without an error', () => {
    expect([0.1, 0.05, 0.02].map(leastAnswers)).toEqual([29, 59, 149]);
  });

  it('holds from there on and not before', () => {
    expect(boundAt(answers(block(0.9, 29, 0)), 0.9, 0.1)).toMatchObject({
      ...{ answered: 29, wrong: 0, holds: true, answersToGo: 0, decisionsToGo: 0 },
    });
    expect(boundAt(answers(block(0.9, 28, 0)), 0.9, 0.1)).toMatchObject({
      ...{ holds: false, answersToGo: 1, decisionsToGo: 1 },
    });
  });

  it('says how many more decisions it would take, given how often the model is that sure', () => {
    // One error needs 46 answers; a third of the benchmark is answered from 0.8 on.
    const benchmark = answers(block(0.9, 20, 1), block(0.5, 40, 20));
    expect(boundAt(benchmark, 0.8, 0.1)).toMatchObject({
      ...{ answered: 20, wrong: 1, holds: false, answersToGo: 26, decisionsToGo: 78 },
    });
  });

  it('cannot tell where nothing is answered', () => {
    expect(boundAt(answers(block(0.5, 40, 0)), 0.8, 0.1)).toMatchObject({
      ...{ upper: 1, holds: false, answersToGo: 29, decisionsToGo: null },
    });
  });
});

describe('the confidence to answer from', () => {
  it('is the lowest at which the bound is all but certain to hold', () => {
    const check = answers(block(0.99, 40, 0), block(0.97, 40, 0), block(0.6, 40, 16));
    const benchmark = [...block(0.99, 50, 0), ...block(0.97, 50, 0), ...block(0.6, 50, 0)];
    const confidences = benchmark.map(({ confidence }) => confidence);
    expect(chooseThreshold(check, confidences, 0.1)).toBe(0.97);
  });

  it('keeps away from where check items were wrong, however sure the model was', () => {
    const check = answers(block(0.99, 40, 0), block(0.97, 40, 8));
    const confidences = [...block(0.99, 50, 0), ...block(0.97, 50, 0)].map((a) => a.confidence);
    expect(chooseThreshold(check, confidences, 0.1)).toBe(0.99);
  });

  it('is planned where the benchmark is still too small for any', () => {
    const check = answers(block(0.99, 30, 0), block(0.97, 30, 0), block(0.5, 40, 20));
    const threshold = chooseThreshold(check, [0.99, 0.97, 0.5], 0.1);
    expect(threshold).toBe(0.97);
  });

  it('is none where answers are wrong too often at any', () => {
    const check = answers(block(0.6, 30, 15), block(0.5, 30, 15));
    expect(chooseThreshold(check, [0.6, 0.5], 0.02)).toBeNull();
  });

  it('covers a share of what is open', () => {
    expect(coverageFrom([0.9, 0.8, 0.2, 0.1], 0.8)).toBe(0.5);
    expect(coverageFrom([], 0.8)).toBe(0);
  });
});

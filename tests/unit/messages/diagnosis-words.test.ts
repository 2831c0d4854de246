import { describe, expect, it } from 'vitest';
import {
  overfitWords,
  rateText,
  rateWords,
  readingWords,
} from '../../../src/messages/diagnosis-words';
import type { CurveReading } from '../../../src/statistics/curve-reading';
import type { Diagnosis } from '../../../src/workers/protocol/trainer';

const device = { backend: 'webgpu' as const, isSoftware: true, rejected: [] };

function overfit(change: Partial<Extract<Diagnosis, { kind: 'overfit' }>>) {
  return overfitWords({
    ...{ kind: 'overfit', pictures: 12, hasLearned: false, losses: [1.1, 0.9] },
    ...{ accuracies: [0.3, 0.5], wrong: [], device },
    ...change,
  });
}

describe('the words of the learning-rate finder', () => {
  it('write a rate as one would type it', () => {
    expect([0.00031622, 0.012589, 1, 0.0000012589].map(rateText)).toEqual([
      '0.00032',
      '0.013',
      '1',
      '0.0000013',
    ]);
  });

  it('say where the loss fell and from where on it was worse', () => {
    const words = rateWords({
      ...{ smooth: [], suggested: 0.001, hasFallen: true, lowestAt: 0.01, risesFrom: 0.1 },
    });
    expect(words).toMatch(/fell fastest around 0.001 and was lowest at 0.01/);
    expect(words).toMatch(/From 0.1 on it was clearly worse. Suggested: 0.001/);
  });

  it('say so where there was nothing to fall from, or nothing to read', () => {
    const reading = { smooth: [], hasFallen: false, lowestAt: 0.001, risesFrom: null };
    expect(rateWords({ ...reading, suggested: 0.1 })).toMatch(
      /could not fall.*a tenth of the highest: 0.1/,
    );
    expect(rateWords({ ...reading, suggested: null })).toMatch(/too short to tell/);
  });
});

describe('the words about learning by heart', () => {
  it('tell passed from failed, and name the pictures to look at', () => {
    expect(overfit({ hasLearned: true }).verdict).toMatch(/^Passed: .*12 pictures.*2\ssteps/);
    const failed = overfit({ wrong: ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'] });
    expect(failed.verdict).toMatch(/^Failed: .*5 of 12 pictures wrong/);
    expect(failed.meaning).toMatch(/“a.jpg”, “b.jpg”, “c.jpg”, “d.jpg” and 1 more/);
  });

  it('tell unsure from wrong, and broken from both', () => {
    expect(overfit({}).verdict).toMatch(/^Not quite/);
    expect(overfit({ losses: [1, NaN] }).verdict).toMatch(/training diverged/);
  });
});

describe('curves in words', () => {
  const last = { loss: 0.1, accuracy: 0.99, checkLoss: 0.9, checkAccuracy: 0.7 };
  const calm: CurveReading = {
    ...{ course: 'flat', isUnderfit: false, isOverfit: false, bestEpoch: 4, hasTurned: false },
    last,
  };

  it('name high bias and what helps, whether or not the loss still falls', () => {
    const bias = { ...calm, isUnderfit: true };
    expect(readingWords({ ...bias, course: 'falling' })[0]).toMatch(/High bias.*more epochs/);
    expect(readingWords(bias)[0]).toMatch(/High bias.*has stopped falling/);
  });

  it('name high variance, and the epoch from which on it learned by heart', () => {
    const words = readingWords({ ...calm, isOverfit: true, hasTurned: true, bestEpoch: 2 });
    expect(words[0]).toMatch(/High variance: 99\s% right on the training pictures, 70\s%/);
    expect(words[1]).toMatch(/lowest after epoch 2/);
  });

  it('are content where nothing stands out, and silent about what was not measured', () => {
    expect(readingWords(calm)).toEqual([expect.stringMatching(/Neither bias nor variance/)]);
    expect(readingWords({ ...calm, isOverfit: null }).at(-1)).toMatch(/not known/);
  });
});

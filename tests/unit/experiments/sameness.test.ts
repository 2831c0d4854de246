import { describe, expect, it } from 'vitest';
import type { BackboneHash } from '../../../src/collection/records';
import type { FirstFit } from '../../../src/collection/training-records';
import { differingAnswers, samenessWords } from '../../../src/experiments/sameness';
import { aRun } from './a-run';

const fit = (sha256: string, answers: string[], from = 1): FirstFit => ({
  sha256,
  itemIds: Uint32Array.from(answers, (_, index) => from + index),
  answers,
});

describe('a run made again', () => {
  const original = aRun(3, { firstFit: fit('a', ['fern', 'moss', 'fern']) });
  const again = (first: FirstFit | null, wishes = {}) =>
    samenessWords(original, aRun(5, { recreates: original.id, firstFit: first, ...wishes }));

  it('is the same where the first heads are, bit for bit', () => {
    expect(again(fit('a', ['fern', 'moss', 'fern']))).toBe(
      'Run 5 recreated run 3: the first head is the same, bit for bit.',
    );
  });

  it('else says on how many benchmark pictures they answer differently, and what else differs', () => {
    const backbone = 'f'.repeat(64) as BackboneHash;
    const words = again(fit('b', ['fern', 'fern', 'fern']), { device: 'webgpu', backbone });
    expect(words).toContain('not the same bit for bit');
    expect(words).toContain('They answer differently on 1 of 3 benchmark pictures.');
    expect(words).toContain('one was computed by wasm, the other by webgpu');
    expect(words).toContain('networks are not equal bit for bit');
    expect(again(fit('b', ['fern', 'moss', 'fern']))).toContain('answer alike on all 3');
  });

  it('is compared on the pictures both answered', () => {
    const one = fit('a', ['fern', 'moss', 'fern']);
    expect(differingAnswers(one, fit('b', ['fern', 'fern', 'moss'], 2))).toEqual({
      differing: 1,
      of: 2,
    });
    expect(again(fit('b', ['moss'], 9))).toContain('no benchmark picture to compare');
  });

  it('says so while it has not come that far, or there is nothing to hold it against', () => {
    expect(again(null, { status: 'embedding' })).toContain('looking at pictures');
    const before = aRun(1);
    const now = aRun(2, { recreates: before.id, firstFit: fit('a', []) });
    expect(samenessWords(before, now)).toContain('was not kept, so they cannot be compared');
  });
});

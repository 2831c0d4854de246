import { describe, expect, it } from 'vitest';
import type { LabelId, ProjectId, RunId } from '../../../src/collection/records';
import type { AnsweredItems, Measurement } from '../../../src/collection/trust-records';
import { changedPictures, compare } from '../../../src/experiments/comparison';
import { basisWords, duelWords, gainWords } from '../../../src/messages/run-comparison-words';
import { mcnemar } from '../../../src/statistics/intervals';

const [fern, moss] = ['fern', 'moss'] as LabelId[] as [LabelId, LabelId];

/** Pictures numbered from 1: what is true of each, and what is answered. */
function answered(rows: [truth: LabelId, said: LabelId][], labelIds: LabelId[]): AnsweredItems {
  const matrix = (of: (row: [LabelId, LabelId]) => LabelId) =>
    rows.flatMap((row) => labelIds.map((id) => Number(id === of(row))));
  const probabilities = Float32Array.from(matrix(([, said]) => said));
  return {
    itemIds: Uint32Array.from(rows, (_, index) => index + 1),
    probabilities,
    uncalibrated: probabilities,
    targets: Uint8Array.from(matrix(([truth]) => truth)),
  };
}

function measurement(
  benchmark: [LabelId, LabelId][],
  { at = 1, labelIds = [fern, moss], check = [] as [LabelId, LabelId][] } = {},
): Measurement {
  return {
    ...{
      runId: 'run' as RunId,
      projectId: 'p' as ProjectId,
      version: 1,
      at,
      learnedFrom: 9,
      labelIds,
    },
    benchmark: answered(benchmark, labelIds),
    check: answered(check, labelIds),
  };
}

const times = <T>(count: number, row: T): T[] => new Array<T>(count).fill(row);

/** 20 pictures: the first run gets 12 right; the second gets those but one right, and 5 more. */
const first = measurement([
  ...times<[LabelId, LabelId]>(12, [fern, fern]),
  ...times<[LabelId, LabelId]>(8, [moss, fern]),
]);
const second = measurement([
  [fern, moss],
  ...times<[LabelId, LabelId]>(11, [fern, fern]),
  ...times<[LabelId, LabelId]>(5, [moss, moss]),
  ...times<[LabelId, LabelId]>(3, [moss, fern]),
]);

describe('runs held against each other', () => {
  it('are scored on the pictures all of them answered, with intervals around the scores', () => {
    const { n, scores } = compare([first, second], 'single', 7);
    expect(n).toBe(20);
    expect(scores.map(({ accuracy }) => accuracy.value)).toEqual([0.6, 0.8]);
    // F1 of fern 24/32 and moss 0; of fern 22/26, moss 10/14.
    expect(scores[0]!.macroF1.value).toBeCloseTo(0.75 / 2, 12);
    expect(scores[1]!.macroF1.value).toBeCloseTo((22 / 26 + 10 / 14) / 2, 12);
    for (const { accuracy, macroF1 } of scores) {
      for (const { value, low, high } of [accuracy, macroF1]) {
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
      }
    }
  });

  it('are compared in pairs: the gain’s interval is narrower than the scores’ would be', () => {
    const { scores } = compare([first, second], 'single', 7);
    const { value, low, high } = scores[1]!.gain!;
    expect(value).toBeCloseTo(0.2, 12);
    const apart = scores.map(({ accuracy }) => accuracy.high - accuracy.low);
    expect(high - low).toBeLessThan(apart[0]! + apart[1]!);
    expect(scores[0]!.gain).toBeNull();
  });

  it('are tested with McNemar’s test, corrected where there are several', () => {
    const { duels } = compare([first, second], 'single', 7);
    const exact = mcnemar([1, 1, 1, 1, 1, 0], [0, 0, 0, 0, 0, 1]).p;
    expect(duels).toEqual([{ lost: 1, won: 5, p: exact }]);
    expect(compare([first, second, second], 'single', 7).duels[1]!.p).toBeCloseTo(2 * exact, 12);
  });

  it('give the same numbers for the same seed', () => {
    expect(compare([first, second], 'single', 7)).toEqual(compare([first, second], 'single', 7));
  });

  it('with different labels, or nothing in common, are still compared honestly', () => {
    const narrow = measurement(times<[LabelId, LabelId]>(4, [fern, fern]), { labelIds: [fern] });
    expect(compare([first, narrow], 'single', 7).n).toBe(4);
    const none = compare([first, measurement([])], 'single', 7);
    expect(none.n).toBe(0);
    expect(none.duels).toEqual([{ lost: 0, won: 0, p: 1 }]);
  });

  it('count a set of tags as right only when it is exactly the true one', () => {
    const tags = measurement([[fern, fern]]);
    const both = { ...tags.benchmark, probabilities: Float32Array.of(0.9, 0.6) };
    const { scores } = compare([tags, { ...tags, benchmark: both }], 'tags', 7);
    expect(scores.map(({ accuracy }) => accuracy.value)).toEqual([1, 0]);
  });
});

describe('pictures whose answer changed', () => {
  it('are listed with before, after and truth, what got worse first', () => {
    const changed = changedPictures(first, second, 'single');
    expect(changed).toHaveLength(6);
    expect(changed[0]).toEqual({
      ...{ itemId: 1, role: 'benchmark', before: [fern], after: [moss], truth: [fern] },
      isBetter: false,
    });
    expect(changed.slice(1).every(({ isBetter }) => isBetter === true)).toBe(true);
  });

  it('are held against the truth as it was last measured', () => {
    const before = measurement([[fern, fern]], { at: 1 });
    const after = measurement([[moss, moss]], { at: 2 });
    expect(changedPictures(before, after, 'single')[0]).toMatchObject({
      truth: [moss],
      isBetter: true,
    });
  });

  it('include check pictures', () => {
    const check = (said: LabelId) => measurement([], { check: [[fern, said]] });
    expect(changedPictures(check(fern), check(moss), 'single')).toMatchObject([{ role: 'check' }]);
  });
});

describe('a comparison in words', () => {
  it('says who is better only where chance would not explain it', () => {
    expect(duelWords({ lost: 1, won: 5, p: 0.2188 }, 20, 3, 5)).toBe(
      'Of 20 benchmark pictures, run 5 alone is right on 5, run 3 alone on 1 (McNemar, p = 0.219): chance alone may explain that.',
    );
    expect(duelWords({ lost: 12, won: 1, p: 0.003 }, 60, 3, 5)).toContain(
      'run 3 is better by more',
    );
    expect(duelWords({ lost: 0, won: 0, p: 1 }, 60, 3, 5)).toContain('cannot be told apart');
  });

  it('says a gain in points, and on what it rests', () => {
    const comparison = compare([first, second], 'single', 7);
    expect(gainWords(comparison.scores[1]!)).toMatch(/^\+20 points \(.* to \+\d+\)$/);
    expect(basisWords(comparison)).toMatch(/^On the 20.benchmark pictures that all of them/);
    expect(basisWords(comparison)).not.toContain('Holm');
  });
});

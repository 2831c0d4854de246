import { describe, expect, it } from 'vitest';
import { drawExamples, scoreDraws, summarise } from '../../../../scripts/probe/score';
import type { LabelledFeatures } from '../../../../scripts/proofs/features';
import { randomNumbers } from '../../../../src/statistics/random';

/** `each` pictures of three labels: their vectors lie around corners this far apart. */
function clouds(each: number, apart: number): LabelledFeatures {
  const random = randomNumbers(4);
  const truth = Array.from({ length: 3 * each }, (_, picture) => picture % 3);
  const dims = 40;
  const vectors = Float32Array.from(
    truth.flatMap((kind) =>
      Array.from({ length: dims }, (_, at) => random() + (at % 3 === kind ? apart : 0)),
    ),
  );
  return { names: ['a', 'b', 'c'], files: truth.map(String), truth, dims, vectors };
}

describe('examples to learn from', () => {
  const truth = clouds(9, 0).truth;

  it('are so many of each label, the same for the same seed and others for another', () => {
    const drawn = drawExamples(truth, 5, 1)!;
    for (const label of [0, 1, 2])
      expect([...drawn].filter((picture) => truth[picture] === label)).toHaveLength(5);
    expect(drawExamples(truth, 5, 1)).toEqual(drawn);
    expect(drawExamples(truth, 5, 2)).not.toEqual(drawn);
  });

  it('are not drawn where a label would have no picture left to be asked about', () => {
    expect(drawExamples(truth, 8, 1)).not.toBeNull();
    expect(drawExamples(truth, 9, 1)).toBeNull();
  });
});

describe('the score of features', () => {
  it('is full where they tell the labels apart', () => {
    const score = scoreDraws(clouds(12, 2), 5);
    expect(score).toMatchObject({ mean: 1, margin: 0, draws: [1, 1, 1, 1, 1] });
  });

  it('is chance where they say nothing', () => {
    const score = scoreDraws(clouds(100, 0), 5)!;
    expect(score.mean).toBeGreaterThan(0.25);
    expect(score.mean).toBeLessThan(0.42);
    expect(score.margin).toBeGreaterThan(0);
  });

  it('is none where there are too few pictures', () => {
    expect(scoreDraws(clouds(5, 1), 5)).toBeNull();
  });

  it('has the interval of Student’s t over the draws', () => {
    // 2.776 · 0.0791 / √5
    const { mean, margin } = summarise([0.5, 0.55, 0.6, 0.65, 0.7]);
    expect(mean).toBeCloseTo(0.6);
    expect(margin).toBeCloseTo(0.0982, 3);
  });
});

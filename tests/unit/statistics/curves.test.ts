import { describe, expect, it } from 'vitest';
import {
  areaUnderRisk,
  coverageAt,
  coverageRiskCurve,
} from '../../../src/statistics/coverage-risk';
import {
  atThreshold,
  averagePrecision,
  precisionRecallCurve,
} from '../../../src/statistics/precision-recall';
import { digits, firstChoices, reference, tagColumn } from './reference';

describe('the precision–recall curve', () => {
  it.each([0, 1, 2])("of tag %i has scikit-learn's points and average precision", (tag) => {
    const curve = precisionRecallCurve(
      tagColumn(reference.tagScores, tag),
      tagColumn(reference.tagTargets, tag),
    );
    const theirs = reference.curves[tag]!;
    // Theirs rises with the threshold and ends in a point for "above every score".
    const mine = curve.toReversed();
    expect(mine).toHaveLength(theirs.thresholds.length);
    mine.forEach(({ threshold, precision, recall }, at) => {
      expect(threshold).toBe(theirs.thresholds[at]);
      expect(precision).toBeCloseTo(theirs.precision[at]!, digits);
      expect(recall).toBeCloseTo(theirs.recall[at]!, digits);
    });
    expect(averagePrecision(curve)).toBeCloseTo(reference.averagePrecision[tag]!, digits);
  });

  const curve = precisionRecallCurve([0.9, 0.7, 0.7, 0.2], [1, 0, 1, 1]);

  it('has one point for equal scores, which no threshold can tell apart', () => {
    expect(curve.map(({ threshold, called, hits }) => [threshold, called, hits])).toEqual([
      [0.9, 1, 1],
      [0.7, 3, 2],
      [0.2, 4, 3],
    ]);
  });

  it('is read at any threshold', () => {
    expect(atThreshold(curve, 0.5)).toBe(curve[1]);
    expect(atThreshold(curve, 0.7)).toBe(curve[1]);
    expect(atThreshold(curve, 0)).toBe(curve[2]);
    expect(atThreshold(curve, 0.95)).toBeNull();
  });

  it('of a label no item has, or of nothing, is worth nothing', () => {
    expect(averagePrecision(precisionRecallCurve([0.4, 0.3], [0, 0]))).toBe(0);
    expect(precisionRecallCurve([], [])).toEqual([]);
  });
});

describe('the coverage–risk curve', () => {
  const firsts = firstChoices();
  const curve = coverageRiskCurve(
    firsts.map(({ confidence }) => confidence),
    firsts.map(({ right }) => right),
  );

  it('ends where everything is answered, at the error rate', () => {
    const end = curve.at(-1)!;
    expect(end).toMatchObject({ coverage: 1, answered: firsts.length });
    expect(end.risk).toBeCloseTo(1 - reference.accuracy, digits);
  });

  it('has the area that NumPy finds from its definition', () => {
    expect(areaUnderRisk(curve)).toBeCloseTo(reference.areaUnderRisk, digits);
  });

  it('is read at any confidence', () => {
    const four = coverageRiskCurve([0.9, 0.6, 0.8, 0.8], [1, 0, 1, 0]);
    expect(coverageAt(four, 0.7)).toEqual({
      ...{ threshold: 0.8, coverage: 0.75, answered: 3 },
      ...{ risk: 1 / 3, wrong: 1 },
    });
    expect(coverageAt(four, 0.95)).toBeNull();
    expect(areaUnderRisk(coverageRiskCurve([0.9, 0.5], [1, 1]))).toBe(0);
  });
});

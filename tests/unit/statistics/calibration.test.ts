import { describe, expect, it } from 'vitest';
import { brierScore, logLoss } from '../../../src/statistics/proper-scores';
import {
  calibrationErrorByChance,
  expectedCalibrationError,
  reliabilityBins,
} from '../../../src/statistics/reliability';
import { digits, firstChoices, reference, targets } from './reference';

const confidences = firstChoices().map(({ confidence }) => confidence);
const right = firstChoices().map((first) => first.right);

describe('a reliability diagram', () => {
  it("has scikit-learn's bins", () => {
    const filled = reliabilityBins(confidences, right).filter(({ n }) => n > 0);
    expect(filled).toHaveLength(reference.reliability.right.length);
    filled.forEach((bin, at) => {
      expect(bin.right).toBeCloseTo(reference.reliability.right[at]!, digits);
      expect(bin.confidence).toBeCloseTo(reference.reliability.confidence[at]!, digits);
    });
    expect(filled.reduce((sum, { n }) => sum + n, 0)).toBe(confidences.length);
  });

  it('puts the ends of the scale into its first and last bin', () => {
    const bins = reliabilityBins([0, 1], [0, 1], 10);
    expect(bins.map(({ n }) => n)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(bins[9]).toMatchObject({ from: 0.9, to: 1, confidence: 1, right: 1 });
  });
});

describe('the expected calibration error', () => {
  it('agrees with NumPy, straight from its definition', () => {
    const error = expectedCalibrationError(reliabilityBins(confidences, right));
    expect(error).toBeCloseTo(reference.calibrationError, digits);
  });

  it('is the mean gap between confidence and truth, worked out by hand', () => {
    // Bin 0.9–1: 0.95 and 0.93, one right: |1.88 − 1| = 0.88.
    // Bin 0.6–0.7: 0.62 and 0.66, both right: |1.28 − 2| = 0.72. In all 1.6 / 4.
    const bins = reliabilityBins([0.95, 0.93, 0.62, 0.66], [1, 0, 1, 1], 10);
    expect(expectedCalibrationError(bins)).toBeCloseTo(0.4, 12);
  });

  it('is zero without items and for perfect knowledge', () => {
    expect(expectedCalibrationError(reliabilityBins([], []))).toBe(0);
    expect(expectedCalibrationError(reliabilityBins([1, 1], [1, 1]))).toBe(0);
  });

  it('that an honest model shows by chance is the mean over everything that can happen', () => {
    const { mean, high } = calibrationErrorByChance(confidences.slice(0, 40));
    expect(mean).toBeCloseTo(reference.calibrationErrorByChance.mean, digits);
    expect(high).toBeCloseTo(reference.calibrationErrorByChance.high, digits);
    // One item at 0.8: right 4 times in 5 and then 0.2 away, else 0.8.
    expect(calibrationErrorByChance([0.8]).mean).toBeCloseTo(0.8 * 0.2 + 0.2 * 0.8, 12);
    expect(calibrationErrorByChance([])).toEqual({ mean: 0, high: 0 });
  });
});

describe('proper scores', () => {
  it("agree with scikit-learn's", () => {
    const { probabilities, classes } = reference;
    expect(logLoss(probabilities, targets, classes)).toBeCloseTo(reference.logLoss, digits);
    expect(brierScore(probabilities, targets, classes)).toBeCloseTo(reference.brier, digits);
  });

  it('are zero for perfect knowledge and without items, and finite for a ruled-out truth', () => {
    expect([brierScore([1, 0], [1, 0], 2), logLoss([1, 0], [1, 0], 2)]).toEqual([0, 0]);
    expect([brierScore([], [], 2), logLoss([], [], 2)]).toEqual([0, 0]);
    expect(brierScore([1, 0], [0, 1], 2)).toBe(2);
    expect(logLoss([1, 0], [0, 1], 2)).toBeCloseTo(-Math.log(1e-12), 6);
  });
});

import { describe, expect, it } from 'vitest';
import { readCurves, type CurvePoint } from '../../../src/statistics/curve-reading';

function epochs(
  rows: [loss: number, accuracy: number, checkLoss: number, checkAccuracy: number][],
) {
  return rows.map(([loss, accuracy, checkLoss, checkAccuracy]): CurvePoint => {
    return { loss, accuracy, checkLoss, checkAccuracy };
  });
}

describe('the reading of curves', () => {
  it('finds variance where training goes on to be learned and the check pictures do not', () => {
    const reading = readCurves(
      epochs([
        [1.2, 0.5, 1.1, 0.5],
        [0.5, 0.85, 0.8, 0.7],
        [0.1, 0.98, 0.9, 0.7],
        [0.05, 1, 1.1, 0.68],
      ]),
    );
    expect(reading).toMatchObject({ isUnderfit: false, isOverfit: true, course: 'falling' });
    expect(reading).toMatchObject({ bestEpoch: 2, hasTurned: true });
  });

  it('finds bias where the training pictures are not learned either', () => {
    const reading = readCurves(
      epochs([
        [1.2, 0.5, 1.2, 0.5],
        [1.1, 0.55, 1.1, 0.55],
        [1.1, 0.55, 1.1, 0.55],
      ]),
    );
    expect(reading).toMatchObject({ isUnderfit: true, isOverfit: false, course: 'flat' });
    expect(reading).toMatchObject({ hasTurned: false });
  });

  it('notices a loss that still falls, and one that rises', () => {
    const course = (losses: number[]) =>
      readCurves(losses.map((loss) => ({ ...none, loss })))?.course;
    expect(course([1, 0.8, 0.6, 0.5, 0.4, 0.3])).toBe('falling');
    expect(course([1, 0.8, 0.6, 0.7, 0.8, 1])).toBe('rising');
    expect(course([1, 0.5, 0.4, 0.4, 0.4, 0.39])).toBe('flat');
  });

  it('says nothing of carrying over without check pictures, and nothing at all of two epochs', () => {
    expect(readCurves([none, none, none])).toMatchObject({ isOverfit: null, bestEpoch: null });
    expect(readCurves([none, none])).toBeNull();
  });
});

const none: CurvePoint = { loss: 1, accuracy: 0.5, checkLoss: null, checkAccuracy: null };

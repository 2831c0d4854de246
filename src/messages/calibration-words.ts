/** Whether its confidence can be taken at its word. */
import { count, percent } from './numbers';
import {
  calibrationErrorByChance,
  expectedCalibrationError,
  reliabilityBins,
  type Bin,
  type ChanceError,
} from '../statistics/reliability';
import type { Claims } from '../review/benchmark-answers';

export interface Calibration {
  bins: Bin[];
  error: number;
  /** What an honest model would show on so many claims. */
  chance: ChanceError;
  /** Mean confidence minus the share that was right: over 0 where it claims too much. */
  excess: number;
}

export function calibrationOf({ confidences, right }: Claims): Calibration {
  const bins = reliabilityBins(confidences, right);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return {
    bins,
    error: expectedCalibrationError(bins),
    chance: calibrationErrorByChance(confidences),
    excess: mean(confidences) - mean(right),
  };
}

/** @param n Benchmark pictures. */
export function calibrationWords(before: Calibration, after: Calibration, n: number): string {
  const gap = `Its confidence is off by ${percent(after.error)} on average (expected calibration error, ECE), on ${count(n, 'picture')}; before temperature scaling it was ${percent(before.error)}.`;
  const chance = `A perfectly calibrated model would show about ${percent(after.chance.mean)} on as many pictures.`;
  if (after.error <= after.chance.high) {
    return `${gap} ${chance} So its confidence can be trusted, as far as these pictures show.`;
  }
  const direction = after.excess > 0 ? 'it is overconfident' : 'it is underconfident';
  return `${gap} ${chance} That is more than chance explains: ${direction}.`;
}

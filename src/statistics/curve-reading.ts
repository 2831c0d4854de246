/**
 * Bias and variance, read off the curves of a training (Ng, "Machine learning yearning", 2018, chapters
 * 20–32): a training loss that stays high is bias, a check loss far above it is variance.
 */

export interface CurvePoint {
  readonly loss: number;
  /** 0–1. */
  readonly accuracy: number;
  readonly checkLoss: number | null;
  readonly checkAccuracy: number | null;
}

export interface CurveReading {
  /** How the training loss stood at the end. */
  readonly course: 'falling' | 'flat' | 'rising';
  /** High bias: the training pictures themselves are not learned. */
  readonly isUnderfit: boolean;
  /** High variance: what was learned does not carry over. Null without check pictures. */
  readonly isOverfit: boolean | null;
  /** The epoch with the lowest check loss, counted from 1, and whether it got clearly worse after. */
  readonly bestEpoch: number | null;
  readonly hasTurned: boolean;
  readonly last: CurvePoint;
}

/** Epochs below which a course cannot be told. */
export const enoughEpochs = 3;
/** Accuracy on the training pictures under which they are not learned. */
const learned = 0.9;
/** A gap in accuracy that is more than a few pictures. */
const gap = 0.1;
/** Relative change of the loss over the last third that counts as a course. */
const course = 0.05;
/** How far over its lowest the check loss has to end to have turned. */
const turn = 1.1;

/** Null before there are three epochs. */
export function readCurves(epochs: readonly CurvePoint[]): CurveReading | null {
  const last = epochs.at(-1);
  if (last === undefined || epochs.length < enoughEpochs) return null;
  const back = epochs[epochs.length - 1 - Math.max(1, Math.floor(epochs.length / 3))]!;
  const change = (last.loss - back.loss) / Math.max(back.loss, 1e-6);
  const checks = epochs.flatMap(({ checkLoss }) => (checkLoss === null ? [] : [checkLoss]));
  const hasCheck = checks.length === epochs.length;
  const lowest = Math.min(...checks);
  return {
    course: change < -course ? 'falling' : change > course ? 'rising' : 'flat',
    isUnderfit: last.accuracy < learned,
    isOverfit: hasCheck ? last.accuracy - (last.checkAccuracy ?? 0) > gap : null,
    bestEpoch: hasCheck ? checks.indexOf(lowest) + 1 : null,
    hasTurned: hasCheck && checks.at(-1)! > turn * lowest,
    last,
  };
}

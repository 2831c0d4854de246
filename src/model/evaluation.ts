/** How good a set of answers is, on the benchmark, with intervals. */

export interface Estimate {
  /** 0–1. */
  value: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** Items it was measured on. */
  n: number;
}

export interface ClassScore {
  /** Index into the labels the head was trained on. */
  label: number;
  n: number;
  precision: number;
  recall: Estimate;
  f1: number;
}

export interface Evaluation {
  n: number;
  accuracy: Estimate;
  macroF1: Estimate;
  classes: ClassScore[];
  /** confusion[true][predicted], counts; empty for tags. */
  confusion: number[][];
  baselines: { majority: Estimate; neighbours: Estimate };
}

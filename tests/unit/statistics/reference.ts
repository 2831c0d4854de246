/** What scikit-learn, SciPy, statsmodels and NumPy say about made-up answers; see make-reference.py. */
import { readFileSync } from 'node:fs';

interface Reference {
  /** Versions by library. */
  by: Record<string, string>;
  classes: number;
  truth: number[];
  /** Row-major, one row an item: of one model, and of another. */
  probabilities: number[];
  other: number[];
  tags: number;
  tagTargets: number[];
  tagScores: number[];
  resamples: number[][];
  accuracy: number;
  macroF1: number;
  precision: number[];
  recall: number[];
  f1: number[];
  support: number[];
  confusion: number[][];
  macroF1Interval: [number, number];
  differenceInterval: [number, number];
  logLoss: number;
  brier: number;
  /** Of the bins that hold an item. */
  reliability: { right: number[]; confidence: number[] };
  calibrationError: number;
  /** Of the first 40 items. */
  calibrationErrorByChance: { mean: number; high: number };
  areaUnderRisk: number;
  curves: { precision: number[]; recall: number[]; thresholds: number[] }[];
  averagePrecision: number[];
  fisher: { table: [number, number, number, number]; p: number }[];
  holm: { ps: number[]; corrected: number[] };
}

export const reference = JSON.parse(
  readFileSync(new URL('../../fixtures/statistics/reference.json', import.meta.url), 'utf8'),
) as Reference;

const { truth, classes, probabilities } = reference;

/** truth as n × classes of 0 and 1. */
export const targets = Uint8Array.from({ length: truth.length * classes }, (_, at) =>
  truth[Math.floor(at / classes)] === at % classes ? 1 : 0,
);

/** The first choice of each item, with its probability and whether it is right. */
export function firstChoices(rows: readonly number[] = probabilities) {
  return truth.map((label, item) => {
    const own = rows.slice(item * classes, (item + 1) * classes);
    const confidence = Math.max(...own);
    const choice = own.indexOf(confidence);
    return { choice, confidence, right: choice === label ? 1 : 0 };
  });
}

/** One column of the tags. */
export function tagColumn(values: readonly number[], tag: number): number[] {
  return values.filter((_, at) => at % reference.tags === tag);
}

/** Agreement with an independent computation: to a millionth. */
export const digits = 6;

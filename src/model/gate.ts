/** The service gate: whether a new run may take over from the one in service. */
import { mcnemar } from '../statistics/intervals';
import type { Evaluation } from './evaluation';

export interface GateFloor {
  metric:
    | { kind: 'accuracy' }
    | { kind: 'macro-f1' }
    /** `label`: index into the labels of the evaluation. */
    | { kind: 'recall'; label: number }
    | { kind: 'precision'; label: number };
  /** 0–1. */
  atLeast: number;
}

export interface GateQuestion {
  /** 1 where the serving run was right on the benchmark; null when nothing serves. */
  before: Uint8Array | null;
  /** 1 where the new run was right, on the same items in the same order. */
  after: Uint8Array;
  /** Of the new run, and of the serving one, on those items. */
  evaluation: Evaluation;
  serving: Evaluation | null;
  floors: readonly GateFloor[];
}

export type GateFinding =
  | { reason: 'worse'; n: number; p: number }
  /** `index` into the floors; `was`: what the new run reaches. */
  | { reason: 'floor'; n: number; index: number; was: number };

/** Benchmark decisions below which the gate holds nothing back. */
export const enoughToJudge = 30;
const significance = 0.1;

/**
 * Holds a run back when, on at least 30 benchmark decisions, it is right less often than the serving one
 * on the same items (exact McNemar p < 0.1), or falls under a floor that the serving run keeps or comes
 * closer to. Without a serving run nothing is held back.
 *
 * @returns Why it is held back, or null.
 */
export function serviceGate(question: GateQuestion): GateFinding | null {
  const { before, after, evaluation, serving, floors } = question;
  const n = after.length;
  if (before === null || serving === null || n < enoughToJudge) return null;
  const { b, c, p } = mcnemar(before, after);
  if (b > c && p < significance) return { reason: 'worse', n, p };
  for (const [index, floor] of floors.entries()) {
    const was = measure(evaluation, floor.metric);
    if (was === null || was >= floor.atLeast) continue;
    const today = measure(serving, floor.metric);
    if (today === null || today > was) return { reason: 'floor', n, index, was };
  }
  return null;
}

/** 0–1, or null where the benchmark has no item that could tell. */
function measure(evaluation: Evaluation, metric: GateFloor['metric']): number | null {
  if (metric.kind === 'accuracy') return evaluation.accuracy.value;
  if (metric.kind === 'macro-f1') return evaluation.macroF1.value;
  const score = evaluation.classes[metric.label];
  if (score === undefined || score.n === 0) return null;
  return metric.kind === 'recall' ? score.recall.value : score.precision;
}

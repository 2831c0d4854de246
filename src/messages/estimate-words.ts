/** Measured numbers as a person reads them: a share with its sample size and interval. */
import type { Run } from '../collection/training-records';

type Estimate = NonNullable<Run['evaluation']>['accuracy'];

/** 0.8374 → "84 %". Zero and one are said only where nothing was rounded away. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<\u00a01\u00a0%';
  if (rounded === 100 && share < 1) return '>\u00a099\u00a0%';
  return `${rounded}\u00a0%`;
}

/** "77–90 %". */
export function interval({ low, high }: Estimate): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)}\u00a0%`;
}

export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')}\u00a0${noun}${n === 1 ? '' : 's'}`;
}

/** "84 % (95 % interval 77–90 %, on 120 pictures)". */
export function estimateWords(estimate: Estimate): string {
  return `${percent(estimate.value)} (95\u00a0% interval ${interval(estimate)}, on ${count(estimate.n, 'picture')})`;
}

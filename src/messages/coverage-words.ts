/** What answering only when sure would bring, in words. */
import { count, interval, percent } from './numbers';
import type { CoveragePoint } from '../statistics/coverage-risk';
import { wilson } from '../statistics/intervals';

/** @param point Null where it is never so sure. @param n Benchmark pictures. */
export function coverageWords(threshold: number, point: CoveragePoint | null, n: number): string {
  const sure = `If it only answers when it is at least ${percent(threshold)} sure`;
  if (point === null) return `${sure}, it answers for none of the ${count(n, 'picture')}.`;
  const { answered, wrong, coverage } = point;
  const risk = wilson(wrong, answered);
  return `${sure}, it answers for ${percent(coverage)} of the pictures (${answered} of ${n}) and is wrong for ${percent(risk.value)} of those (${wrong}; 95\u00a0% interval ${interval(risk)}).`;
}

/** Where it stops answering now. */
export function floorWords(floor: number | null, point: CoveragePoint | null, n: number): string {
  if (floor === null) return '';
  const now = `Now it says “I don’t know” below ${percent(floor)}`;
  if (point === null) return `${now}, which is always.`;
  if (point.answered === n) return `${now}, which no benchmark picture was.`;
  return `${now}: it answers for ${percent(point.coverage)} and is wrong for ${percent(point.risk)} of those.`;
}

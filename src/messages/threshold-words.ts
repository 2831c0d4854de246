/** What a threshold for one label would give, in words. */
import { count, interval, percent } from './numbers';
import { wilson } from '../statistics/intervals';
import type { CurvePoint } from '../statistics/precision-recall';

/** Under this many pictures that have the label, the curve says little. */
const few = 10;

/** @param name Of the label. @param point Null where nothing reaches the threshold. */
export function thresholdWords(
  name: string,
  threshold: number,
  point: CurvePoint | null,
  positives: number,
): string {
  const at = `At a threshold of ${percent(threshold)}`;
  if (point === null)
    return `${at} it calls no picture “${name}”, and finds none of the ${positives}.`;
  const { called, hits } = point;
  const precision = wilson(hits, called);
  const recall = wilson(hits, positives);
  const right = `${at} it calls ${count(called, 'picture')} “${name}” and is right for ${hits} of them: precision ${percent(precision.value)} (95\u00a0% interval ${interval(precision)}).`;
  if (positives === 0)
    return `${right} No benchmark picture is “${name}”, so nothing can be found.`;
  return `${right} It finds ${hits} of the ${positives} that are: recall ${percent(recall.value)} (${interval(recall)}).`;
}

/** What the whole curve comes to. */
export function curveWords(name: string, average: number, positives: number, n: number): string {
  const sum = `Precision and recall of “${name}” at every threshold, on ${count(n, 'benchmark picture')}, of which ${positives === 1 ? 'one has' : `${positives} have`} it. Average precision ${percent(average)}; a random order would reach ${percent(positives / Math.max(1, n))}.`;
  return positives < few ? `${sum} With so few pictures this is uncertain.` : sum;
}

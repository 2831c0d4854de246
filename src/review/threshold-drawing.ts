/** Precision over recall, with the threshold that is being tried as a dot on the curve. */
import { percent } from '../messages/numbers';
import type * as Observable from '@observablehq/plot';
import type { CurvePoint } from '../statistics/precision-recall';

/** The table never has more rows than a person would read. */
const rowsShown = 40;

export function thresholdRows(points: readonly CurvePoint[]): (string | number)[][] {
  const step = Math.max(1, Math.ceil(points.length / rowsShown));
  return points
    .filter((_, at) => at % step === 0 || at === points.length - 1)
    .map(({ threshold, precision, recall, called }) => [
      ...[percent(threshold), percent(precision), percent(recall), called],
    ]);
}

export function drawThreshold(
  plot: typeof Observable,
  points: readonly CurvePoint[],
  chosen: CurvePoint | null,
): Observable.PlotOptions {
  const place = { x: 'recall', y: 'precision' } as const;
  return {
    height: 272,
    marginLeft: 48,
    marginBottom: 44,
    marginRight: 24,
    x: { domain: [0, 1], label: 'Recall', tickFormat: '.0%', ticks: 5 },
    y: { domain: [0, 1], label: 'Precision', tickFormat: '.0%', grid: true, ticks: 5 },
    marks: [
      plot.lineY(points, {
        ...place,
        stroke: 'var(--plot-1)',
        strokeWidth: 2,
        curve: 'step-before',
      }),
      plot.dot(points, { ...place, fill: 'var(--plot-1)', r: points.length > 60 ? 1.5 : 2.5 }),
      plot.dot(chosen ? [chosen] : [], {
        ...place,
        ...{ r: 7, fill: 'var(--paper)', stroke: 'var(--plot-2)', strokeWidth: 3 },
      }),
    ],
  };
}

/** The share of wrong answers over the share of pictures answered. */
import { percent } from '../messages/numbers';
import type * as Observable from '@observablehq/plot';
import { coverageAt, type CoveragePoint } from '../statistics/coverage-risk';

export function coverageRows(points: readonly CoveragePoint[]): (string | number)[][] {
  const thresholds = [0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0];
  return thresholds.map((threshold) => {
    const point = coverageAt(points, threshold);
    return point
      ? [
          percent(threshold),
          percent(point.coverage),
          point.answered,
          percent(point.risk),
          point.wrong,
        ]
      : [percent(threshold), percent(0), 0, '–', 0];
  });
}

export function drawCoverage(
  plot: typeof Observable,
  points: readonly CoveragePoint[],
  chosen: CoveragePoint | null,
): Observable.PlotOptions {
  const place = { x: 'coverage', y: 'risk' } as const;
  const highest = Math.max(0.05, ...points.map(({ risk }) => risk));
  return {
    height: 272,
    marginLeft: 48,
    marginBottom: 44,
    marginRight: 24,
    x: { domain: [0, 1], label: 'Pictures it answers', tickFormat: '.0%', ticks: 5 },
    y: {
      domain: [0, Math.min(1, highest * 1.1)],
      ...{ label: 'Wrong among those', tickFormat: '.0%', grid: true, ticks: 5 },
    },
    marks: [
      plot.lineY(points, { ...place, stroke: 'var(--plot-1)', strokeWidth: 2 }),
      plot.dot(chosen ? [chosen] : [], {
        ...place,
        ...{ r: 7, fill: 'var(--paper)', stroke: 'var(--plot-2)', strokeWidth: 3 },
      }),
    ],
  };
}

/** The learning curve as a drawing: measured points with intervals, the law through them and on. */
import { count, interval, percent } from '../messages/numbers';
import type * as Observable from '@observablehq/plot';
import type { LearningCurve } from '../collection/assessment-records';

interface LawPoint {
  decisions: number;
  accuracy: number;
  isForecast: boolean;
}

const steps = 40;

/** The law from the first point to the farthest forecast. */
function lawPoints({ points, fit, forecasts }: LearningCurve): LawPoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (fit === null || !first || !last) return [];
  const until = last.decisions + (forecasts.at(-1)?.more ?? 0);
  const at = (decisions: number): LawPoint => ({
    decisions,
    accuracy: 1 - fit.asymptote - fit.scale * decisions ** -fit.exponent,
    isForecast: decisions >= last.decisions,
  });
  const along = Array.from({ length: steps + 1 }, (_, step) =>
    at(first.decisions * (until / first.decisions) ** (step / steps)),
  );
  return [...along, at(last.decisions)].toSorted((a, b) => a.decisions - b.decisions);
}

export function curveSentence({ points, n, measuredOn }: LearningCurve): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'No learning curve could be measured yet.';
  const on = measuredOn === 'benchmark' ? 'benchmark pictures' : 'benchmark and check pictures';
  return `Learning from ${first.decisions} decisions it got ${percent(first.accuracy)} of ${n} ${on} right, from ${count(last.decisions, 'decision')} ${percent(last.accuracy)}.`;
}

export function curveRows({ points, forecasts }: LearningCurve): (string | number)[][] {
  const last = points.at(-1);
  return [
    ...points.map(({ decisions, accuracy, low, high }) => [
      ...[decisions, percent(accuracy), interval({ value: accuracy, low, high, n: 0 })],
      'measured',
    ]),
    ...forecasts.map(({ more, gain, low, high }) => {
      const from = last?.accuracy ?? 0;
      return [
        (last?.decisions ?? 0) + more,
        percent(Math.min(1, from + gain)),
        interval({ value: 0, low: from + low, high: Math.min(1, from + high), n: 0 }),
        'foretold',
      ];
    }),
  ];
}

export function drawLearningCurve(
  plot: typeof Observable,
  curve: LearningCurve,
): Observable.PlotOptions {
  const law = lawPoints(curve);
  const place = { x: 'decisions', y: 'accuracy' } as const;
  return {
    height: 260,
    marginTop: 32,
    marginBottom: 48,
    marginLeft: 48,
    marginRight: 72,
    x: { type: 'log', label: 'Decisions learned from', tickFormat: '~s', ticks: 6 },
    y: { label: 'Right answers', grid: true, domain: [0, 1], tickFormat: '.0%' },
    marks: [
      plot.ruleX(curve.points, {
        ...{ x: 'decisions', y1: 'low', y2: 'high' },
        ...{ stroke: 'var(--plot-1)', strokeOpacity: 0.5, strokeWidth: 2 },
      }),
      plot.lineY(
        law.filter(({ isForecast }) => !isForecast),
        { ...place, stroke: 'var(--plot-1)', strokeWidth: 1.5 },
      ),
      plot.lineY(
        law.filter(({ isForecast }) => isForecast),
        { ...place, stroke: 'var(--plot-1)', strokeWidth: 1.5, strokeDasharray: '4 4' },
      ),
      plot.dot(curve.points, { ...place, fill: 'var(--plot-1)', r: 4 }),
      plot.text(law.slice(-1), {
        ...place,
        ...{ text: () => 'foretold', fill: 'currentColor', dx: 8, textAnchor: 'start' },
      }),
    ],
  };
}

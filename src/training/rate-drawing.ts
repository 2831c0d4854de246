/** The sweep over learning rates as a drawing: losses faint, their running average, the suggestion marked. */
import type * as Observable from '@observablehq/plot';
import type { RateReading } from '../statistics/learning-rate';
import { rateText } from '../messages/diagnosis-words';

/** What lies higher than this many times the lowest is cut off: it would flatten all the rest. */
const highest = 5;

export function drawSweep(
  plot: typeof Observable,
  sweep: { rates: readonly number[]; losses: readonly number[] },
  { smooth, suggested }: RateReading,
): Observable.PlotOptions {
  const points = smooth.map((value, step) => {
    return { rate: sweep.rates[step] ?? 0, loss: sweep.losses[step] ?? 0, smooth: value };
  });
  const lowest = Math.max(0.05, Math.min(...smooth));
  const top = Math.min(Math.max(...smooth), highest * lowest);
  const mark = suggested === null ? [] : [suggested];
  return {
    height: 220,
    marginLeft: 44,
    marginRight: 24,
    marginBottom: 48,
    x: {
      type: 'log',
      label: 'Learning rate',
      labelOffset: 44,
      tickFormat: (rate: number) => rateText(rate),
    },
    y: { label: 'Loss', grid: true, domain: [0, top * 1.05], clamp: true },
    marks: [
      plot.dot(points, { x: 'rate', y: 'loss', r: 2, fill: 'var(--plot-1)', fillOpacity: 0.35 }),
      plot.lineY(points, { x: 'rate', y: 'smooth', stroke: 'var(--plot-1)', strokeWidth: 2 }),
      plot.ruleX(mark, { stroke: 'var(--plot-2)', strokeWidth: 1.5, strokeDasharray: '4 3' }),
      plot.text(mark, {
        x: (rate: number) => rate,
        frameAnchor: 'top',
        text: (rate: number) => rateText(rate),
        dx: 6,
        textAnchor: 'start',
        fill: 'currentColor',
      }),
    ],
  };
}

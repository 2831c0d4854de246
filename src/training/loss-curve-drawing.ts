/** A learning curve as a drawing: every step faint, epochs as a line, the check pictures as a second one. */
import type * as Observable from '@observablehq/plot';
import type { Curve } from './curves';

const training = 'var(--plot-1)';
const check = 'var(--plot-2)';

/** Named where the line ends rather than in a legend. */
function nameAtEnd(
  plot: typeof Observable,
  points: Curve['training'],
  name: string,
  dy: number,
): Observable.Markish {
  return plot.text(points.slice(-1), {
    x: 'at',
    y: 'value',
    text: () => name,
    fill: 'currentColor',
    dx: 8,
    dy,
    textAnchor: 'start',
  });
}

export function drawCurve(
  plot: typeof Observable,
  curve: Curve,
  epochs: number,
): Observable.PlotOptions {
  const place = { x: 'at', y: 'value' } as const;
  const isLoss = curve.name === 'Loss';
  // The curve that lies lower gets its name below: the two never overlap.
  const isCheckHigher = (curve.check.at(-1)?.value ?? 0) > (curve.training.at(-1)?.value ?? 0);
  const [above, below] = [-7, 7];
  return {
    height: 200,
    marginLeft: 44,
    marginRight: 64,
    x: {
      domain: [0, Math.max(1, epochs)],
      label: 'Epoch',
      tickFormat: 'd',
      ticks: Math.min(10, epochs),
    },
    y: isLoss
      ? { label: 'Loss', grid: true, zero: true, nice: true }
      : { label: 'Accuracy', grid: true, domain: [0, 1], tickFormat: '.0%' },
    marks: [
      plot.lineY(curve.steps, { ...place, stroke: training, strokeOpacity: 0.3, strokeWidth: 1 }),
      plot.lineY(curve.training, { ...place, stroke: training, strokeWidth: 2 }),
      plot.dot(curve.training, { ...place, fill: training, r: 2.5 }),
      plot.lineY(curve.check, { ...place, stroke: check, strokeWidth: 2, strokeDasharray: '4 3' }),
      plot.dot(curve.check, { ...place, fill: check, r: 2.5 }),
      nameAtEnd(plot, curve.training, 'training', isCheckHigher ? below : above),
      nameAtEnd(plot, curve.check, 'check', isCheckHigher ? above : below),
    ],
  };
}

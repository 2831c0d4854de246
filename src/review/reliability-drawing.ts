/** How often it was right over how sure it was, before and after temperature scaling. */
import { percent } from '../messages/numbers';
import type * as Observable from '@observablehq/plot';
import type { Bin } from '../statistics/reliability';

const before = 'var(--plot-5)';
const after = 'var(--plot-1)';

export function reliabilityRows(old: readonly Bin[], now: readonly Bin[]): (string | number)[][] {
  const share = ({ n, right }: Bin) => (n === 0 ? '–' : percent(right));
  return now.flatMap((bin, at) => {
    const earlier = old[at];
    if (!earlier || (bin.n === 0 && earlier.n === 0)) return [];
    const range = `${Math.round(bin.from * 100)}–${percent(bin.to)}`;
    return [[range, earlier.n, share(earlier), bin.n, share(bin)]];
  });
}

export function drawReliability(
  plot: typeof Observable,
  old: readonly Bin[],
  now: readonly Bin[],
): Observable.PlotOptions {
  const place = { x: 'confidence', y: 'right' } as const;
  const gap = { x: 'confidence', y1: 'confidence', y2: 'right' } as const;
  const [hollow, filled] = [old, now].map((bins) => bins.filter(({ n }) => n > 0));
  const name = (bins: readonly Bin[] | undefined, text: string, dy: number) =>
    plot.text(bins?.slice(-1) ?? [], {
      ...place,
      ...{ text: () => text, dx: 10, dy, textAnchor: 'start', fill: 'currentColor' },
    });
  return {
    height: 272,
    marginLeft: 48,
    marginBottom: 44,
    marginRight: 64,
    x: { domain: [0, 1], label: 'How sure it was', tickFormat: '.0%', ticks: 5 },
    y: { domain: [0, 1], label: 'How often it was right', tickFormat: '.0%', ticks: 5, grid: true },
    // A dot's area grows with its pictures.
    r: { range: [2, 9] },
    marks: [
      plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: 'var(--quiet)', strokeDasharray: '3 3' },
      ),
      // A line from what was promised to what came.
      plot.ruleX(hollow, { ...gap, stroke: before, strokeOpacity: 0.6 }),
      plot.dot(hollow, { ...place, r: 'n', stroke: before, strokeWidth: 2 }),
      plot.ruleX(filled, { ...gap, stroke: after, strokeWidth: 2 }),
      plot.dot(filled, { ...place, r: 'n', fill: after }),
      name(hollow, 'before', 9),
      name(filled, 'after', -9),
    ],
  };
}

/** What was measured with a hundred thousand pictures, each number beside its promise. */
import type { ManyResult } from './many';

type Row = [what: string, promised: string, measured: string, isKept: boolean];

export function rowsOfMany(many: ManyResult): Row[] {
  const ms = (value: number | null | undefined): string => `${Math.round(value ?? Number.NaN)} ms`;
  const middle = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const count = many.items.toLocaleString('en');
  const { grid, desk } = many.memory;
  const slowest = Object.entries(many.filterMs)
    .map(([what, times]) => ({ what, time: middle(times) }))
    .sort((a, b) => b.time - a.time)[0];
  const opens = Math.max(middle(many.gridMs), middle(many.deskMs));
  const growth = Math.max(grid.many / grid.few, desk.many / desk.few);
  return [
    [
      `${count} pictures open to the first ones, grid and desk (medians of 3)`,
      '≤ 2 s',
      `${ms(middle(many.gridMs))} and ${ms(middle(many.deskMs))}`,
      opens <= 2000,
    ],
    [
      'the grid of all of them scrolls: longest main-thread task',
      '≤ 50 ms',
      ms(many.scrollLongestTaskMs),
      many.scrollLongestTaskMs <= 50,
    ],
    [
      'its frame time beside a grid that is simply there (means)',
      '≤ 1.3 ×',
      `${many.scrollRatio.toFixed(2)} × (p95 ${ms(many.scroll.grid.p95)} and ${ms(many.scroll.still.p95)})`,
      many.scrollRatio <= 1.3,
    ],
    [
      `filter: the slowest kind, ${slowest?.what ?? 'none'} (median of 3)`,
      '≤ 150 ms',
      ms(slowest?.time),
      (slowest?.time ?? Infinity) <= 150,
    ],
    [
      'the first search of a visit, words, three seconds after it began; at once, a state',
      '≤ 400 ms',
      `${ms(many.firstWordsMs)}; ${ms(many.firstFilterMs)}`,
      Math.max(many.firstWordsMs, many.firstFilterMs) <= 400,
    ],
    [
      `key → next picture painted (p95 of ${many.paintedMs.count}, small pictures)`,
      'p95 ≤ 50 ms',
      `${ms(many.paintedMs.p95)} (median ${ms(many.paintedMs.median)})`,
      (many.paintedMs.p95 ?? Infinity) <= 50,
    ],
    [
      'key → decision durable (p95)',
      '≤ 80 ms',
      `${ms(many.durableMs.p95)} (median ${ms(many.durableMs.median)})`,
      (many.durableMs.p95 ?? Infinity) <= 80,
    ],
    [
      `features of ${count} pictures into the worker, ${Math.round(many.featureBytes / 2 ** 20)} MiB (median of 3)`,
      '≤ 0.8 s',
      ms(middle(many.featuresMs)),
      middle(many.featuresMs) <= 800,
    ],
    [
      `memory of the page beside that at 1,000 pictures, grid and desk`,
      '≤ 1.5 ×',
      `${(grid.many / grid.few).toFixed(2)} × and ${(desk.many / desk.few).toFixed(2)} ×`,
      growth <= 1.5,
    ],
  ];
}

/** The model beside the simple methods: a dot with its interval each. */
import type * as Observable from '@observablehq/plot';
import { interval, percent } from '../estimate-words';
import type { Evaluation } from './findings';

export interface ScoreLine {
  name: string;
  value: number;
  low: number;
  high: number;
  isModel: boolean;
}

export function scoreLines({ accuracy, baselines }: Evaluation): ScoreLine[] {
  return [
    { name: 'the model', ...accuracy, isModel: true },
    { name: 'most similar', ...baselines.neighbours, isModel: false },
    { name: 'most frequent', ...baselines.majority, isModel: false },
  ];
}

export function scoreRows(lines: readonly ScoreLine[]): string[][] {
  return lines.map((line) => [line.name, percent(line.value), interval({ ...line, n: 0 })]);
}

export function drawScores(
  plot: typeof Observable,
  lines: readonly ScoreLine[],
): Observable.PlotOptions {
  const colour = (line: ScoreLine) => (line.isModel ? 'var(--model)' : 'var(--quiet)');
  return {
    height: 156,
    marginTop: 28,
    marginLeft: 104,
    marginRight: 24,
    x: { domain: [0, 1], tickFormat: '.0%', label: null, grid: true },
    y: { domain: lines.map(({ name }) => name), label: null, tickSize: 0 },
    marks: [
      plot.ruleY(lines, { y: 'name', x1: 'low', x2: 'high', stroke: colour, strokeWidth: 2 }),
      plot.dot(lines, { x: 'value', y: 'name', fill: colour, r: 5 }),
      plot.text(lines, {
        x: 'value',
        y: 'name',
        text: (line: ScoreLine) => percent(line.value),
        dy: -13,
        fill: 'currentColor',
      }),
    ],
  };
}

/** The model beside the simple methods: a dot with its interval each. */
import { interval, percent } from '../messages/numbers';
import type * as Observable from '@observablehq/plot';
import type { Baselines } from '../collection/assessment-records';
import { baselineNames } from '../messages/baseline-names';
import type { Evaluation } from './findings';

export interface ScoreLine {
  name: string;
  /** As it reads in a sentence. */
  words: string;
  value: number;
  low: number;
  high: number;
  isModel: boolean;
}

/** @param beyond What was found when the baselines were looked at; null where nobody has. */
export function scoreLines(
  { accuracy, baselines }: Evaluation,
  beyond: Baselines | null,
): ScoreLine[] {
  const always = [
    { method: 'neighbours' as const, accuracy: baselines.neighbours },
    { method: 'majority' as const, accuracy: baselines.majority },
  ];
  const asked = (beyond?.methods ?? []).filter(
    ({ method }) => method === 'colour-texture' || method === 'frozen-head',
  );
  return [
    { name: 'the model', words: 'the model', ...accuracy, isModel: true },
    ...[...asked, ...always].map(({ method, accuracy: reached }) => ({
      ...{ name: baselineNames[method].short, words: baselineNames[method].words },
      ...{ ...reached, isModel: false },
    })),
  ];
}

export function scoreSentence(lines: readonly ScoreLine[]): string {
  const named = lines.map(({ words, value }) => `${words} (${percent(value)})`);
  return `Accuracy with its 95\u00a0% interval: ${named.slice(0, -1).join(', ')}, and ${named.at(-1) ?? ''}.`;
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
    height: 48 + 36 * lines.length,
    marginTop: 28,
    marginLeft: 112,
    marginRight: 24,
    x: { domain: [0, 1], tickFormat: '.0%', label: null, grid: true, ticks: 5 },
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

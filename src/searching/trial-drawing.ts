/** The trials of a search as a drawing: a dot each, in the order they were begun, and the best so far. */
import { percent } from '../messages/numbers';
import type * as Observable from '@observablehq/plot';
import type { Search } from '../collection/trust-records';
import { standings } from '../statistics/successive-halving';
import { accuracyOf, comparableLoss, trialStates } from '../messages/search-words';

interface TrialDot {
  readonly number: number;
  readonly loss: number;
  /** Had the whole effort. */
  readonly isWhole: boolean;
}

export function trialDots(search: Search): TrialDot[] {
  const { finalists } = standings(search.trials, search.plan);
  return search.trials.flatMap((trial, at) => {
    const loss = comparableLoss(trial, search);
    if (!Number.isFinite(loss)) return [];
    return [{ number: at + 1, loss, isWhole: finalists.includes(at) }];
  });
}

/** Among those with the whole effort: the others were measured on less and are not to be compared. */
function bestSoFar(dots: readonly TrialDot[]): { number: number; loss: number }[] {
  let best = Infinity;
  return dots.flatMap(({ number, loss, isWhole }) => {
    if (!isWhole || loss >= best) return [];
    best = loss;
    return [{ number, loss }];
  });
}

export function drawTrials(
  plot: typeof Observable,
  dots: readonly TrialDot[],
): Observable.PlotOptions {
  const place = { x: 'number', y: 'loss' } as const;
  const steps = bestSoFar(dots);
  const last = steps.at(-1);
  const end = dots.at(-1)?.number ?? 1;
  const line = last ? [...steps, { number: end, loss: last.loss }] : steps;
  return {
    height: 220,
    marginLeft: 52,
    marginRight: 72,
    x: { label: 'Trial', tickFormat: 'd', ticks: Math.min(10, end), domain: [1, Math.max(2, end)] },
    y: { label: 'Check loss', grid: true, nice: true },
    marks: [
      plot.lineY(line, {
        ...place,
        curve: 'step-after',
        stroke: 'var(--plot-2)',
        strokeWidth: 1.5,
      }),
      plot.dot(dots, {
        ...place,
        r: 4,
        stroke: 'var(--plot-1)',
        fill: (dot: TrialDot) => (dot.isWhole ? 'var(--plot-1)' : 'none'),
      }),
      plot.text(dots.slice(0, 1), {
        ...place,
        text: () => 'usual',
        dx: 6,
        dy: -10,
        textAnchor: 'start',
        fill: 'currentColor',
      }),
      plot.text(line.slice(-1), {
        ...place,
        text: () => 'best so far',
        dx: 8,
        textAnchor: 'start',
        fill: 'currentColor',
      }),
    ],
  };
}

/** What a person should see in it. */
export function trialsSentence(search: Search): string {
  const dots = trialDots(search);
  const whole = dots.filter(({ isWhole }) => isWhole);
  const usual = dots.find(({ number }) => number === 1);
  const best = bestSoFar(dots).at(-1);
  if (!usual || !best) return 'Nothing has been measured to the end yet.';
  const course =
    best.number === 1
      ? `no trial is below the usual settings’ ${usual.loss.toFixed(3)}`
      : `the lowest is ${best.loss.toFixed(3)}, in trial ${best.number}; the usual settings have ${usual.loss.toFixed(3)}`;
  const set =
    search.scope === 'head' && whole.length < dots.length
      ? ' The others are compared with the usual settings on the parts both have seen.'
      : '';
  return `Check loss (lower is better) of ${dots.length} trials, ${whole.length} of them measured to the end (filled): ${course}.${set}`;
}

export const trialColumns = [
  { label: 'Settings' },
  { label: 'Outcome' },
  { label: 'Trial', numeric: true },
  { label: 'Run', numeric: true },
  { label: 'Check loss', numeric: true },
  { label: 'Right', numeric: true },
];

/** One row a trial, best first among those alike in effort. @param describe Number and settings of its run. */
export function trialRows(
  search: Search,
  describe: (runId: Search['trials'][number]['runId']) => { number: number; settings: string },
): (string | number)[][] {
  const states = trialStates(search);
  const order = [...search.trials.keys()].sort((a, b) => {
    const [one, other] = [search.trials[a]!, search.trials[b]!];
    return (
      other.losses.length - one.losses.length ||
      comparableLoss(one, search) - comparableLoss(other, search) ||
      a - b
    );
  });
  return order.map((at) => {
    const trial = search.trials[at]!;
    const { number, settings } = describe(trial.runId);
    const loss = comparableLoss(trial, search);
    const accuracy = accuracyOf(trial, search);
    return [
      settings,
      states[at] ?? '',
      at + 1,
      number,
      Number.isFinite(loss) ? loss.toFixed(3) : '–',
      accuracy === null ? '–' : percent(accuracy),
    ];
  });
}

/** The curves of one or several runs in one drawing: what they show in a sentence, as rows, and as marks. */
import { percent } from '../messages/numbers';
import type * as Observable from '@observablehq/plot';
import type { Run } from '../collection/training-records';

export type Measure = 'Loss' | 'Accuracy';
type Epochs = Pick<Run, 'number' | 'epochs'>;

interface Point {
  epoch: number;
  value: number;
  name: string;
}

/** As many as there are colours that everybody can tell apart. */
export const mostRuns = 6;

function trainingPoints({ number, epochs }: Epochs, measure: Measure): Point[] {
  return epochs.map(({ epoch, loss, accuracy }) => ({
    epoch,
    value: measure === 'Loss' ? loss : accuracy,
    name: `run ${number}`,
  }));
}

function checkPoints({ number, epochs }: Epochs, measure: Measure): Point[] {
  return epochs.flatMap(({ epoch, checkLoss, checkAccuracy }) => {
    const value = measure === 'Loss' ? checkLoss : checkAccuracy;
    return value === null ? [] : [{ epoch, value, name: `run ${number}` }];
  });
}

const say = (measure: Measure, value: number) =>
  measure === 'Loss' ? value.toFixed(2) : percent(value);

/** "Loss on the check pictures after the last epoch: run 3 at 0.61, run 5 at 0.48 (lower is better)." */
export function overlaySentence(runs: readonly Epochs[], measure: Measure): string {
  const ends = runs.flatMap((run) => {
    const checked = checkPoints(run, measure).at(-1);
    const trained = trainingPoints(run, measure).at(-1);
    if (checked) return [`run ${run.number} at ${say(measure, checked.value)}`];
    if (!trained) return [];
    return [`run ${run.number} at ${say(measure, trained.value)} on the training pictures`];
  });
  const better = measure === 'Loss' ? 'lower' : 'higher';
  return `${measure} on the check pictures (dashed) after the last epoch: ${ends.join(', ')} (${better} is better).`;
}

export function overlayColumns(runs: readonly Epochs[]): { label: string; numeric: boolean }[] {
  const own = runs.flatMap(({ number }) => [`Run ${number}, training`, `Run ${number}, check`]);
  return ['Epoch', ...own].map((label) => ({ label, numeric: true }));
}

export function overlayRows(runs: readonly Epochs[], measure: Measure): (string | number)[][] {
  const epochs = new Set(runs.flatMap((run) => run.epochs.map(({ epoch }) => epoch)));
  const cell = (points: Point[], epoch: number) =>
    points.find((point) => point.epoch === epoch)?.value.toFixed(3) ?? '–';
  return [...epochs]
    .sort((a, b) => a - b)
    .map((epoch) => [
      epoch,
      ...runs.flatMap((run) => [
        cell(trainingPoints(run, measure), epoch),
        cell(checkPoints(run, measure), epoch),
      ]),
    ]);
}

export function drawOverlay(
  plot: typeof Observable,
  runs: readonly Epochs[],
  measure: Measure,
): Observable.PlotOptions {
  const last = Math.max(1, ...runs.flatMap((run) => run.epochs.map(({ epoch }) => epoch)));
  const place = { x: 'epoch', y: 'value' } as const;
  return {
    height: 220,
    marginLeft: 44,
    marginRight: 64,
    x: { domain: [0, last], label: 'Epoch', tickFormat: 'd', ticks: Math.min(10, last) },
    y:
      measure === 'Loss'
        ? { label: 'Loss', grid: true, zero: true, nice: true }
        : { label: 'Accuracy', grid: true, domain: [0, 1], tickFormat: '.0%' },
    marks: runs.flatMap((run, index) => {
      const stroke = `var(--plot-${(index % mostRuns) + 1})`;
      const [training, check] = [trainingPoints(run, measure), checkPoints(run, measure)];
      const ending = (check.length > 0 ? check : training).slice(-1);
      return [
        plot.lineY(training, { ...place, stroke, strokeWidth: 2 }),
        plot.lineY(check, { ...place, stroke, strokeWidth: 2, strokeDasharray: '4 3' }),
        plot.dot([...training, ...check], { ...place, fill: stroke, r: 2 }),
        // Named where the line ends rather than in a legend.
        plot.text(ending, {
          ...place,
          text: 'name',
          fill: 'currentColor',
          dx: 8,
          dy: (index - (runs.length - 1) / 2) * 4,
          textAnchor: 'start',
        }),
      ];
    }),
  };
}

/** The success criteria read against one run. */
import { percent } from '../messages/numbers';
import type { Label, Metric, SuccessCriteria } from '../collection/records';
import type { Run } from '../collection/training-records';
import { metricWords } from '../messages/run-words';

/** 0–1; null where the benchmark could not tell. */
function measured(
  { evaluation, evaluatedLabels }: Pick<Run, 'evaluation' | 'evaluatedLabels'>,
  metric: Metric,
): number | null {
  if (evaluation === null || evaluation.n === 0) return null;
  if (metric.kind === 'accuracy') return evaluation.accuracy.value;
  if (metric.kind === 'macro-f1') return evaluation.macroF1.value;
  const score = evaluation.classes.find(({ label }) => evaluatedLabels[label] === metric.labelId);
  if (score === undefined || score.n === 0) return null;
  return metric.kind === 'recall' ? score.recall.value : score.precision;
}

export interface GoalReading {
  /** Null while something has not been measured and nothing measured is broken. */
  areMet: boolean | null;
  /** For the table: "macro-F1 82 %, minimums kept". */
  short: string;
  /** One sentence a goal. */
  sentences: string[];
}

/** Null where no goal was set. */
export function readGoals(
  criteria: SuccessCriteria | null,
  run: Pick<Run, 'evaluation' | 'evaluatedLabels'>,
  labels: readonly Label[],
): GoalReading | null {
  if (criteria === null) return null;
  const optimised = measured(run, criteria.optimise);
  const floors = criteria.floors.map(({ metric, atLeast }) => ({
    name: metricWords(metric, labels),
    atLeast,
    was: measured(run, metric),
  }));
  const broken = floors.filter(({ was, atLeast }) => was !== null && was < atLeast).length;
  const unknown = floors.filter(({ was }) => was === null).length;
  const name = metricWords(criteria.optimise, labels);
  const kept =
    floors.length === 0
      ? ''
      : broken > 0
        ? `, ${broken} of ${floors.length} minimums missed`
        : unknown > 0
          ? `, ${unknown} of ${floors.length} minimums not measured`
          : ', minimums kept';
  return {
    areMet: broken > 0 ? false : optimised === null || unknown > 0 ? null : true,
    short: optimised === null ? 'not measured' : `${name} ${percent(optimised)}${kept}`,
    sentences: [
      optimised === null
        ? `Main goal: ${name}, not measured yet.`
        : `Main goal: ${name}, at ${percent(optimised)}.`,
      ...floors.map(({ name: floor, atLeast, was }) =>
        was === null
          ? `Minimum: ${floor} at ${percent(atLeast)} or above, not measured yet.`
          : `Minimum: ${floor} at ${percent(atLeast)} or above: ${was >= atLeast ? 'kept' : 'missed'}, at ${percent(was)}.`,
      ),
    ],
  };
}

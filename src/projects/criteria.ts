/** Success criteria as a form sees them: text in, records out. */
import type { Label, Metric, SuccessCriteria } from '../collection/records';

export interface MetricOption {
  value: string;
  label: string;
}

/** Every metric one can aim at, in words, with a stable value for a select. */
export function metricOptions(labels: readonly Label[]): MetricOption[] {
  return [
    { value: 'macro-f1', label: 'All labels equally well (macro-F1)' },
    { value: 'accuracy', label: 'As many pictures right as possible (accuracy)' },
    ...labels.map(({ id, name }) => ({
      value: `recall ${id}`,
      label: `Miss no “${name}” (recall)`,
    })),
    ...labels.map(({ id, name }) => ({
      value: `precision ${id}`,
      label: `Call nothing “${name}” wrongly (precision)`,
    })),
  ];
}

export function metricValue(metric: Metric): string {
  return 'labelId' in metric ? `${metric.kind} ${metric.labelId}` : metric.kind;
}

/** The metric behind a select's value; undefined when its label is not among `labels` (any more). */
export function readMetric(value: string, labels: readonly Label[]): Metric | undefined {
  if (value === 'accuracy' || value === 'macro-f1') return { kind: value };
  const [kind, id] = value.split(' ');
  const label = labels.find((candidate) => candidate.id === id);
  if (label === undefined || (kind !== 'recall' && kind !== 'precision')) return undefined;
  return { kind, labelId: label.id };
}

/** A share from what a person typed as per cent; undefined when it is none. */
export function readPercent(text: string): number | undefined {
  const number = Number(text.replace(',', '.').replace('%', '').trim());
  if (text.trim() === '' || !Number.isFinite(number) || number < 0 || number > 100)
    return undefined;
  return number / 100;
}

/** The goals in one sentence. */
export function criteriaSentence(
  criteria: SuccessCriteria | null,
  labels: readonly Label[],
): string {
  if (criteria === null) return 'No goal has been set yet. You can do that later.';
  const floors = criteria.floors.map(
    ({ metric, atLeast }) =>
      `${metricName(metric, labels)} must stay at ${Math.round(atLeast * 100)} % or above`,
  );
  return [`Raise ${metricName(criteria.optimise, labels)}`, ...floors].join('; ') + '.';
}

function metricName(metric: Metric, labels: readonly Label[]): string {
  if (metric.kind === 'accuracy') return 'accuracy';
  if (metric.kind === 'macro-f1') return 'macro-F1';
  const name = labels.find(({ id }) => id === metric.labelId)?.name ?? 'a deleted label';
  return `${metric.kind} of “${name}”`;
}

/** Lays simulations of several seeds beside each other. */
import type { SimulationResult } from './result';

/** One Markdown section a collection: mean accuracy over seeds, uncertain beside random. */
export function simulationTables(results: readonly SimulationResult[], marks: number[]): string {
  const collections = [...new Set(results.map((result) => result.collection))].sort();
  return collections
    .map((collection) =>
      section(
        results.filter((result) => result.collection === collection),
        marks,
      ),
    )
    .join('\n');
}

function section(results: readonly SimulationResult[], marks: number[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const rows = marks.flatMap((decisions) => {
    const uncertain = column(results, 'uncertain', decisions);
    const random = column(results, 'random', decisions);
    return uncertain === null && random === null
      ? []
      : [`| ${decisions} | ${uncertain ?? '–'} | ${random ?? '–'} |`];
  });
  const milliseconds = mean(results.flatMap(({ retrainingMs: { median } }) => median ?? []));
  const benchmark = mean(results.flatMap(({ curve }) => curve.at(-1)?.benchmark.n ?? []));
  const memory = Math.max(...results.map(({ peakMemoryBytes }) => peakMemoryBytes ?? 0));
  return [
    `## ${first.collection}`,
    '',
    `${first.pictures} pictures, ${first.labels.length} labels; benchmark of ${Math.round(benchmark)} pictures on average. ` +
      `Import ${seconds(results, 'importSeconds')} s, embedding ${seconds(results, 'embeddingSeconds')} s, ` +
      `a decision learned after ${Math.round(milliseconds)} ms (median)` +
      (memory > 0 ? `, at most ${Math.round(memory / 2 ** 20)} MiB of memory.` : '.'),
    '',
    '| decisions | uncertain: accuracy, macro-F1, accepted | random: accuracy, macro-F1, accepted |',
    '| ---: | :--- | :--- |',
    ...rows,
    '',
  ].join('\n');
}

type Strategy = SimulationResult['strategy'];

function column(
  results: readonly SimulationResult[],
  strategy: Strategy,
  decisions: number,
): string | null {
  const points = results
    .filter((result) => result.strategy === strategy)
    .flatMap(({ curve }) => curve.find((point) => point.decisions === decisions) ?? []);
  const accuracies = points.flatMap(({ benchmark }) => benchmark.accuracy ?? []);
  if (accuracies.length === 0) return null;
  const macroF1 = mean(points.flatMap(({ benchmark }) => benchmark.macroF1 ?? []));
  const accepted = mean(points.map((point) => point.accepted));
  const range = `${percent(Math.min(...accuracies))}–${percent(Math.max(...accuracies))}`;
  return `**${percent(mean(accuracies))} %** (${range}, ${accuracies.length} seeds), ${percent(macroF1)} %, ${Math.round(accepted)}`;
}

function seconds(
  results: readonly SimulationResult[],
  field: 'importSeconds' | 'embeddingSeconds',
): string {
  return mean(results.map((result) => result[field])).toFixed(1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

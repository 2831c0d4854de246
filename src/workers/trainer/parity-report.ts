/** How far two sets of answers lie apart, and how far they may. */
import type { ParityReport, WeightFormat } from '../protocol';

/** The largest difference in any probability that passes; half precision must also agree on every first label. */
const tolerated: Record<WeightFormat, number> = { float32: 1e-5, float16: 0.01 };

/** Adds one batch, both sides n × classes, to the report. A value that is no number counts as infinitely far. */
export function note(
  report: ParityReport,
  serving: Float32Array,
  reopened: Float32Array,
  classes: number,
): void {
  const n = serving.length / classes;
  for (let row = 0; row < n; row++) {
    const one = serving.subarray(row * classes, (row + 1) * classes);
    const other = reopened.subarray(row * classes, (row + 1) * classes);
    one.forEach((value, index) => {
      const difference = Math.abs(value - (other[index] ?? NaN));
      report.largestDifference = Math.max(
        report.largestDifference,
        Number.isNaN(difference) ? Infinity : difference,
      );
    });
    if (first(one) === first(other)) report.sameFirstLabel++;
  }
  report.pictures += n;
}

function first(probabilities: Float32Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

export function passes(report: ParityReport): boolean {
  if (report.pictures === 0) return false;
  if (!(report.largestDifference <= tolerated[report.format])) return false;
  return report.format === 'float32' || report.sameFirstLabel === report.pictures;
}

export function inWords({ pictures, sameFirstLabel, largestDifference }: ParityReport): string {
  if (pictures === 0) return 'there was no picture to compare on';
  return `same first label on ${sameFirstLabel} of ${pictures}, largest difference ${largestDifference.toExponential(1)}`;
}

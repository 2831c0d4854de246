/** How far two sets of answers lie apart, and how far they may. */
import type { Precision } from '../../exchange/model-description';
import type { ParityReport } from '../protocol/export';

/** What float32 may differ in any probability: two programs add up the same numbers in another order. */
const tolerated = 1e-4;
/** Of quantised weights, and of pictures prepared in the format's own way: the share of equal first labels. */
const agreement = { quantised: 0.99, ownWay: 0.98 };

export function emptyReport(): ParityReport {
  return { pictures: 0, largestDifference: 0, sameFirstLabel: 0, ownWay: null };
}

/** Adds one batch, both sides n × classes, to the report. A value that is no number counts as infinitely far. */
export function note(
  report: ParityReport,
  here: Float32Array,
  there: Float32Array,
  classes: number,
): void {
  const n = here.length / classes;
  for (let row = 0; row < n; row++) {
    const one = here.subarray(row * classes, (row + 1) * classes);
    const other = there.subarray(row * classes, (row + 1) * classes);
    one.forEach((value, index) => {
      const difference = Math.abs(value - (other[index] ?? NaN));
      report.largestDifference = Math.max(
        report.largestDifference,
        Number.isNaN(difference) ? Infinity : difference,
      );
    });
    if (sameFirst(one, other)) report.sameFirstLabel++;
  }
  report.pictures += n;
}

/** Adds one picture that the format prepared itself. */
export function noteOwnWay(report: ParityReport, here: Float32Array, there: Float32Array): void {
  report.ownWay ??= { pictures: 0, sameFirstLabel: 0 };
  report.ownWay.pictures++;
  if (sameFirst(here, there)) report.ownWay.sameFirstLabel++;
}

/**
 * Whether both put the same label first. Labels that are first together here (several certain tags, two
 * labels never told apart) may come in any order there.
 */
function sameFirst(here: Float32Array, there: Float32Array): boolean {
  const first = there.indexOf(Math.max(...there));
  return first >= 0 && (here[first] ?? -Infinity) >= Math.max(...here) - tolerated;
}

/** Why the file must not be handed over, in words; null when it may. */
export function objection(report: ParityReport, precision: Precision): string | null {
  const { pictures, sameFirstLabel, largestDifference, ownWay } = report;
  if (pictures === 0) return 'there was no picture to compare on';
  const same = `same first label on ${sameFirstLabel} of ${pictures}`;
  if (!Number.isFinite(largestDifference)) return 'it answered with something that is no number';
  if (precision === 'float32') {
    const isExact = largestDifference <= tolerated && sameFirstLabel === pictures;
    if (!isExact) return `${same}, largest difference ${largestDifference.toExponential(1)}`;
  } else if (sameFirstLabel < agreement.quantised * pictures) {
    return `${same}; 99 % are needed`;
  }
  if (ownWay && ownWay.sameFirstLabel < agreement.ownWay * ownWay.pictures) {
    const seen = `${ownWay.sameFirstLabel} of ${ownWay.pictures}`;
    return `prepared in the format’s own way, same first label on ${seen}; 98 % are needed`;
  }
  return null;
}

/** What the check of a finished file found, in words. */
import type { ParityReport } from '../workers/protocol/export';

export function parityWords(report: ParityReport): string {
  const { pictures, sameFirstLabel, largestDifference, ownWay } = report;
  const asked = pictures === 1 ? 'one picture' : `${pictures} pictures`;
  const prepared = ownWay
    ? ` With its own picture preparation, it agreed on ${ownWay.sameFirstLabel} of ${ownWay.pictures}.`
    : '';
  return (
    `Checked: the finished file was opened again and tested on ${asked} of this ` +
    `collection. ${sameWords(sameFirstLabel, pictures)}, and no probability differed by more than ` +
    `${pointWords(largestDifference)}.${prepared}`
  );
}

function sameWords(same: number, pictures: number): string {
  return same === pictures
    ? 'The first answer was the same every time'
    : `The first answer was the same for ${same} of them`;
}

/** In percentage points, what a person compares with "87 %": "0.4 percentage points". */
function pointWords(difference: number): string {
  if (difference < negligible) return 'a thousandth of a percentage point';
  return `${points(difference)} percentage points`;
}

/** Below a thousandth of a percentage point nobody looks. */
const negligible = 1e-5;

/** "0.4", "< 0.001". */
export function points(difference: number): string {
  if (difference < negligible) return '<\u00a00.001';
  return String(Number((difference * 100).toPrecision(1)));
}

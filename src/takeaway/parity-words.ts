/** What the check of a finished file found, in words. */
import type { ParityReport } from '../workers/protocol';

export function parityWords({ pictures, sameFirstLabel, largestDifference }: ParityReport): string {
  const asked = pictures === 1 ? 'one picture' : `${pictures} pictures`;
  const same =
    sameFirstLabel === pictures
      ? 'The first answer was the same every time'
      : `The first answer was the same for ${sameFirstLabel} of them`;
  return (
    `Before it was handed over, the finished file was opened again and asked about ${asked} of this ` +
    `collection. ${same}, and ${differenceWords(largestDifference)}.`
  );
}

/** In percentage points: what a person compares with "87 %". */
function differenceWords(difference: number): string {
  if (difference === 0) return 'every probability was exactly the same';
  const points = difference * 100;
  if (points < 0.001) return 'no probability differed by even a thousandth of a per cent';
  return `no probability differed by more than ${points.toPrecision(1)} percentage points`;
}

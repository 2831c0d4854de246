/** Which pictures the run does worse on, in words; and when nothing of the kind can be said. */
import { count, interval, percent } from './numbers';
import type { Slice } from '../review/slices';

/** "pictures in the folder “x”". */
export function sliceName({ facet, value }: Pick<Slice, 'facet' | 'value'>): string {
  switch (facet) {
    case 'folder':
      return value === '(no folder)'
        ? 'pictures in no folder'
        : `pictures in the folder “${value}”`;
    case 'file type':
      return `${value} files`;
    case 'imported on':
      return `pictures imported on ${value}`;
    case 'longest side':
      return `pictures whose longest side is ${value}`;
  }
}

export function sliceWords(slices: readonly Slice[]): string[] {
  if (slices.length === 0) {
    return [
      'The benchmark pictures are too few or too similar in folder, file type, day of import and size to be compared.',
    ];
  }
  const worse = slices.filter(({ isWorse }) => isWorse);
  if (worse.length === 0) {
    return [
      `None stands out: of ${count(slices.length, 'group')} by folder, file type, day of import and size, none is worse by more than chance explains.`,
    ];
  }
  return worse.map(
    (slice) =>
      `It is worse on ${sliceName(slice)}: right for ${percent(slice.accuracy.value)} of ${slice.accuracy.n} (95\u00a0% interval ${interval(slice.accuracy)}), elsewhere for ${percent(slice.elsewhere.value)} of ${slice.elsewhere.n}.`,
  );
}

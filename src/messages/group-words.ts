/** What is said about groups before they are made. */
import { count, number } from './numbers';
import type { GroupPreview } from '../workers/protocol/table-import';

/** “120 groups of two and more, the largest of 6; 40 pictures stay alone.” */
export function groupWords({ groups, largest, alone }: GroupPreview): string {
  if (groups === 0) return 'No two pictures have that in common.';
  const size = `${count(groups, 'group', 'groups')} of two and more, the largest of ${number(largest)}`;
  return `${size}; ${count(alone, 'picture stays', 'pictures stay')} alone.`;
}

/** Why such groups would do harm; null where they would not. */
export function groupRefusal({
  areLabels,
  groups,
  largest,
  pictures,
}: GroupPreview): string | null {
  if (areLabels.length > 0) {
    const names = areLabels
      .slice(0, 4)
      .map((name) => `“${name}”`)
      .join(', ');
    const verb = areLabels.length === 1 ? 'gives a label' : 'give labels';
    return `${names} ${verb}: one label is not one object. Grouped like this, a label could be used to learn or to test, never both.`;
  }
  if (groups > 0 && largest === pictures)
    return 'All pictures would be one group: then nothing is left to test on.';
  if (groups > 0 && largest > pictures / 2)
    return `One group would hold ${number(largest)} of ${number(pictures)} pictures: then too few are left to learn from or to test on.`;
  return null;
}

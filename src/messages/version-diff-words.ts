/** What changed between data versions, in words. */
import { moment } from './times';
import type { Decision, DecisionSource, Label } from '../collection/records';
import { labelName } from './label-name-words';
import type { Difference, VersionDiff } from '../experiments/version-diff';

export const kindWords: Record<Difference['kind'], string> = {
  relabelled: 'Relabelled:',
  added: 'Added:',
  removed: 'Removed:',
};

const places: Record<DecisionSource, string> = {
  desk: 'one by one',
  grid: 'in a grid',
  folder: 'from its folder',
  split: 'by splitting a label',
  doubts: 'among the doubtful labels',
  restore: 'by restoring a version',
  file: 'from a label file',
};

/**
 * Who made the change and when: the newest entry about the picture, where it came after the older version.
 * @param then The newest entry by the older version. @param now By the later one.
 */
export function authorWords(then: Decision | undefined, now: Decision | undefined): string {
  if (now === undefined || now.id === then?.id) return 'By editing the labels, not by a decision.';
  const who = now.by === '' ? 'Someone without a name' : now.by;
  const how = now.kind === 'undo' ? 'by undoing a decision' : places[now.source];
  return `${who}, ${moment(now.at)}, ${how}.`;
}

export function labelChangeWords(
  { labelsAdded, labelsRemoved }: Pick<VersionDiff, 'labelsAdded' | 'labelsRemoved'>,
  labels: readonly Label[],
): string {
  const named = (ids: VersionDiff['labelsAdded']) =>
    ids.map((id) => `“${labelName(labels, id)}”`).join(', ');
  return [
    labelsAdded.length > 0 ? `New labels: ${named(labelsAdded)}.` : '',
    labelsRemoved.length > 0 ? `Retired labels: ${named(labelsRemoved)}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

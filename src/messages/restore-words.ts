/** What restoring a data version would do, or has done, in words. */
import { count } from './numbers';
import type { Label } from '../collection/records';
import type { Obstacle, RestorePlan } from '../collection/restore-plan';
import { labelName } from './label-name-words';

export function planWords({ answered, askedAgain }: RestorePlan): string {
  if (answered + askedAgain === 0) return 'Nothing has to change: the labels are the same.';
  const parts = [
    answered > 0
      ? `${count(answered, 'picture')} ${answered === 1 ? 'gets' : 'get'} the answer of that version back`
      : '',
    askedAgain > 0
      ? `${count(askedAgain, 'picture')} decided since ${askedAgain === 1 ? 'is' : 'are'} reset to undecided`
      : '',
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}

/** One sentence for each thing that does not come back as it was. */
export function obstacleWords(obstacle: Obstacle, labels: readonly Label[]): string {
  const name = 'labelId' in obstacle ? `“${labelName(labels, obstacle.labelId)}”` : '';
  switch (obstacle.kind) {
    case 'retired':
      return `${name} has been retired since: ${count(obstacle.pictures, 'picture')} of it cannot be restored and stay as they are. Restore the label under Labels and goals first if you want them.`;
    case 'merged':
      return `${name} has been merged into “${labelName(labels, obstacle.into)}” since: ${count(obstacle.pictures, 'picture')} ${obstacle.pictures === 1 ? 'comes' : 'come'} back as that.`;
    case 'new-label':
      return `${name} was added later. It stays.`;
    case 'moved':
      return `${count(obstacle.pictures, 'picture')} have changed their role since (used to learn, to adjust or to test). They keep the new role.`;
    case 'gone':
      return `${count(obstacle.pictures, 'picture')} of that version are not in the collection any more.`;
  }
}

/** Whether the truth now is the version again. */
export function sameWords(isSame: boolean, obstacles: readonly Obstacle[]): string {
  if (isSame) return 'The labels now match that version exactly: the fingerprints are equal.';
  return obstacles.length === 0
    ? 'Every answer now matches that version. Only names of labels have changed.'
    : 'The labels match that version as far as possible:';
}

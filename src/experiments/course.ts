/** How a training went, as one small curve and a sentence. */
import { count, percent } from '../messages/numbers';
import type { Run } from '../collection/training-records';

export interface Course {
  readonly values: number[];
  readonly sentence: string;
}

/** Accuracy on the check pictures epoch by epoch, on the training pictures where none are checked; null without two epochs. */
export function courseOf({ epochs }: Pick<Run, 'epochs'>): Course | null {
  if (epochs.length < 2) return null;
  const checked = epochs.flatMap(({ checkAccuracy }) => checkAccuracy ?? []);
  const isChecked = checked.length === epochs.length;
  const values = isChecked ? checked : epochs.map(({ accuracy }) => accuracy);
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const which = isChecked ? 'check' : 'training';
  return {
    values,
    sentence: `Right on the ${which} pictures: from ${percent(first)} to ${percent(last)} in ${count(epochs.length, 'epoch')}.`,
  };
}

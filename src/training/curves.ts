/** Learning curves: what they show in a sentence, as rows, and as marks. */
import { percent } from '../messages/numbers';
import type { Run } from '../collection/training-records';
import type { StepPoint } from './fine-tuning.svelte';

export type Epoch = Run['epochs'][number];

export interface Curve {
  name: 'Loss' | 'Accuracy';
  /** One value a step while it trains, else none. */
  steps: { at: number; value: number }[];
  training: { at: number; value: number }[];
  check: { at: number; value: number }[];
}

export function lossCurve(epochs: readonly Epoch[], points: readonly StepPoint[]): Curve {
  return {
    name: 'Loss',
    steps: points.map(({ at, loss }) => ({ at, value: loss })),
    training: epochs.map(({ epoch, loss }) => ({ at: epoch, value: loss })),
    check: epochs.flatMap(({ epoch, checkLoss }) =>
      checkLoss === null ? [] : [{ at: epoch, value: checkLoss }],
    ),
  };
}

export function accuracyCurve(epochs: readonly Epoch[], points: readonly StepPoint[]): Curve {
  return {
    name: 'Accuracy',
    steps: points.map(({ at, accuracy }) => ({ at, value: accuracy })),
    training: epochs.map(({ epoch, accuracy }) => ({ at: epoch, value: accuracy })),
    check: epochs.flatMap(({ epoch, checkAccuracy }) =>
      checkAccuracy === null ? [] : [{ at: epoch, value: checkAccuracy }],
    ),
  };
}

/** "Loss went from 1.20 to 0.43 on the training pictures; on the check pictures it is 0.61 (lower is better)." */
export function curveSentence({ name, steps, training, check }: Curve): string {
  const say = (value: number) => (name === 'Loss' ? value.toFixed(2) : percent(value));
  const better = name === 'Loss' ? 'lower' : 'higher';
  const known = training.length > 0 ? training : steps;
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return `${name}: nothing measured yet.`;
  const course =
    first === last
      ? `${name} is ${say(last.value)} on the training pictures`
      : `${name} went from ${say(first.value)} to ${say(last.value)} on the training pictures`;
  const checked = check.at(-1);
  const beside = checked
    ? `; on the check pictures, never trained on, it is ${say(checked.value)}`
    : '';
  return `${course}${beside} (${better} is better).`;
}

export function curveRows({ training, check }: Curve): (string | number)[][] {
  return training.map(({ at, value }) => [
    at,
    value.toFixed(3),
    check.find((point) => point.at === at)?.value.toFixed(3) ?? '–',
  ]);
}

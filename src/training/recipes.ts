/** The settings of a training as a form holds them, with the bounds within which they make sense. */
import type { Run } from '../collection/training-records';

export type FineTuneSettings = Extract<Run['recipe'], { kind: 'fine-tune' }>['settings'];
export type HeadSettings = Extract<Run['recipe'], { kind: 'head' }>['settings'];
export type Depth = FineTuneSettings['depth'];

export const usualHead: HeadSettings = { l2: 'auto', balance: true };

export const usualFineTune: FineTuneSettings = {
  depth: 'last-three',
  epochs: 10,
  batchSize: 16,
  learningRate: 0.0005,
  augment: true,
  patience: 3,
};

export interface NumberField {
  key: 'epochs' | 'batchSize' | 'learningRate' | 'patience';
  label: string;
  hint: string;
  least: number;
  most: number;
  isWhole: boolean;
}

export const epochsField: NumberField = {
  key: 'epochs',
  label: 'Epochs',
  hint: 'How often it goes through all your pictures. It stops by itself when it no longer improves.',
  least: 1,
  most: 200,
  isWhole: true,
};

export const advancedFields: NumberField[] = [
  {
    key: 'learningRate',
    label: 'Learning rate',
    hint: 'The size of each correction. Smaller is slower and safer; too large and it forgets what it knew.',
    least: 0.000001,
    most: 0.1,
    isWhole: false,
  },
  {
    key: 'batchSize',
    label: 'Batch size',
    hint: 'Pictures looked at before each correction. Fewer if memory runs out.',
    least: 1,
    most: 128,
    isWhole: true,
  },
  {
    key: 'patience',
    label: 'Patience',
    hint: 'Epochs without progress on the check pictures before it stops.',
    least: 1,
    most: 50,
    isWhole: true,
  },
];

/** The number a person typed; null when it is none or lies outside the field's bounds. */
export function readNumber(text: string, { least, most, isWhole }: NumberField): number | null {
  const number = Number(text.replace(',', '.').trim());
  if (text.trim() === '' || !Number.isFinite(number)) return null;
  if (number < least || number > most || (isWhole && !Number.isInteger(number))) return null;
  return number;
}

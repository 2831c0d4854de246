/** What is in a file of labels and what is not, in sentences. */
import { count, number } from './numbers';
import type { LabelsProgress, LabelsReport, LabelsWish } from '../workers/protocol/export';

const stages: Record<LabelsProgress['stage'], string> = {
  reading: 'Reading the decisions',
  pictures: 'Packing the pictures',
  rows: 'Writing the labels',
};

export function stageWords({ stage }: LabelsProgress): string {
  return stages[stage];
}

/** What is in it; for a vocabulary, which has no rows, nothing more than that. */
export function includedWords(
  { rows, human, model, accepted, pictures }: LabelsReport,
  { format }: Pick<LabelsWish, 'format'>,
): string {
  if (format === 'skos') return 'The labels of the collection, and no pictures.';
  const parts = [`${count(rows, 'picture')}, ${number(human)} labelled by a person`];
  if (model > 0) parts.push(`${number(model)} by the model`);
  if (accepted > 0) parts.push(`${number(accepted)} of these auto-labelled`);
  const travelling = [
    pictures.originals > 0 ? count(pictures.originals, 'original') : '',
    pictures.copies > 0
      ? `${number(pictures.copies)} of our ${pictures.copies === 1 ? 'copy' : 'copies'}`
      : '',
  ].filter((part) => part !== '');
  const files = travelling.length === 0 ? '' : ` With ${travelling.join(' and ')}.`;
  return `${parts.join(', ')}.${files}`;
}

/** What stayed here and why, a sentence each. */
export function leftOutWords(
  { leftOut, pictures }: LabelsReport,
  { format }: Pick<LabelsWish, 'format'>,
): string[] {
  if (format === 'skos') return [];
  const said: string[] = [];
  if (leftOut.restricted > 0)
    said.push(`${count(leftOut.restricted, 'restricted picture')} left out, with their rows.`);
  if (leftOut.unanswered > 0)
    said.push(`${count(leftOut.unanswered, 'picture')} without a label left out, as you chose.`);
  if (pictures.missing > 0)
    said.push(
      `${count(pictures.missing, 'picture')} not included: restricted pictures never are, and some may have no copy.`,
    );
  return said;
}

/** What became of a file of labels, a sentence each. */
import type { LabelsBrought } from '../workers/protocol/label-import';

export function broughtWords(brought: LabelsBrought): string[] {
  const { taken, decidedHere, unknown, ambiguous, withoutAnswer, newLabels } = brought;
  const said = [taken === 0 ? 'Nothing was taken.' : `${counted(taken, 'picture')} decided.`];
  if (newLabels.length > 0)
    said.push(`${counted(newLabels.length, 'new label')}: ${newLabels.join(', ')}.`);
  if (decidedHere > 0)
    said.push(`${counted(decidedHere, 'row')} left aside: decided here already, or named twice.`);
  if (unknown > 0) said.push(`${counted(unknown, 'row')} of pictures that are not here.`);
  if (ambiguous > 0)
    said.push(`${counted(ambiguous, 'row')} of names that several pictures here go by.`);
  if (withoutAnswer > 0)
    said.push(`${counted(withoutAnswer, 'row')} without a person’s answer that fits here.`);
  return said;
}

function counted(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}

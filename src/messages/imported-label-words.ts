/** What became of a file of labels, a sentence each. */
import { count } from './numbers';
import type { LabelsBrought } from '../workers/protocol/label-import';

export function broughtWords(brought: LabelsBrought): string[] {
  const { taken, decidedHere, unknown, ambiguous, withoutAnswer, newLabels } = brought;
  const said = [taken === 0 ? 'No labels were imported.' : `${count(taken, 'picture')} decided.`];
  if (newLabels.length > 0)
    said.push(`${count(newLabels.length, 'new label')}: ${newLabels.join(', ')}.`);
  if (decidedHere > 0)
    said.push(`${count(decidedHere, 'row')} skipped: already decided here, or listed twice.`);
  if (unknown > 0) said.push(`${count(unknown, 'row')} of pictures that are not here.`);
  if (ambiguous > 0)
    said.push(`${count(ambiguous, 'row')} with a name that several pictures here share.`);
  if (withoutAnswer > 0)
    said.push(`${count(withoutAnswer, 'row')} without a usable answer from a person.`);
  return said;
}

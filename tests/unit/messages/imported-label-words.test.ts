import { expect, it } from 'vitest';
import { broughtWords } from '../../../src/messages/imported-label-words';

const nothing = {
  ...{ actId: null, taken: 0, decidedHere: 0, unknown: 0, ambiguous: 0, withoutAnswer: 0 },
  newLabels: [],
};

it('what became of a file of labels is said row by row, and nothing of what did not happen', () => {
  expect(broughtWords(nothing)).toEqual(['No labels were imported.']);
  expect(broughtWords({ ...nothing, taken: 1, unknown: 2, newLabels: ['Moss', 'Fern'] })).toEqual([
    '1 picture decided.',
    '2 new labels: Moss, Fern.',
    '2 rows of pictures that are not here.',
  ]);
  expect(broughtWords({ ...nothing, ambiguous: 1 })).toEqual([
    'No labels were imported.',
    '1 row with a name that several pictures here share.',
  ]);
});

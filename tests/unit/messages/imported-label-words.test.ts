import { expect, it } from 'vitest';
import { broughtWords } from '../../../src/messages/imported-label-words';

const none = { count: 0, names: [] };
const nothing = {
  ...{ actId: null, taken: 0, decidedHere: 0, repeated: 0, contradictory: none },
  ...{ unknown: 0, ambiguous: 0, withoutAnswer: 0, newLabels: [] },
  leftOut: {
    ...{ regions: 0, predictions: 0, cancelled: 0, further: 0, otherKinds: 0, repeated: 0 },
    ...{ notUnique: none, onNotUnique: 0, broken: none },
  },
};

it('what became of a file of labels is said row by row, and nothing of what did not happen', () => {
  expect(broughtWords(nothing)).toEqual(['No labels were imported.']);
  expect(broughtWords({ ...nothing, taken: 1, unknown: 2, newLabels: ['Moss', 'Fern'] })).toEqual([
    '1 picture decided.',
    '2 new labels: Moss; Fern.',
    '2 rows of pictures that are not here.',
  ]);
  const contradictory = { count: 2, names: ['a.jpg: Fern', 'a.jpg: Moss'] };
  expect(broughtWords({ ...nothing, contradictory })[1]).toBe(
    '2 rows that contradict each other; the pictures stay open: a.jpg: Fern; a.jpg: Moss.',
  );
  expect(broughtWords({ ...nothing, ambiguous: 1 })).toEqual([
    'No labels were imported.',
    '1 row with a name that several pictures here share.',
  ]);
});

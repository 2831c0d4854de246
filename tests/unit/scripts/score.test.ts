import { describe, expect, it } from 'vitest';
import { firstChoices, scoreAnswers } from '../../../scripts/simulation/score';

describe('scoring answers', () => {
  it('counts right answers and averages F1 over the classes that occur', () => {
    const score = scoreAnswers(['map', 'map', 'map', 'score'], ['map', 'map', 'score', 'score']);
    expect(score.n).toBe(4);
    expect(score.accuracy).toBeCloseTo(3 / 4);
    // map: 2·2 / (2 + 3); score: 2·1 / (2 + 1)
    expect(score.macroF1).toBeCloseTo((4 / 5 + 2 / 3) / 2);
  });

  it('gives a class that is never answered an F1 of zero', () => {
    expect(scoreAnswers(['map', 'score'], ['map', 'map']).macroF1).toBeCloseTo((2 / 3 + 0) / 2);
  });

  it('has no score where there is nothing to score', () => {
    expect(scoreAnswers([], [])).toEqual({ n: 0, accuracy: null, macroF1: null });
  });
});

describe('first choices', () => {
  const predictions = {
    labelIds: ['a', 'b'],
    itemIds: [3, 7],
    probabilities: [0.2, 0.8, 0.9, 0.1],
  };

  it('reads the packed table by item', () => {
    expect(firstChoices(predictions, [7, 3])).toEqual(['a', 'b']);
  });

  it('answers nothing for an item without a prediction', () => {
    expect(firstChoices(predictions, [5])).toEqual(['']);
  });
});

import { describe, expect, it } from 'vitest';
import { calibrationOf, calibrationWords } from '../../../src/messages/calibration-words';
import { coverageWords, floorWords } from '../../../src/messages/coverage-words';
import { humanWords, modelKappa } from '../../../src/review/human-words';
import { scoreLines, scoreSentence } from '../../../src/review/score-drawing';
import { curveWords, thresholdWords } from '../../../src/messages/threshold-words';
import { coverageAt, coverageRiskCurve } from '../../../src/statistics/coverage-risk';
import { kappa } from '../../../src/statistics/kappa';
import { answered } from '../review/benchmark';

const plain = (words: string) => words.replaceAll('\u00a0', ' ');

describe('a threshold', () => {
  const point = { threshold: 0.6, precision: 0.9, recall: 0.75, called: 20, hits: 18 };

  it('is said with what it would call, how often that is right, and how much it finds', () => {
    expect(plain(thresholdWords('Fern', 0.6, point, 24))).toBe(
      'At a threshold of 60 % it calls 20 pictures “Fern” and is right for 18 of them: precision 90 % (95 % interval 70–97 %). It finds 18 of the 24 that are: recall 75 % (55–88 %).',
    );
  });

  it('that nothing reaches finds nothing', () => {
    expect(plain(thresholdWords('Fern', 0.99, null, 24))).toBe(
      'At a threshold of 99 % it calls no picture “Fern”, and finds none of the 24.',
    );
  });

  it('of a label nobody has can find nothing', () => {
    expect(thresholdWords('Fern', 0.6, { ...point, hits: 0 }, 0)).toContain('nothing can be found');
  });

  it('belongs to a curve, said with its average precision, chance, and a warning where it is thin', () => {
    expect(plain(curveWords('Fern', 0.8, 24, 80))).toBe(
      'Precision and recall of “Fern” at every threshold, on 80 benchmark pictures, of which 24 have it. Average precision 80 %; a random order would reach 30 %.',
    );
    expect(curveWords('Fern', 0.8, 4, 80)).toContain('With so few pictures this is uncertain.');
  });
});

describe('answering only when sure', () => {
  const curve = coverageRiskCurve([0.95, 0.9, 0.85, 0.6, 0.4], [1, 1, 0, 1, 0]);

  it('is said as the share answered and the share of those that is wrong', () => {
    expect(plain(coverageWords(0.8, coverageAt(curve, 0.8), 5))).toBe(
      'If it only answers when it is at least 80 % sure, it answers for 60 % of the pictures (3 of 5) and is wrong for 33 % of those (1; 95 % interval 6–79 %).',
    );
    expect(coverageWords(0.99, null, 5)).toContain('answers for none');
  });

  it('says what it does now', () => {
    expect(plain(floorWords(0.5, coverageAt(curve, 0.5), 5))).toBe(
      'Now it says “I don’t know” below 50 %: it answers for 80 % and is wrong for 25 % of those.',
    );
    expect(floorWords(0.3, coverageAt(curve, 0.3), 5)).toContain('which no benchmark picture was');
  });
});

describe('calibration', () => {
  /** Claims at one confidence, of which some are right. */
  const said = (confidence: number, right: number, n: number) =>
    calibrationOf({
      confidences: new Array<number>(n).fill(confidence),
      right: Array.from({ length: n }, (_, at) => Number(at < right)),
    });

  it('is believed where chance explains the gap', () => {
    const words = plain(calibrationWords(said(0.95, 30, 40), said(0.8, 31, 40), 40));
    expect(words).toContain(
      'off by 3 % on average (expected calibration error, ECE), on 40 pictures',
    );
    expect(words).toContain('before temperature scaling it was 20 %');
    expect(words).toContain('can be trusted');
  });

  it('is doubted where it does not, in the direction it errs', () => {
    expect(calibrationWords(said(0.9, 20, 40), said(0.9, 20, 40), 40)).toContain('overconfident');
    expect(calibrationWords(said(0.5, 38, 40), said(0.5, 38, 40), 40)).toContain('underconfident');
  });
});

describe('people beside the model', () => {
  const answers = answered(
    [
      { is: [0], says: [0.9, 0.1] },
      { is: [0], says: [0.2, 0.8] },
      { is: [1], says: [0.2, 0.8] },
      { is: [1], says: [0.3, 0.7] },
    ],
    2,
    'single',
  );

  it('are compared by kappa, each with its interval', () => {
    expect(modelKappa(answers)).toEqual(kappa([0, 1, 1, 1], [0, 0, 1, 1], 2));
    const person = {
      n: 50,
      agreed: 46,
      kappa: { value: 0.89, low: 0.8, high: 0.98, n: 50, agreed: 46 },
    };
    expect(plain(humanWords(person, modelKappa(answers)))).toMatch(
      /^Looking at 50 pictures a second time, you gave the same answer for 46 \(92 %\): Cohen’s kappa 0\.89 \(95 % interval 0\.80 to 0\.98\)\. The model’s, with you on the benchmark: 0\.50/,
    );
  });

  it('have no kappa where everything got the same answer', () => {
    const person = { n: 3, agreed: 3, kappa: kappa([0, 0, 0], [0, 0, 0], 2) };
    expect(humanWords(person, null)).toContain('undefined');
  });
});

describe('the methods beside the model', () => {
  const reached = (value: number) => ({ value, low: value - 0.1, high: value + 0.1, n: 40 });
  const evaluation = {
    ...{ n: 40, accuracy: reached(0.85), macroF1: reached(0.8), classes: [], confusion: [] },
    baselines: { majority: reached(0.5), neighbours: reached(0.7) },
  };

  it('are two that are always measured, and those that were asked for', () => {
    expect(scoreLines(evaluation, null).map(({ name }) => name)).toEqual([
      ...['the model', 'most similar', 'most frequent'],
    ]);
    const methods = (['majority', 'colour-texture', 'frozen-head'] as const).map((method) => ({
      ...{ method, accuracy: reached(0.6), against: null },
    }));
    const lines = scoreLines(evaluation, { run: null, n: 40, methods });
    expect(plain(scoreSentence(lines))).toBe(
      'Accuracy with its 95 % interval: the model (85 %), a linear model on colours and textures alone (60 %), a linear model on the network as it came (60 %), copying the most similar known pictures (70 %), and always saying the most frequent label (50 %).',
    );
  });
});

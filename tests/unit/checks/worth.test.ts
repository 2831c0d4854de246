import { describe, expect, it } from 'vitest';
import { curveWords, worthOf, type WorthFacts } from '../../../src/checks/worth';
import type { Baselines, LearningCurve } from '../../../src/collection/assessment-records';
import { wilson } from '../../../src/statistics/intervals';

const baselines = (simple: number): Baselines => ({
  ...{ run: null, n: 80 },
  methods: [
    { method: 'majority', accuracy: wilson(20, 80), against: null },
    { method: 'colour-texture', accuracy: wilson(simple, 80), against: null },
  ],
});
const curve = (gain: number): LearningCurve => ({
  ...{ measuredOn: 'benchmark', n: 80, orders: 5, silence: null },
  points: [],
  fit: { asymptote: 0.1, scale: 1, exponent: 0.5 },
  forecasts: [{ more: 50, gain, low: gain - 0.01, high: gain + 0.02 }],
});
const facts: WorthFacts = {
  ...{ decided: 200, left: 1200, accuracy: wilson(70, 80), baselines: baselines(40) },
  ...{ curve: curve(0.03), folds: null },
  alone: { median: 6000, n: 60 },
  helped: { median: 2000, n: 80 },
};

describe('whether it is worth going on', () => {
  it('is too early to tell before sixty decisions', () => {
    expect(worthOf({ ...facts, decided: 40 }).verdict).toBe('too-early');
    expect(worthOf({ ...facts, accuracy: wilson(7, 8) }).verdict).toBe('too-early');
  });

  it('is yes where the model is right and clearly better than simple ways', () => {
    const worth = worthOf(facts);
    expect(worth.verdict).toBe('yes');
    expect(worth.reasons.join(' ')).toContain('clearly more than guessing');
  });

  it('tells the hours by hand and with help', () => {
    const words = worthOf(facts).reasons.join(' ');
    expect(words).toContain('by hand about 2 hours, with suggestions about 40 minutes');
  });

  it('says when nobody knows how long it takes with help', () => {
    const words = worthOf({ ...facts, helped: { median: 900, n: 3 } }).reasons.join(' ');
    expect(words).toContain('not known yet');
  });

  it('is growing where it is weak but the curve rises, no where it does not', () => {
    const weak = { ...facts, accuracy: wilson(44, 80) };
    expect(worthOf(weak).verdict).toBe('growing');
    expect(worthOf({ ...weak, curve: curve(0.002) }).verdict).toBe('no');
  });

  it('warns where colours alone reach as much', () => {
    const worth = worthOf({ ...facts, baselines: baselines(68) });
    expect(worth.reasons.join(' ')).toContain('backgrounds and lighting rather than objects');
  });

  it('is no where guessing would do as well', () => {
    const guessing = {
      ...baselines(40),
      methods: [{ method: 'majority' as const, accuracy: wilson(66, 80), against: null }],
    };
    expect(worthOf({ ...facts, baselines: guessing }).verdict).toBe('no');
  });

  it('says that the benchmark is small, and what cross-validation gives', () => {
    const small = {
      ...facts,
      accuracy: wilson(26, 30),
      folds: {
        ...{ folds: 5, n: 200, accuracy: wilson(160, 200), benchmark: 30 },
        perFold: [0.7, 0.8, 0.8, 0.9, 0.8],
      },
    };
    const words = worthOf(small).limits.join(' ');
    expect(words).toContain('The benchmark is small');
    expect(words).toContain('80\u00a0% over 200 pictures in 5 parts');
    expect(worthOf({ ...small, accuracy: wilson(70, 80) }).limits.join(' ')).not.toContain('parts');
  });
});

describe('the learning curve in words', () => {
  it('gives the gain with its interval, in points', () => {
    expect(curveWords(curve(0.034))).toContain(
      '50 more decisions would bring about 3.4 points (between 2.4 and 5.4)',
    );
  });

  it('says why it is silent', () => {
    const silent = (silence: LearningCurve['silence']) =>
      curveWords({ ...curve(0), silence, forecasts: [] });
    expect(silent('too-few-decisions')).toContain('too few decisions');
    expect(silent('too-few-to-measure-on')).toContain('guesswork');
    expect(silent('not-rising')).toContain('predicts nothing');
  });
});

import { describe, expect, it } from 'vitest';
import type { LabelId } from '../../../src/collection/records';
import {
  agreementWords,
  confusions,
  goalFindings,
  limits,
  verdict,
  type Evaluation,
  type Findings,
} from '../../../src/review/findings';
import { answered } from './benchmark';

const estimate = (value: number, low: number, high: number, n = 60) => ({ value, low, high, n });

const evaluation: Evaluation = {
  n: 60,
  accuracy: estimate(0.85, 0.74, 0.92),
  macroF1: estimate(0.8, 0.7, 0.9),
  classes: [
    { label: 0, n: 30, precision: 0.9, recall: estimate(0.93, 0.8, 0.98, 30), f1: 0.91 },
    { label: 1, n: 24, precision: 0.4, recall: estimate(0.4, 0.2, 0.6, 24), f1: 0.4 },
    { label: 2, n: 4, precision: 1, recall: estimate(1, 0.5, 1, 4), f1: 1 },
    { label: 3, n: 2, precision: 0, recall: estimate(0, 0, 0.66, 2), f1: 0 },
  ],
  confusion: [
    [28, 2, 0, 0],
    [13, 10, 1, 0],
    [0, 0, 4, 0],
    [1, 1, 0, 0],
  ],
  baselines: { majority: estimate(0.5, 0.38, 0.62), neighbours: estimate(0.7, 0.57, 0.8) },
};

const findings: Findings = {
  evaluation,
  labelIds: ['fern', 'moss', 'orchid', 'lichen'] as LabelId[],
  names: ['Fern', 'Moss', 'Orchid', 'Lichen'],
  learned: 3,
};

describe('the verdict on a model', () => {
  it('gives the score, what to expect, and whether it beats simple methods for certain', () => {
    expect(verdict(findings, null)).toBe(
      'Of 60 benchmark pictures it got 85\u00a0% right; between 74 and 92\u00a0% is to be expected on the rest of the collection. That is clearly better than the simple baselines.',
    );
    const with_ = (value: number, low: number) =>
      verdict(
        { ...findings, evaluation: { ...evaluation, accuracy: estimate(value, low, 0.9) } },
        null,
      );
    expect(with_(0.75, 0.6)).toContain('that may be chance');
    expect(with_(0.7, 0.6)).toContain('no better than');
  });

  it('counts colours and textures among the simple methods once they were measured', () => {
    const coloured = { method: 'colour-texture' as const, accuracy: estimate(0.78, 0.65, 0.87) };
    const frozen = { method: 'frozen-head' as const, accuracy: estimate(0.85, 0.74, 0.92) };
    const asked = (...methods: (typeof coloured | typeof frozen)[]) => ({
      ...{ run: null, n: 60, methods: methods.map((method) => ({ ...method, against: null })) },
    });
    expect(verdict(findings, asked(coloured))).toContain('that may be chance');
    expect(verdict(findings, asked(frozen))).toContain('clearly better');
  });

  it('names what it fails at', () => {
    const said = limits(findings).join('\n');
    expect(said).toContain('never seen an example of “Lichen”');
    expect(said).toContain('misses more than half of “Moss”');
    expect(said).toContain('When it says “Moss”, it is wrong more often than right');
    expect(said).toMatch(/hardly measured: “Orchid”/);
    expect(said).toContain('It took “Moss” for “Fern” 13 times');
    expect(said).not.toContain('Only 60');
  });

  it('says that few benchmark pictures say little', () => {
    expect(limits({ ...findings, evaluation: { ...evaluation, n: 12 } })[0]).toContain(
      'Only 12 benchmark pictures',
    );
  });

  it('lists mix-ups that happened at least twice, the most frequent first', () => {
    expect(confusions(findings)).toEqual([
      { truth: 1, said: 0, times: 13 },
      { truth: 0, said: 1, times: 2 },
    ]);
  });
});

describe('goals', () => {
  it('stand as met, not met, met in doubt, or not yet measured', () => {
    const goals = goalFindings(
      {
        optimise: { kind: 'macro-f1' },
        floors: [
          { metric: { kind: 'accuracy' }, atLeast: 0.8 },
          { metric: { kind: 'recall', labelId: 'moss' as LabelId }, atLeast: 0.5 },
          { metric: { kind: 'precision', labelId: 'fern' as LabelId }, atLeast: 0.9 },
          { metric: { kind: 'recall', labelId: 'gone' as LabelId }, atLeast: 0.5 },
        ],
      },
      findings,
      null,
    );
    expect(goals.map(({ isMet }) => isMet)).toEqual([null, true, false, true, null]);
    expect(goals[0]?.words).toContain('80\u00a0%');
    expect(goals[1]?.words).toContain('interval reaches below the minimum');
    expect(goals[2]?.goal).toBe('Keep recall of “Moss” at 50\u00a0% or above');
  });
});

describe('a floor for precision', () => {
  it('has an interval once the answers behind it are known', () => {
    const criteria = {
      optimise: { kind: 'accuracy' as const },
      floors: [
        { metric: { kind: 'precision' as const, labelId: 'fern' as LabelId }, atLeast: 0.7 },
      ],
    };
    const rows = [0, 0, 0, 1].map((truth) => ({ is: [truth], says: [0.8, 0.2, 0] }));
    const [, floor] = goalFindings(criteria, findings, answered(rows, 3, 'single'));
    expect(floor).toMatchObject({ isMet: true });
    expect(floor?.words).toContain(
      'Met: 75\u00a0% (95\u00a0% interval 30–95\u00a0%, on 4 pictures)',
    );
    expect(floor?.words).toContain('interval reaches below the minimum');
  });
});

describe('agreement', () => {
  it('is said with its sample, and not at all where there is none', () => {
    expect(agreementWords({ agreed: 41, of: 50 })).toContain('41 times (82\u00a0%)');
    expect(agreementWords({ agreed: 0, of: 0 })).toContain('not been compared');
  });
});

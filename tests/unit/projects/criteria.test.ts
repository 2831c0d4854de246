import { describe, expect, it } from 'vitest';
import type { Label, LabelId, Metric } from '../../../src/collection/records';
import {
  criteriaSentence,
  metricOptions,
  metricValue,
  readMetric,
  readPercent,
} from '../../../src/projects/criteria';

const labels = [{ id: 'm' as LabelId, name: 'Map' } as Label];

describe('success criteria in a form', () => {
  it('offers recall and precision of every label beside the overall numbers', () => {
    expect(metricOptions(labels).map(({ value }) => value)).toEqual([
      'macro-f1',
      'accuracy',
      'recall m',
      'precision m',
    ]);
  });

  it.each<Metric>([
    { kind: 'accuracy' },
    { kind: 'macro-f1' },
    { kind: 'recall', labelId: 'm' as LabelId },
    { kind: 'precision', labelId: 'm' as LabelId },
  ])('reads back what it wrote: %o', (metric) => {
    expect(readMetric(metricValue(metric), labels)).toEqual(metric);
  });

  it.each(['', 'recall gone', 'speed m'])('knows no metric “%s”', (value) => {
    expect(readMetric(value, labels)).toBeUndefined();
  });

  it.each([
    ['80', 0.8],
    ['82,5 %', 0.825],
    ['100', 1],
    ['0', 0],
  ])('reads “%s” as a share', (text, share) => {
    expect(readPercent(text)).toBeCloseTo(share);
  });

  it.each(['', 'most', '101', '-1'])('does not take “%s” for one', (text) => {
    expect(readPercent(text)).toBeUndefined();
  });

  it('says the goals in one sentence', () => {
    expect(criteriaSentence(null, labels)).toMatch(/No goal has been set/);
    const criteria = {
      optimise: { kind: 'macro-f1' as const },
      floors: [{ metric: { kind: 'recall' as const, labelId: 'm' as LabelId }, atLeast: 0.9 }],
    };
    expect(criteriaSentence(criteria, labels)).toBe(
      'Raise macro-F1; recall of “Map” must stay at 90 % or above.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { ParityReport, WeightFormat } from '../../../src/workers/protocol';
import { note, passes } from '../../../src/workers/trainer/parity-report';

function compared(format: WeightFormat, serving: number[], reopened: number[]): ParityReport {
  const report: ParityReport = { format, pictures: 0, largestDifference: 0, sameFirstLabel: 0 };
  note(report, Float32Array.from(serving), Float32Array.from(reopened), 2);
  return report;
}

describe('the parity check', () => {
  it('counts pictures, first labels and the largest difference', () => {
    const report = compared('float32', [0.9, 0.1, 0.5, 0.5], [0.9, 0.1, 0.25, 0.75]);
    expect(report).toMatchObject({ pictures: 2, sameFirstLabel: 1, largestDifference: 0.25 });
  });

  it('passes float32 up to 0.00001 and no further', () => {
    expect(passes(compared('float32', [0.9, 0.1], [0.900005, 0.099995]))).toBe(true);
    expect(passes(compared('float32', [0.9, 0.1], [0.90002, 0.09998]))).toBe(false);
  });

  it('passes float16 up to 0.01 when every first label is the same', () => {
    expect(passes(compared('float16', [0.9, 0.1], [0.909, 0.091]))).toBe(true);
    expect(passes(compared('float16', [0.9, 0.1], [0.92, 0.08]))).toBe(false);
    expect(passes(compared('float16', [0.501, 0.499], [0.499, 0.501]))).toBe(false);
  });

  it('never passes what is no number, too short, or was not compared at all', () => {
    expect(passes(compared('float32', [0.9, 0.1], [NaN, NaN]))).toBe(false);
    expect(passes(compared('float32', [NaN, NaN], [NaN, NaN]))).toBe(false);
    expect(passes(compared('float32', [0.9, 0.1], []))).toBe(false);
    expect(passes(compared('float32', [], []))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { ParityReport } from '../../../../src/workers/protocol/export';
import {
  emptyReport,
  note,
  noteOwnWay,
  objection,
} from '../../../../src/workers/export/parity-report';

function compared(here: number[], there: number[], classes = 2): ParityReport {
  const report = emptyReport();
  note(report, Float32Array.from(here), Float32Array.from(there), classes);
  return report;
}

/** `same` of `pictures` keep their first label. */
function mostly(same: number, pictures: number): ParityReport {
  const report = emptyReport();
  const sure = Float32Array.of(0.9, 0.1);
  for (let at = 0; at < pictures; at++) {
    note(report, sure, at < same ? sure : Float32Array.of(0.4, 0.6), 2);
  }
  return report;
}

describe('the parity check', () => {
  it('counts pictures, first labels and the largest difference', () => {
    const report = compared([0.9, 0.1, 0.6, 0.4], [0.9, 0.1, 0.35, 0.65]);
    expect(report).toMatchObject({ pictures: 2, sameFirstLabel: 1 });
    expect(report.largestDifference).toBeCloseTo(0.25);
  });

  it('passes float32 up to 0.0001 with every first label the same, and no further', () => {
    expect(objection(compared([0.9, 0.1], [0.90009, 0.09991]), 'float32')).toBeNull();
    expect(objection(compared([0.9, 0.1], [0.9002, 0.0998]), 'float32')).toContain('2.0e-4');
    expect(objection(compared([0.6, 0.4], [0.4, 0.6]), 'float32')).toContain('0 of 1');
  });

  it('lets labels that are first together come in any order', () => {
    expect(objection(compared([1, 1, 0], [0.99999, 1, 0], 3), 'float32')).toBeNull();
    expect(objection(compared([0.50001, 0.49999], [0.49999, 0.50001]), 'float32')).toBeNull();
  });

  it('passes quantised weights when 99 of 100 first labels are the same', () => {
    for (const precision of ['float16', 'uint8', 'int8'] as const) {
      expect(objection(mostly(198, 200), precision)).toBeNull();
      expect(objection(mostly(197, 200), precision)).toContain('197 of 200');
    }
  });

  it('passes pictures prepared in the format’s own way when 98 of 100 are the same', () => {
    const report = mostly(50, 50);
    const sure = Float32Array.of(0.9, 0.1);
    for (let at = 0; at < 50; at++) noteOwnWay(report, sure, at > 0 ? sure : Float32Array.of(0, 1));
    expect(objection(report, 'float32')).toBeNull();
    noteOwnWay(report, sure, Float32Array.of(0, 1));
    expect(objection(report, 'float32')).toContain('49 of 51');
  });

  it('never passes what is no number, too short, or was not compared at all', () => {
    for (const precision of ['float32', 'int8'] as const) {
      expect(objection(compared([0.9, 0.1], [NaN, NaN]), precision)).not.toBeNull();
      expect(objection(compared([NaN, NaN], [NaN, NaN]), precision)).not.toBeNull();
      expect(objection(compared([0.9, 0.1], []), precision)).not.toBeNull();
      expect(objection(compared([], []), precision)).not.toBeNull();
    }
  });
});

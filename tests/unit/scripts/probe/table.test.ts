import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../../../scripts/probe/result';
import { probeTable } from '../../../../scripts/probe/table';

const score = { mean: 0.6641, margin: 0.0123, draws: [0.66] };
const result: ProbeResult = {
  at: '2026-11-21T00:00:00Z',
  networks: [
    { name: 'Ours', folder: 'a', inputSize: 128, bytes: 1_150_736 },
    { name: 'random weights', folder: 'b', inputSize: 128, bytes: 2_301_472 },
  ],
  speeds: [
    {
      litert: { perSecond: 91.2, isSoftware: false },
      wasm: { perSecond: 64.4, isSoftware: false },
      webgpu: { perSecond: 2.04, isSoftware: true },
    },
    { litert: null, wasm: { perSecond: 60, isSoftware: false }, webgpu: null },
  ],
  collections: [
    {
      name: 'objects',
      pictures: 712,
      labels: 18,
      scores: [
        [score, score, null],
        [null, null, null],
      ],
    },
  ],
};

describe('the table of a probe', () => {
  const lines = probeTable(result).split('\n');

  it('has a row for each collection and network, with intervals', () => {
    expect(lines).toContain(
      '| objects (18 labels, 712 pictures) | Ours at 128 px | 0.664 ± 0.012 | 0.664 ± 0.012 | too few |',
    );
    expect(lines).toContain('|  | random weights at 128 px | too few | too few | too few |');
  });

  it('says how quick each is, and on what', () => {
    expect(lines).toContain(
      '| Ours at 128 px | 1.15 MB | 91 | 64 | 2.0 (no graphics card: software) |',
    );
    expect(lines).toContain(
      '| random weights at 128 px | 2.30 MB | not available | 60 | not available |',
    );
  });

  it('leaves speeds out when none were measured', () => {
    expect(probeTable({ ...result, speeds: [] })).not.toContain('a second');
  });
});

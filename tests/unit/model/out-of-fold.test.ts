import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import type { HeadData } from '../../../src/model/head';
import { outOfFold } from '../../../src/model/out-of-fold';

beforeAll(async () => {
  const chosen = await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  if (!chosen.ok) throw new Error(chosen.problem.kind);
});

/** Two groups of points on a line; the last item has a label of its own. */
const data: HeadData = {
  features: Float32Array.of(-3, -2.5, -2, -3.5, 2, 2.5, 3, 3.5, 0),
  dims: 1,
  targets: Uint8Array.from(
    [0, 0, 0, 0, 1, 1, 1, 1, 2].flatMap((l) => [0, 1, 2].map((c) => Number(c === l))),
  ),
  classes: 3,
  kind: 'softmax',
};
const foldOf = Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 1, 0);

describe('answers out of fold', () => {
  it('come from heads that have not seen the item', async () => {
    const answers = await outOfFold(data, foldOf, 2, { l2: 'auto', balance: false });
    if (!answers.ok) throw new Error(answers.problem.kind);
    const { probabilities, isKnown } = answers.value;
    for (let row = 0; row < 8; row += 1) {
      const own = probabilities.subarray(row * 3, row * 3 + 2);
      expect(own.indexOf(Math.max(...own))).toBe(row < 4 ? 0 : 1);
    }
    // Held out, the only example of its label cannot be known by it.
    expect(probabilities[8 * 3 + 2]).toBeLessThan(0.01);
    expect([...isKnown]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  it('stop when asked to', async () => {
    const stopping = new AbortController();
    const told: number[] = [];
    const answers = await outOfFold(
      data,
      foldOf,
      2,
      { l2: 1, balance: false },
      {
        signal: stopping.signal,
        onFold: (done) => {
          told.push(done);
          stopping.abort();
        },
      },
    );
    expect(answers.ok ? null : answers.problem.kind).toBe('aborted');
    expect(told).toEqual([1]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  decodeSafetensors,
  encodeSafetensors,
  safetensorsFile,
  safetensorsFiles,
} from '../../../src/exchange/safetensors-files';
import { described } from './description';

const weights = new Map([
  ['stem/kernel', { shape: [1, 1, 3, 2], values: Float32Array.of(1, -2, 3, 0.25, 5, 1e-9) }],
  ['stem/bias', { shape: [2], values: Float32Array.of(0.5, -0.5) }],
]);

describe('weights as safetensors', () => {
  const bytes = encodeSafetensors(weights, { labels: '["a \\"b\\""]' });

  it('begin with the length of a header that names type, shape and place of every tensor', () => {
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: { labels: '["a \\"b\\""]' },
      'stem/kernel': { dtype: 'F32', shape: [1, 1, 3, 2], data_offsets: [0, 24] },
      'stem/bias': { dtype: 'F32', shape: [2], data_offsets: [24, 32] },
    });
    expect(bytes.byteLength).toBe(8 + length + 32);
  });

  it('are read back equal', () => {
    expect(decodeSafetensors(bytes)).toEqual({ ok: true, value: weights });
  });

  it('are refused where they are cut off or no such file', () => {
    for (const damaged of [bytes.slice(0, 5), bytes.slice(0, 40), bytes.slice(0, -4)]) {
      expect(decodeSafetensors(damaged)).toMatchObject({
        ok: false,
        problem: { kind: 'malformed-model' },
      });
    }
  });

  it('travel with the layers they belong to', () => {
    const graph = { layers: [], output: 'stem' };
    const { files } = safetensorsFiles({ graph, weights }, described);
    expect(files.map(({ name }) => name)).toEqual([safetensorsFile, 'network.json']);
    expect(JSON.parse(files[1]?.content as string)).toEqual(graph);
  });
});

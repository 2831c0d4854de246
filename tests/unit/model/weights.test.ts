import { describe, expect, it } from 'vitest';
import { decodeWeights } from '../../../src/model/weights';

const half = { dtype: 'float16' };

describe('weights', () => {
  const spec = { name: 'a', shape: [2], dtype: 'float32' };

  it('are read in the order of the manifest, whatever each is stored as', () => {
    const bytes = new Uint8Array([
      ...new Uint8Array(Float32Array.of(1.5, -2).buffer),
      ...[0x00, 0x3c, 0x00, 0xc0],
      ...[0, 255],
    ]).buffer;
    const decoded = decodeWeights(
      [
        spec,
        { ...spec, name: 'b', quantization: half },
        { ...spec, name: 'c', quantization: { dtype: 'uint8', scale: 0.1, min: -1 } },
      ],
      bytes,
    );
    if (!decoded.ok) throw new Error(decoded.problem.detail);
    expect([...decoded.value.get('a')!.values]).toEqual([1.5, -2]);
    expect([...decoded.value.get('b')!.values]).toEqual([1, -2]);
    expect(decoded.value.get('c')!.values[1]).toBeCloseTo(24.5, 5);
  });

  it.each([
    ['end too early', [spec], new ArrayBuffer(4), 'malformed-model'],
    ['go on too long', [spec], new ArrayBuffer(12), 'malformed-model'],
    ['come twice', [spec, spec], new ArrayBuffer(16), 'malformed-model'],
    ['are not numbers', [spec], Float32Array.of(NaN, 1).buffer, 'malformed-model'],
    [
      'are infinite',
      [{ ...spec, quantization: half }],
      Uint16Array.of(0x7c00, 0).buffer,
      'malformed-model',
    ],
    ['are of another type', [{ ...spec, dtype: 'int32' }], new ArrayBuffer(8), 'unsuitable-model'],
    [
      'are packed in a way unknown',
      [{ ...spec, quantization: { dtype: 'int4' } }],
      new ArrayBuffer(1),
      'unsuitable-model',
    ],
  ])('that %s are refused', (_, specs, bytes, kind) => {
    const decoded = decodeWeights(specs, bytes);
    expect(decoded).toMatchObject({ ok: false, problem: { kind } });
  });
});

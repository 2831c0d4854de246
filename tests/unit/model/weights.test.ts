import { describe, expect, it } from 'vitest';
import { decodeWeights, toFloat16 } from '../../../src/model/weights';

const half = { dtype: 'float16' };

describe('float16', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -26, 0x0000],
    [1 / 3, 0x3555],
    // Halfway between two neighbours goes to the even one.
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    // Just under a power of two rounds up into it.
    [0.99999, 0x3c00],
    [1e6, 0x7bff],
    [-Infinity, 0xfbff],
  ])('writes %f as IEEE 754 says', (value, bits) => {
    expect(toFloat16(Float32Array.of(value))[0]).toBe(bits);
  });

  it('reads every finite half back to itself', () => {
    const bits = Uint16Array.from({ length: 65536 }, (_, index) => index).filter(
      (value) => (value & 0x7c00) !== 0x7c00,
    );
    const specs = [{ name: 'a', shape: [bits.length], dtype: 'float32', quantization: half }];
    const decoded = decodeWeights(specs, bits.buffer);
    if (!decoded.ok) throw new Error(decoded.problem.detail);
    expect(toFloat16(decoded.value.get('a')!.values)).toEqual(bits);
  });
});

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

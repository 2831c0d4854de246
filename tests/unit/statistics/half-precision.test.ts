import { describe, expect, it } from 'vitest';
import { fromFloat16, fromHalves, toFloat16 } from '../../../src/statistics/half-precision';
import { randomNumbers } from '../../../src/statistics/random';

describe('half precision', () => {
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
    [-1e6, 0xfbff],
    [-Infinity, 0xfc00],
    [NaN, 0x7e00],
  ])('writes %f as IEEE 754 says', (value, bits) => {
    expect(toFloat16(Float32Array.of(value))[0]).toBe(bits);
  });

  it('reads every half back to itself', () => {
    const bits = Uint16Array.from({ length: 65536 }, (_, index) => index).filter(
      (value) => (value & 0x7c00) !== 0x7c00 || (value & 0x3ff) === 0,
    );
    const values = fromHalves(bits);
    expect(toFloat16(values)).toEqual(bits);
    expect(values).toEqual(Float32Array.from(bits, fromFloat16));
    expect(fromHalves(Uint16Array.of(0x7e00, 0x7c01))).toEqual(Float32Array.of(NaN, NaN));
  });

  it('is within 2⁻¹¹ of the size of what was rounded, and rounding again changes nothing', () => {
    const random = randomNumbers(1);
    const values = Float32Array.from(
      { length: 1000 },
      () => (random() - 0.5) * 2 ** (20 * random() - 9),
    );
    const rounded = fromHalves(toFloat16(values));
    values.forEach((value, at) => {
      const step = Math.max(Math.abs(value) * 2 ** -11, 2 ** -25);
      expect(Math.abs(rounded[at]! - value)).toBeLessThanOrEqual(step);
    });
    expect(fromHalves(toFloat16(rounded))).toEqual(rounded);
  });

  it('is put where it is wanted', () => {
    const into = new Float32Array(4).fill(7);
    expect(fromHalves(Uint16Array.of(0x3c00, 0xc000), into, 1)).toBe(into);
    expect(into).toEqual(Float32Array.of(7, 1, -2, 7));
  });
});

/** Weights as bytes: what TensorFlow.js's manifests may hold, decoded to float32, and float16 on the way out. */
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';

/** One tensor in a weights manifest. */
export interface ManifestSpec {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: { dtype: string; scale?: number; min?: number } | undefined;
}

/** A tensor in plain float32. */
export interface NamedWeight {
  shape: number[];
  values: Float32Array;
}

const bytesPerValue: Record<string, number> = { float32: 4, float16: 2, uint16: 2, uint8: 1 };

/**
 * @param bytes The manifest's tensors one after another, little-endian.
 * @returns By name. Failures: 'malformed-model' (sizes, doubles, values that are not numbers),
 *   'unsuitable-model' (types this room does not read).
 */
export function decodeWeights(
  specs: readonly ManifestSpec[],
  bytes: ArrayBuffer,
): Outcome<Map<string, NamedWeight>> {
  const weights = new Map<string, NamedWeight>();
  let offset = 0;
  for (const spec of specs) {
    const stored = spec.quantization?.dtype ?? spec.dtype;
    const width = bytesPerValue[stored];
    if (spec.dtype !== 'float32' || width === undefined) {
      return failure('unsuitable-model', `${spec.name} is ${stored}`);
    }
    const count = spec.shape.reduce((product, side) => product * side, 1);
    if (weights.has(spec.name)) return failure('malformed-model', `two tensors ${spec.name}`);
    if (offset + count * width > bytes.byteLength) {
      return failure('malformed-model', `weights end before ${spec.name}`);
    }
    const values = decode(bytes.slice(offset, offset + count * width), stored, spec.quantization);
    if (!values.every(Number.isFinite)) {
      return failure('malformed-model', `${spec.name} holds values that are not numbers`);
    }
    weights.set(spec.name, { shape: spec.shape, values });
    offset += count * width;
  }
  if (offset !== bytes.byteLength) {
    return failure('malformed-model', `${bytes.byteLength - offset} bytes more than named`);
  }
  return success(weights);
}

function decode(
  bytes: ArrayBuffer,
  stored: string,
  quantization: ManifestSpec['quantization'],
): Float32Array {
  if (stored === 'float32') return new Float32Array(bytes);
  if (stored === 'float16') return Float32Array.from(new Uint16Array(bytes), fromFloat16);
  const levels = stored === 'uint8' ? new Uint8Array(bytes) : new Uint16Array(bytes);
  const { scale = 1, min = 0 } = quantization ?? {};
  return Float32Array.from(levels, (level) => level * scale + min);
}

/** One IEEE 754 half. */
export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * Eight bits by one scale: value ≈ level × scale + min, the way TensorFlow.js reads it back. Zero is a
 * level of its own, so that what was nothing stays nothing.
 */
export function toLevels(values: Float32Array): { levels: Uint8Array; scale: number; min: number } {
  const least = values.reduce((low, value) => Math.min(low, value), 0);
  const most = values.reduce((high, value) => Math.max(high, value), 0);
  const scale = (most - least) / 255 || 1;
  const zero = Math.round(-least / scale);
  const levels = Uint8Array.from(values, (value) =>
    Math.min(255, Math.max(0, Math.round(value / scale) + zero)),
  );
  return { levels, scale, min: -zero * scale };
}

/** IEEE 754 half precision, rounded to nearest, ties to even; what lies beyond ±65504 is brought back to it. */
export function toFloat16(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++) halves[index] = half(values[index]!);
  return halves;
}

function half(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.min(Math.abs(value), 65504);
  // Below 2^-14 steps are even: those of the subnormal numbers.
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const steps = roundToEven(size / 2 ** (exponent - 10));
  // A round-up to 2048 steps carries into the exponent by plain addition.
  if (exponent === -14 && steps < 1024) return sign | steps;
  return sign | (((exponent + 15) << 10) + (steps - 1024));
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

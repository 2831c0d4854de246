/** Weights as bytes: what TensorFlow.js's manifests may hold, decoded to float32; and levels of eight bits. */
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { fromHalves } from '../statistics/half-precision';

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
  if (stored === 'float16') return fromHalves(new Uint16Array(bytes));
  const levels = stored === 'uint8' ? new Uint8Array(bytes) : new Uint16Array(bytes);
  const { scale = 1, min = 0 } = quantization ?? {};
  return Float32Array.from(levels, (level) => level * scale + min);
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

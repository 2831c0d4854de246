/** The pretrained network that turns a picture into a vector, as plain data: read, folded, packed. */
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { cutClassifier } from './cut';
import { foldBatchNorm } from './fold';
import type { Network } from './fold';
import { toTopology } from './graph';
import { parseModelJson } from './model-json';
import { readTopology } from './topology';
import { decodeWeights } from './weights';
import type { NamedWeight } from './weights';

export interface WeightSpec {
  name: string;
  shape: number[];
  dtype: 'float32';
}

/** A backbone as plain data, in this room's own form: one flat network that ends in a feature map. */
export interface BackboneArtifacts {
  /** TensorFlow.js layers topology. */
  topology: object;
  /** The tensors in the order they lie in `weights`. */
  specs: WeightSpec[];
  /** float32, little-endian. */
  weights: ArrayBuffer;
  /** Square input side in pixels. */
  inputSize: number;
}

const sides = { min: 32, max: 512, usual: 224 };

/** The files a `model.json` names, in the order their bytes are put together. Failures as `readArtifacts`. */
export function weightFiles(modelJson: unknown): Outcome<string[]> {
  const parsed = parseModelJson(modelJson);
  if (!parsed.ok) return parsed;
  return success(parsed.value.weightsManifest.flatMap((group) => group.paths));
}

/**
 * Reads a TensorFlow.js layers model (float32, float16 or quantised to 8 or 16 bits) as a backbone:
 * nested models are flattened, a classifier on top is cut off, BatchNorm is folded.
 *
 * @param weights The bytes of all its weight files, one after another.
 * @returns Failures: 'malformed-model', 'unsuitable-model'.
 */
export function readArtifacts(
  modelJson: unknown,
  weights: ArrayBuffer,
): Outcome<BackboneArtifacts> {
  const parsed = parseModelJson(modelJson);
  if (!parsed.ok) return parsed;
  const specs = parsed.value.weightsManifest.flatMap((group) => group.weights);
  const decoded = decodeWeights(specs, weights);
  if (!decoded.ok) return decoded;
  const graph = readTopology(parsed.value.modelTopology);
  if (!graph.ok) return graph;
  const named = byLayer(decoded.value);
  if (!named.ok) return named;
  const inputSize = inputSizeOf(graph.value.layers[0]!.config.batch_input_shape);
  if (!inputSize.ok) return inputSize;
  const network = foldBatchNorm({ graph: cutClassifier(graph.value), weights: named.value });
  return success(toArtifacts(network, inputSize.value));
}

/** Weight names as 'layer/parameter': what stands before (a nested model, a name scope) is dropped. */
function byLayer(weights: ReadonlyMap<string, NamedWeight>): Outcome<Map<string, NamedWeight>> {
  const named = new Map<string, NamedWeight>();
  for (const [name, weight] of weights) {
    const key = name.split('/').slice(-2).join('/');
    if (named.has(key)) return failure('malformed-model', `two tensors ${key}`);
    named.set(key, weight);
  }
  return success(named);
}

function inputSizeOf(shape: unknown): Outcome<number> {
  const [, height, width, channels] = Array.isArray(shape) ? (shape as unknown[]) : [];
  if (channels !== 3 || height !== width) {
    return failure('unsuitable-model', `input is ${JSON.stringify(shape)}, not square RGB`);
  }
  const side = height ?? sides.usual;
  if (typeof side !== 'number' || !(side >= sides.min && side <= sides.max)) {
    const range = `${sides.min} to ${sides.max}`;
    return failure('unsuitable-model', `input side ${JSON.stringify(side)} is not ${range}`);
  }
  return success(side);
}

/** A network as artifacts that hold exactly the weights its layers may own. */
function toArtifacts(network: Network, inputSize: number): BackboneArtifacts {
  const names = new Set(network.graph.layers.map((layer) => layer.name));
  const kept = [...network.weights].filter(([key]) => names.has(key.split('/')[0]!));
  return {
    topology: withInputSize(toTopology(network.graph, 'backbone'), inputSize),
    ...packWeights(new Map(kept)),
    inputSize,
  };
}

/** Weights one after another, float32. */
export function packWeights(weights: ReadonlyMap<string, NamedWeight>): {
  specs: WeightSpec[];
  weights: ArrayBuffer;
} {
  const total = [...weights.values()].reduce((sum, { values }) => sum + values.length, 0);
  const packed = new Float32Array(total);
  const specs: WeightSpec[] = [];
  let offset = 0;
  for (const [name, { shape, values }] of weights) {
    packed.set(values, offset);
    offset += values.length;
    specs.push({ name, shape, dtype: 'float32' });
  }
  return { specs, weights: packed.buffer };
}

/** The other way round: by 'layer/parameter'. Failures: 'malformed-model'. */
export function unpackWeights(artifacts: {
  specs: WeightSpec[];
  weights: ArrayBuffer;
}): Outcome<Map<string, NamedWeight>> {
  return decodeWeights(artifacts.specs, artifacts.weights);
}

/** The same topology for another input side, in pixels. */
export function withInputSize(topology: object, side: number): object {
  const copy = structuredClone(topology) as {
    config: { layers: { class_name: string; config: Record<string, unknown> }[] };
  };
  for (const layer of copy.config.layers) {
    if (layer.class_name === 'InputLayer') layer.config.batch_input_shape = [null, side, side, 3];
  }
  return copy;
}

/** SHA-256 in hexadecimal. */
export async function hashWeights(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

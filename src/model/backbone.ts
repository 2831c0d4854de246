/** The pretrained network that turns a picture into a vector. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { backendOf, enter } from './backend';
import { yieldToEventLoop } from './yield-to-event-loop';
import { cutClassifier } from './cut';
import { DeviceLost, whileDeviceLives } from './device-loss';
import { foldBatchNorm } from './fold';
import type { Network } from './fold';
import { toTopology } from './graph';
import { buildModel } from './layers-model';
import { parseModelJson } from './model-json';
import { toInput } from './pixels';
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

export interface Backbone {
  inputSize: number;
  /** Length of the embedding. */
  dims: number;
  layerNames: string[];
  /** float32 [n, side, side, 3] in [−1, 1] → float32 [n, height, width, dims]. */
  network: LayersModel;
  /**
   * @param pixels Pictures as `toPixels` gives them at `inputSize`.
   * @returns n × dims, row-major: the feature map averaged over the picture. Rejects with the
   *   signal's reason when aborted, and with DeviceLost when its device is gone.
   */
  embed(pixels: readonly Uint8Array[], signal?: AbortSignal): Promise<Float32Array>;
  dispose(): void;
}

/** Pictures in one pass: enough to keep a backend busy, few enough to answer messages in between. */
const pass = 8;
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

function withInputSize(topology: object, side: number): object {
  const copy = structuredClone(topology) as {
    config: { layers: { class_name: string; config: Record<string, unknown> }[] };
  };
  for (const layer of copy.config.layers) {
    if (layer.class_name === 'InputLayer') layer.config.batch_input_shape = [null, side, side, 3];
  }
  return copy;
}

/**
 * Builds a backbone on the embedding backend.
 *
 * @param inputSize Another side than its own, in pixels: the topology is rebuilt for it.
 * @returns Failures: 'malformed-model', 'unsuitable-model'.
 */
export async function loadBackbone(
  artifacts: BackboneArtifacts,
  inputSize = artifacts.inputSize,
): Promise<Outcome<Backbone>> {
  const weights = unpackWeights(artifacts);
  if (!weights.ok) return weights;
  enter('embed');
  const home = tf.findBackend(backendOf('embed'));
  const built = await buildModel(withInputSize(artifacts.topology, inputSize), weights.value);
  if (!built.ok) return built;
  const network = built.value;
  const [, height, width, dims] = network.outputs[0]!.shape;
  if (network.outputs[0]!.shape.length !== 4 || !height || !width || !dims) {
    network.dispose();
    return failure('unsuitable-model', 'does not end in a feature map');
  }
  return success({
    inputSize,
    dims,
    network,
    layerNames: network.layers.map((layer) => layer.name),
    async embed(pixels, signal) {
      if (tf.findBackend(backendOf('embed')) !== home) throw new DeviceLost('its backend is gone');
      return embed(network, pixels, inputSize, dims, signal);
    },
    dispose: () => void network.dispose(),
  });
}

async function embed(
  network: LayersModel,
  pixels: readonly Uint8Array[],
  side: number,
  dims: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const vectors = new Float32Array(pixels.length * dims);
  for (let from = 0; from < pixels.length; from += pass) {
    if (from > 0) await yieldToEventLoop();
    signal?.throwIfAborted();
    enter('embed');
    const pooled = tf.tidy(() => {
      const features = network.apply(toInput(pixels.slice(from, from + pass), side), {
        training: false,
      }) as tf.Tensor4D;
      return tf.mean<tf.Tensor2D>(features, [1, 2]);
    });
    try {
      vectors.set(await whileDeviceLives(pooled.data<'float32'>()), from * dims);
    } finally {
      pooled.dispose();
    }
  }
  return vectors;
}

/**
 * Looks at two pictures through a backbone that came from outside. Failures: 'unsuitable-model' (its
 * vectors are too short or long, not finite, or the same whatever the picture).
 */
export async function checkBackbone(backbone: Backbone): Promise<Outcome<void>> {
  const { inputSize, dims } = backbone;
  if (dims < 16 || dims > 4096) {
    return failure('unsuitable-model', `vectors of ${dims} numbers; 16 to 4096 are needed`);
  }
  const stripes = (period: number) =>
    Uint8Array.from({ length: inputSize * inputSize * 3 }, (_, index) =>
      Math.floor(index / period) % 2 === 0 ? 230 : 40,
    );
  const vectors = await backbone.embed([stripes(12), stripes(inputSize * 24)]);
  if (!vectors.every(Number.isFinite)) {
    return failure('unsuitable-model', 'its vectors are not finite numbers');
  }
  const first = vectors.subarray(0, dims);
  if (first.every((value, index) => Math.abs(value - vectors[dims + index]!) < 1e-6)) {
    return failure('unsuitable-model', 'it gives the same vector for different pictures');
  }
  return success(undefined);
}

/** SHA-256 in hexadecimal. */
export async function hashWeights(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The whole network, backbone and head in one, as it leaves the house. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { success } from '../outcome';
import type { Outcome, Problem } from '../outcome';
import { packWeights, unpackWeights } from './backbone';
import type { BackboneArtifacts, WeightSpec } from './backbone';
import { enter } from './backend';
import { yieldToEventLoop } from './yield-to-event-loop';
import { whileDeviceLives } from './device-loss';
import { equalised } from './equalise';
import type { Network } from './fold';
import { toTopology } from './graph';
import type { Config } from './graph';
import { foldHead } from './head';
import type { Head } from './head';
import { buildModel } from './layers-model';
import { parseModelJson } from './model-json';
import { toInput, type PixelRange } from './pixels';
import { readTopology } from './topology';
import { decodeWeights, toLevels } from './weights';
import { toFloat16 } from '../statistics/half-precision';
import type { ManifestSpec } from './weights';

export interface WholeModel {
  topology: object;
  specs: WeightSpec[];
  /** float32, little-endian. */
  weights: ArrayBuffer;
  inputSize: number;
  classes: number;
}

const names = { pool: 'average_over_picture', dense: 'answers' };

/**
 * Puts a head on its backbone: average over the picture, one dense layer with standardisation,
 * class-weight correction and temperature folded in, softmax or sigmoid. float32 [n, side, side, 3] in
 * [−1, 1] → float32 [n, classes], calibrated.
 */
export function assembleModel(artifacts: BackboneArtifacts, head: Head): WholeModel {
  const graph = readTopology(artifacts.topology as Config);
  const weights = unpackWeights(artifacts);
  if (!graph.ok || !weights.ok) throw new Error('a backbone in service cannot be read');
  const { kernel, bias } = foldHead(head);
  const top = [
    {
      name: names.pool,
      className: 'GlobalAveragePooling2D',
      config: { data_format: 'channels_last' },
      inputs: [graph.value.output],
    },
    {
      name: names.dense,
      className: 'Dense',
      config: { units: head.classes, activation: head.kind, use_bias: true },
      inputs: [names.pool],
    },
  ];
  const whole = { layers: [...graph.value.layers, ...top], output: names.dense };
  const all = new Map(weights.value);
  all.set(`${names.dense}/kernel`, { shape: [head.dims, head.classes], values: kernel });
  all.set(`${names.dense}/bias`, { shape: [head.classes], values: bias });
  return {
    topology: toTopology(whole, 'vitrine_model'),
    ...packWeights(all),
    inputSize: artifacts.inputSize,
    classes: head.classes,
  };
}

/** The same as plain data, layer by layer: what writers of other formats read. */
export function networkOf(model: WholeModel): Network {
  const graph = readTopology(model.topology as Config);
  const weights = unpackWeights(model);
  if (!graph.ok || !weights.ok) throw new Error('a model of our own cannot be read');
  return { graph: graph.value, weights: weights.value };
}

/** The weights as they are written to a file, with what `model.json` says about them. */
export function encodeWeights(
  model: WholeModel,
  format: 'float32' | 'float16',
): { manifest: ManifestSpec[]; bytes: ArrayBuffer } {
  if (format === 'float32') return { manifest: model.specs, bytes: model.weights };
  return {
    manifest: model.specs.map((spec) => ({ ...spec, quantization: half })),
    bytes: toFloat16(new Float32Array(model.weights)).buffer,
  };
}

const half = { dtype: 'float16', original_dtype: 'float32' };

/**
 * The same network with its large kernels in eight bits and the rest in half precision. Its topology is
 * another one: see `equalised`.
 */
export function quantiseModel(model: WholeModel): {
  model: WholeModel;
  manifest: ManifestSpec[];
  bytes: ArrayBuffer;
} {
  const { graph, weights, fit } = equalised(networkOf(model));
  const stored = [...weights].map(([name, { shape, values }]) => {
    const spec = { name, shape, dtype: 'float32' };
    if (!fit.has(name)) return { spec: { ...spec, quantization: half }, bytes: toFloat16(values) };
    const { levels, scale, min } = toLevels(values);
    const quantization = { dtype: 'uint8', scale, min, original_dtype: 'float32' };
    return { spec: { ...spec, quantization }, bytes: levels };
  });
  return {
    model: { ...model, topology: toTopology(graph, 'vitrine_model'), ...packWeights(weights) },
    manifest: stored.map(({ spec }) => spec),
    bytes: joined(stored.map(({ bytes }) => bytes)),
  };
}

function joined(parts: readonly (Uint8Array | Uint16Array)[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return all.buffer;
}

/** A `model.json` that plain TensorFlow.js loads. @param weightsPath Relative to it. */
export function modelJson(
  model: WholeModel,
  manifest: readonly ManifestSpec[],
  weightsPath: string,
): object {
  return {
    format: 'layers-model',
    generatedBy: 'Vitrine',
    convertedBy: null,
    modelTopology: {
      ...model.topology,
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [{ paths: [weightsPath], weights: manifest }],
  };
}

export interface OpenModel {
  inputSize: number;
  classes: number;
  /** Probabilities, n × classes, of pictures as `toPixels` gives them at `inputSize`. */
  run(pixels: readonly Uint8Array[]): Promise<Float32Array>;
  dispose(): void;
}

const pass = 8;

/**
 * Loads a whole model the way anyone would, by TensorFlow.js's own loader, so that what is about to be
 * shipped can be compared with what was trained. Failures: 'malformed-model', 'unsuitable-model'.
 */
export async function openModel(
  json: unknown,
  weights: ArrayBuffer,
  range: PixelRange = 'signed',
): Promise<Outcome<OpenModel>> {
  const parsed = parseModelJson(json);
  if (!parsed.ok) return parsed;
  const { modelTopology, weightsManifest } = parsed.value;
  const specs = weightsManifest.flatMap((group) => group.weights);
  enter('embed');
  // TensorFlow.js leaves tensors behind when weights do not fit: that is found out beforehand.
  const misfit = await whyUnloadable(modelTopology, specs, weights);
  if (misfit !== null) return { ok: false, problem: misfit };
  enter('embed');
  const model = await layers.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: specs as tf.io.WeightsManifestEntry[],
      weightData: weights,
    }),
  );
  const inputSize = model.inputs[0]!.shape[1]!;
  const classes = model.outputs[0]!.shape.at(-1)!;
  return success({
    inputSize,
    classes,
    run: (pixels) => run(model, pixels, inputSize, classes, range),
    dispose: () => void model.dispose(),
  });
}

async function whyUnloadable(
  topology: object,
  specs: readonly ManifestSpec[],
  bytes: ArrayBuffer,
): Promise<Problem | null> {
  const weights = decodeWeights(specs, bytes);
  if (!weights.ok) return weights.problem;
  const model = await buildModel(topology, weights.value);
  if (!model.ok) return model.problem;
  model.value.dispose();
  return null;
}

async function run(
  model: layers.LayersModel,
  pixels: readonly Uint8Array[],
  side: number,
  classes: number,
  range: PixelRange,
): Promise<Float32Array> {
  const all = new Float32Array(pixels.length * classes);
  for (let from = 0; from < pixels.length; from += pass) {
    await yieldToEventLoop();
    enter('embed');
    const passing = pixels.slice(from, from + pass);
    const result = tf.tidy(() => model.predict(toInput(passing, side, range)));
    const answers = result as tf.Tensor;
    try {
      all.set(await whileDeviceLives(answers.data<'float32'>()), from * classes);
    } finally {
      answers.dispose();
    }
  }
  return all;
}

/** Probabilities of an assembled model, n × classes. */
export async function runModel(
  model: WholeModel,
  pixels: readonly Uint8Array[],
): Promise<Outcome<Float32Array>> {
  const { manifest, bytes } = encodeWeights(model, 'float32');
  const open = await openModel(modelJson(model, manifest, 'weights.bin'), bytes);
  if (!open.ok) return open;
  try {
    return success(await open.value.run(pixels));
  } finally {
    open.value.dispose();
  }
}

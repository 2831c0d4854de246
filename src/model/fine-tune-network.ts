/** A backbone and head opened for training: what is frozen apart from what may change. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { success } from '../outcome';
import type { Outcome } from '../outcome';
import type { Trained } from './adam';
import { unpackWeights } from './backbone';
import type { BackboneArtifacts } from './backbone';
import type { ClassWeights } from './class-weights';
import { divide } from './depth';
import type { FineTuneSettings } from './fine-tune-request';
import { after, toTopology, upTo } from './graph';
import type { Config } from './graph';
import type { Head } from './head';
import { buildModel, variablesOf } from './layers-model';
import { toInput } from './pixels';
import { readTopology } from './topology';

/** The backbone learns this much slower than the head: it knows much already. */
const backbonePace = 0.1;

export const headKeys = { kernel: 'head/kernel', bias: 'head/bias' };

export interface TrainingNetwork {
  trained: Trained[];
  /** Numbers in one picture's frozen part, or null when nothing is frozen. */
  frozenSize: number | null;
  /** Through the frozen part: [n, side, side, 3] in [−1, 1], or what comes of it. Within a tidy. */
  freeze(pixels: readonly Uint8Array[]): tf.Tensor;
  /** The frozen part's results, kept from before, as a tensor again. */
  thaw(values: readonly Float32Array[]): tf.Tensor;
  /** Logits [n, classes] from what `freeze` gives. Within a tidy. */
  logits(input: tf.Tensor): tf.Tensor2D;
  dispose(): void;
}

/** Failures: 'malformed-model', 'unsuitable-model'. */
export async function openNetwork(
  artifacts: BackboneArtifacts,
  head: Head,
  depth: FineTuneSettings['depth'],
  { correction }: ClassWeights,
): Promise<Outcome<TrainingNetwork>> {
  const graph = readTopology(artifacts.topology as Config);
  if (!graph.ok) return graph;
  const weights = unpackWeights(artifacts);
  if (!weights.ok) return weights;
  const weighted = new Set([...weights.value.keys()].map((key) => key.split('/')[0]!));
  const { first, boundary } = divide(graph.value, weighted, depth);
  let frozen: LayersModel | null = null;
  let shape: (number | null)[] = [null, artifacts.inputSize, artifacts.inputSize, 3];
  if (first > 1) {
    const start = await buildModel(
      toTopology(upTo(graph.value, boundary), 'frozen'),
      weights.value,
    );
    if (!start.ok) return start;
    frozen = start.value;
    shape = frozen.outputs[0]!.shape;
  }
  const rest = await buildModel(
    toTopology(after(graph.value, boundary, shape), 'trained'),
    weights.value,
  );
  if (!rest.ok) {
    frozen?.dispose();
    return rest;
  }
  const top = openHead(head, correction);
  return success(join(artifacts.inputSize, shape, frozen, rest.value, top));
}

function join(
  side: number,
  shape: (number | null)[],
  frozen: LayersModel | null,
  rest: LayersModel,
  top: OpenHead,
): TrainingNetwork {
  const inner = shape.slice(1).map(Number);
  return {
    trained: [...backboneVariables(rest), ...top.trained],
    frozenSize: frozen === null ? null : inner.reduce((product, size) => product * size, 1),
    freeze(pixels) {
      const input = toInput(pixels, side);
      // `training: false` everywhere: BatchNorm that could not be folded keeps its statistics.
      return frozen === null ? input : (frozen.apply(input, { training: false }) as tf.Tensor);
    },
    thaw: (values) => tf.stack(values.map((picture) => tf.tensor(picture, inner))),
    logits(input) {
      const map = rest.apply(input, { training: false }) as tf.Tensor4D;
      return top.logits(tf.mean<tf.Tensor2D>(map, [1, 2]));
    },
    dispose() {
      frozen?.dispose();
      rest.dispose();
      top.dispose();
    },
  };
}

function backboneVariables(rest: LayersModel): Trained[] {
  const norms = new Set(
    rest.layers
      .filter((layer) => layer.getClassName() === 'BatchNormalization')
      .map((layer) => layer.name),
  );
  return variablesOf(rest)
    .filter(({ layer }) => !norms.has(layer))
    .map(({ key, variable }) => ({
      key,
      variable: variable.read() as tf.Variable,
      pace: backbonePace,
    }));
}

interface OpenHead {
  trained: Trained[];
  logits(features: tf.Tensor2D): tf.Tensor2D;
  dispose(): void;
}

/** The head as it was fitted: on standardised features, temperature taken in, class weights in the bias. */
function openHead(head: Head, correction: Float64Array): OpenHead {
  const { dims, classes, temperature } = head;
  const [mean, scale] = [tf.tensor1d(head.mean), tf.tensor1d(head.scale)];
  const [kernel, bias] = tf.tidy(() => [
    tf.variable(
      tf.tensor2d(
        head.kernel.map((value) => value / temperature),
        [dims, classes],
      ),
    ),
    tf.variable(tf.tensor1d(head.bias.map((value, c) => value / temperature + correction[c]!))),
  ]);
  return {
    trained: [
      { key: headKeys.kernel, variable: kernel, pace: 1 },
      { key: headKeys.bias, variable: bias, pace: 1 },
    ],
    logits(features) {
      const standard = tf.div<tf.Tensor2D>(tf.sub(features, mean), scale);
      return tf.add(tf.matMul(standard, kernel), bias);
    },
    dispose: () => tf.dispose([mean, scale, kernel, bias]),
  };
}

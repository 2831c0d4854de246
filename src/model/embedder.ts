/** A backbone made ready to turn pictures into vectors, on whichever engine computes it. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import type { BackboneArtifacts } from './backbone';
import { withInputSize } from './backbone';
import { backendOf, enter } from './backend';
import { yieldToEventLoop } from './yield-to-event-loop';
import { DeviceLost, whileDeviceLives } from './device-loss';
import { toTopology } from './graph';
import { buildModel } from './layers-model';
import { toInput } from './pixels';
import { embeddingNetwork } from './pooled';

export interface Embedder {
  /** Square input side, in pixels. */
  inputSize: number;
  /** Length of the vector. */
  dims: number;
  /**
   * @param pixels Pictures as `toPixels` gives them at `inputSize`.
   * @returns n × dims, row-major: the feature map averaged over the picture. Every engine gives the same
   *   vector within a thousandth of its length. Rejects with the signal's reason when aborted, and with
   *   DeviceLost when its device is gone.
   */
  embed(pixels: readonly Uint8Array[], signal?: AbortSignal): Promise<Float32Array>;
  dispose(): void;
}

/** Pictures in one pass: enough to keep a backend busy, few enough to answer messages in between. */
const pass = 8;

/**
 * An embedder on TensorFlow.js's embedding backend.
 *
 * @param inputSize Another side than its own, in pixels: the topology is rebuilt for it.
 * @returns Failures: 'malformed-model', 'unsuitable-model'.
 */
export async function loadEmbedder(
  artifacts: BackboneArtifacts,
  inputSize = artifacts.inputSize,
): Promise<Outcome<Embedder>> {
  const topology = withInputSize(artifacts.topology, inputSize);
  const pooled = embeddingNetwork({ ...artifacts, topology });
  if (!pooled.ok) return pooled;
  const { graph, weights } = pooled.value;
  enter('embed');
  const home = tf.findBackend(backendOf('embed'));
  const built = await buildModel(toTopology(graph, 'embedder'), weights);
  if (!built.ok) return built;
  const network = built.value;
  const dims = network.outputs[0]!.shape[1];
  if (!dims) {
    network.dispose();
    return failure('unsuitable-model', 'does not end in a feature map');
  }
  return success({
    inputSize,
    dims,
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
    const found = tf.tidy(
      () =>
        network.apply(toInput(pixels.slice(from, from + pass), side), {
          training: false,
        }) as tf.Tensor2D,
    );
    try {
      vectors.set(await whileDeviceLives(found.data<'float32'>()), from * dims);
    } finally {
      found.dispose();
    }
  }
  return vectors;
}

/**
 * Looks at two pictures through a backbone that came from outside. Failures: 'unsuitable-model' (its
 * vectors are too short or long, not finite, or the same whatever the picture).
 */
export async function checkEmbedder(embedder: Embedder): Promise<Outcome<void>> {
  const { inputSize, dims } = embedder;
  if (dims < 16 || dims > 4096) {
    return failure('unsuitable-model', `vectors of ${dims} numbers; 16 to 4096 are needed`);
  }
  const stripes = (period: number) =>
    Uint8Array.from({ length: inputSize * inputSize * 3 }, (_, index) =>
      Math.floor(index / period) % 2 === 0 ? 230 : 40,
    );
  const vectors = await embedder.embed([stripes(12), stripes(inputSize * 24)]);
  if (!vectors.every(Number.isFinite)) {
    return failure('unsuitable-model', 'its vectors are not finite numbers');
  }
  const first = vectors.subarray(0, dims);
  if (first.every((value, index) => Math.abs(value - vectors[dims + index]!) < 1e-6)) {
    return failure('unsuitable-model', 'it gives the same vector for different pictures');
  }
  return success(undefined);
}

/** Does in a module worker what the trainer does there, for the tests: loads, embeds, learns, trains deeper. */
import * as tf from '@tensorflow/tfjs-core';
import { chooseBackend, recoverBackend } from '../../../src/model/backend';
import { hashWeights, readArtifacts } from '../../../src/model/backbone';
import type { BackboneArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import type { Embedder } from '../../../src/model/embedder';
import { bundledNetworks } from '../../../src/collection/backbone-catalogue';
import { onDeviceLost, unlessLost } from '../../../src/model/device-loss';
import { fineTune } from '../../../src/model/fine-tune';
import type { FineTuneRequest } from '../../../src/model/fine-tune-request';
import type { FineTuneState } from '../../../src/model/fine-tune-state';
import { fitHead, predict } from '../../../src/model/head';
import { fetchBytes, fetchJson } from '../../../src/network';
import { success } from '../../../src/outcome';
import type { Outcome } from '../../../src/outcome';
import { onLiteRt } from '../../../src/workers/backbones/embedders';
import { tinyModel, tinyPictures, tinyTargets } from '../../unit/model/tiny-network';

function sure<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.problem.kind}: ${outcome.problem.detail}`);
}

const kinds = 3;

async function embedBundled(base: string) {
  const { backend } = sure(await chooseBackend('embed', { prefer: 'wasm' }));
  const json = sure(await fetchJson(`${base}backbone/model.json`));
  const bytes = sure(await fetchBytes(`${base}backbone/weights.bin`));
  const before = tf.memory().numTensors;
  const backbone = sure(await loadEmbedder(sure(readArtifacts(json, bytes))));
  const vectors = await backbone.embed(tinyPictures(10, kinds, backbone.inputSize, 1));
  backbone.dispose();
  const left = tf.memory().numTensors - before;
  return { backend, sha256: await hashWeights(bytes), dims: backbone.dims, vectors, left };
}

/** The same pictures by TensorFlow.js and by LiteRT: how far a vector is off, as a share of its length. */
async function embedOnBoth(base: string) {
  sure(await chooseBackend('embed', { prefer: 'wasm' }));
  const gaps: Record<string, number> = {};
  for (const [hash, { plan, weights }] of bundledNetworks) {
    const json = sure(await fetchJson(`${base}backbone/${plan}`));
    const bytes = sure(await fetchBytes(`${base}backbone/${weights}`));
    const artifacts = sure(readArtifacts(json, bytes));
    const [tensorflow, lite] = [
      sure(await loadEmbedder(artifacts)),
      sure(await onLiteRt(artifacts)),
    ];
    const pictures = tinyPictures(4, kinds, artifacts.inputSize, 3);
    const [expected, found] = [await tensorflow.embed(pictures), await lite.embed(pictures)];
    gaps[hash] = Math.max(
      ...pictures.map((_, row) => {
        const part = (all: Float32Array) => all.subarray(row * lite.dims, (row + 1) * lite.dims);
        const length = Math.hypot(...part(expected));
        return Math.hypot(...part(found).map((value, at) => value - part(expected)[at]!)) / length;
      }),
    );
    tensorflow.dispose();
    lite.dispose();
  }
  return gaps;
}

async function prepare(): Promise<FineTuneRequest> {
  sure(await chooseBackend('embed', { prefer: 'wasm' }));
  const { json, weights } = tinyModel();
  const artifacts: BackboneArtifacts = sure(readArtifacts(json, weights));
  const backbone = sure(await loadEmbedder(artifacts));
  const [pictures, checks] = [tinyPictures(12, kinds, 32, 1), tinyPictures(6, kinds, 32, 2)];
  const features = await backbone.embed(pictures);
  const targets = tinyTargets(12, kinds);
  const data = { features, dims: 16, targets, classes: kinds, kind: 'softmax' as const };
  const head = sure(await fitHead(data, { l2: 1, balance: true }));
  backbone.dispose();
  return {
    artifacts,
    head,
    examples: { count: 12, targets, pixels: (row) => pictures[row]! },
    check: { count: 6, targets: tinyTargets(6, kinds), pixels: (row) => checks[row]! },
    settings: {
      depth: 'all',
      epochs: 4,
      batchSize: 6,
      learningRate: 0.02,
      augment: true,
      patience: 10,
    },
    seed: 1,
  };
}

/** Fine-tunes on WebGPU while heads go on being fitted and asked on WebAssembly. */
async function trainDeeper() {
  const request = await prepare();
  const { backend } = sure(await chooseBackend('fine-tune', { prefer: 'webgpu' }));
  const before = tf.memory().numTensors;
  let heads = 0;
  let isOver = false;
  const labelling = (async () => {
    const features = Float32Array.from({ length: 60 * 16 }, (_, at) => Math.sin(at * at));
    const data = {
      features,
      dims: 16,
      targets: tinyTargets(60, kinds),
      classes: kinds,
      kind: 'softmax' as const,
    };
    while (!isOver) {
      const head = sure(await fitHead(data, { l2: 0.01, balance: true }));
      await predict(head, features, 60);
      heads++;
    }
  })();
  const tuned = sure(await fineTune(request));
  isOver = true;
  await labelling;
  return { backend, epochs: tuned.epochs, heads, left: tf.memory().numTensors - before };
}

/** Loses the device in the second epoch, recovers and resumes. */
async function loseDevice() {
  const request = await prepare();
  sure(await chooseBackend('fine-tune', { prefer: 'webgpu' }));
  const undisturbed = sure(await fineTune(request));
  let state: FineTuneState | undefined;
  const interrupted = await fineTune(request, {
    onEpoch: (_, saved) => void (state = saved),
    onStep: ({ epoch }) => {
      if (epoch === 2)
        (tf.findBackend('webgpu') as unknown as { device: GPUDevice }).device.destroy();
    },
  });
  const recovered = sure(await recoverBackend('fine-tune'));
  const resumed = sure(await fineTune(request, {}, state));
  return {
    failure: interrupted.ok ? null : interrupted.problem.kind,
    recovered: recovered.backend,
    losses: resumed.epochs.map(({ loss }) => loss),
    expected: undisturbed.epochs.map(({ loss }) => loss),
  };
}

/** Loses the device a backbone lies on, twice asks it to embed, recovers and loads it again. */
async function loseBackbone() {
  sure(await chooseBackend('embed', { prefer: 'webgpu' }));
  const { json, weights } = tinyModel();
  const artifacts = sure(readArtifacts(json, weights));
  const pictures = tinyPictures(10, kinds, 32, 1);
  const backbone = sure(await loadEmbedder(artifacts));
  const expected = await backbone.embed(pictures);
  const embed = async (from: Embedder) => success(await from.embed(pictures));
  const kindOf = <T>(outcome: Outcome<T>) => (outcome.ok ? 'fine' : outcome.problem.kind);
  const reasons: string[] = [];
  const stop = onDeviceLost((reason) => reasons.push(reason));
  (tf.findBackend('webgpu') as unknown as { device: GPUDevice }).device.destroy();
  const first = kindOf(await unlessLost(() => embed(backbone)));
  const second = kindOf(await unlessLost(() => embed(backbone)));
  const recovered = sure(await recoverBackend('embed'));
  stop();
  const stale = kindOf(await unlessLost(() => embed(backbone)));
  const again = sure(await recoverBackend('embed'));
  const fresh = sure(await loadEmbedder(artifacts));
  const found = await fresh.embed(pictures);
  return {
    kinds: [first, second, stale],
    told: reasons.length,
    backends: [recovered.backend, again.backend],
    expected,
    found,
  };
}

const tasks = { embedBundled, embedOnBoth, trainDeeper, loseDevice, loseBackbone };

export type Tasks = typeof tasks;

self.onmessage = async ({ data: [task, argument] }: MessageEvent<[keyof Tasks, string]>) => {
  try {
    self.postMessage({ value: await tasks[task](argument) });
  } catch (error) {
    self.postMessage({
      error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
    });
  }
};

import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { hashWeights, readArtifacts } from '../../../src/model/backbone';
import { checkEmbedder, loadEmbedder } from '../../../src/model/embedder';
import type { BackboneArtifacts } from '../../../src/model/backbone';
import type { Embedder } from '../../../src/model/embedder';
import { bundledEntry } from '../../../src/collection/backbone-catalogue';
import { toInput } from '../../../src/model/pixels';
import {
  bundledFolder,
  hasMobilenet,
  mobilenetFolder,
  readStored,
  storedArtifacts,
} from './stored-backbones';
import { tinyModel, tinyPictures } from './tiny-network';

beforeAll(async () => {
  const chosen = await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  expect(chosen).toMatchObject({ ok: true, value: { backend: 'wasm' } });
});

function read(json: unknown, weights: ArrayBuffer): BackboneArtifacts {
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  return artifacts.value;
}

async function load(artifacts: BackboneArtifacts, side?: number): Promise<Embedder> {
  const backbone = await loadEmbedder(artifacts, side);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  return backbone.value;
}

/** The same file through TensorFlow.js's own loader, averaged over the picture. */
async function plainly(
  { json, weights }: { json: unknown; weights: ArrayBuffer },
  pixels: Uint8Array[],
  side: number,
): Promise<Float32Array> {
  const { modelTopology, weightsManifest } = json as {
    modelTopology: object;
    weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
  };
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const model = await layers.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData: weights }),
  );
  const result = tf.tidy(() => tf.mean(model.predict(toInput(pixels, side)) as tf.Tensor, [1, 2]));
  const values = await result.data<'float32'>();
  result.dispose();
  model.dispose();
  return values.slice();
}

function largestGap(a: Float32Array, b: Float32Array): number {
  expect(a).toHaveLength(b.length);
  return a.reduce((gap, value, at) => Math.max(gap, Math.abs(value - b[at]!)), 0);
}

describe('a backbone read from a file', () => {
  it('gives what plain TensorFlow.js gives, BatchNorm folded', async () => {
    const file = tinyModel();
    const artifacts = read(file.json, file.weights);
    const pixels = tinyPictures(5, 3, 32, 1);
    const backbone = await load(artifacts);
    expect(backbone.dims).toBe(16);
    expect(JSON.stringify(artifacts.topology)).not.toContain('BatchNormalization');
    const gap = largestGap(await backbone.embed(pixels), await plainly(file, pixels, 32));
    expect(gap).toBeLessThan(1e-5);
    backbone.dispose();
  });

  it('keeps a BatchNorm that cannot be folded, and still agrees', async () => {
    const file = tinyModel();
    const [convolution] = file.json.modelTopology.config.layers.slice(1);
    convolution!.config.activation = 'relu';
    const pixels = tinyPictures(2, 2, 32, 3);
    const artifacts = read(file.json, file.weights);
    expect(JSON.stringify(artifacts.topology)).toContain('block1_conv_bn');
    const backbone = await load(artifacts);
    const gap = largestGap(await backbone.embed(pixels), await plainly(file, pixels, 32));
    expect(gap).toBeLessThan(1e-5);
    backbone.dispose();
  });

  it('may name the axis of BatchNorm the way newer versions of Keras do', () => {
    const [old, recent] = [tinyModel(), tinyModel()];
    for (const layer of recent.json.modelTopology.config.layers) {
      if ('axis' in layer.config) layer.config.axis = [3];
    }
    expect(read(...parts(recent))).toEqual(read(...parts(old)));
  });

  it('ends in the same feature map with and without a classifier on top', async () => {
    const [bare, whole] = [tinyModel(), tinyModel({ withTop: true })].map((file) =>
      read(file.json, file.weights),
    );
    expect(whole).toEqual(bare);
  });

  it('may be nested models within models, as Teachable Machine writes them', async () => {
    const file = tinyModel();
    const top = [{ class_name: 'Dense', config: { name: 'top', units: 2, activation: 'softmax' } }];
    const sequential = (name: string, inner: unknown[]) => ({
      class_name: 'Sequential',
      config: { name, layers: inner },
    });
    const pool = { class_name: 'GlobalAveragePooling2D', config: { name: 'pool' } };
    const nested = sequential('outer', [
      sequential('features', [file.json.modelTopology, pool]),
      sequential('head', top),
    ]);
    expect(read({ ...file.json, modelTopology: nested }, file.weights)).toEqual(
      read(file.json, file.weights),
    );
  });

  it('works at another input size', async () => {
    const artifacts = read(...parts(tinyModel()));
    const backbone = await load(artifacts, 48);
    const vectors = await backbone.embed(tinyPictures(2, 2, 48, 5));
    expect(vectors).toHaveLength(2 * 16);
    backbone.dispose();
  });

  it('embeds any number of pictures to the same vectors, and nothing is left behind', async () => {
    const before = tf.memory().numTensors;
    const backbone = await load(read(...parts(tinyModel())));
    const pixels = tinyPictures(19, 4, 32, 2);
    const loaded = tf.memory().numTensors;
    const together = await backbone.embed(pixels);
    const apart = await Promise.all(pixels.map((picture) => backbone.embed([picture])));
    expect(tf.memory().numTensors).toBe(loaded);
    expect(together).toHaveLength(19 * 16);
    apart.forEach((vector, at) =>
      expect(largestGap(vector, together.slice(at * 16, at * 16 + 16))).toBeLessThan(1e-6),
    );
    expect(await backbone.embed([])).toHaveLength(0);
    backbone.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stops embedding when told to', async () => {
    const backbone = await load(read(...parts(tinyModel())));
    const abort = new AbortController();
    const embedding = backbone.embed(tinyPictures(64, 4, 32, 2), abort.signal);
    abort.abort();
    await expect(embedding).rejects.toThrow(/abort/i);
    backbone.dispose();
  });
});

function parts({ json, weights }: ReturnType<typeof tinyModel>): [unknown, ArrayBuffer] {
  return [json, weights];
}

describe('the check of a backbone from outside', () => {
  it('passes one that tells pictures apart', async () => {
    const backbone = await load(read(...parts(tinyModel())));
    expect(await checkEmbedder(backbone)).toEqual({ ok: true, value: undefined });
    backbone.dispose();
  });

  it('refuses one that always says the same', async () => {
    const { json, weights } = tinyModel();
    const backbone = await load(read(json, new ArrayBuffer(weights.byteLength)));
    const checked = await checkEmbedder(backbone);
    expect(checked).toMatchObject({ ok: false, problem: { kind: 'unsuitable-model' } });
    backbone.dispose();
  });

  it('refuses one whose numbers overflow', async () => {
    const { json, weights } = tinyModel({ withBatchNorm: false });
    new Float32Array(weights).fill(1e30);
    for (const layer of json.modelTopology.config.layers) delete layer.config.max_value;
    const backbone = await load(read(json, weights));
    const checked = await checkEmbedder(backbone);
    expect(checked).toMatchObject({ ok: false, problem: { kind: 'unsuitable-model' } });
    backbone.dispose();
  });
});

describe('the bundled backbone', () => {
  it('has the weights its catalogue entry promises', async () => {
    expect(await hashWeights(readStored(bundledFolder).weights)).toBe(bundledEntry.sha256);
  });

  it('gives vectors of 640 numbers and passes the check', async () => {
    const backbone = await load(storedArtifacts(bundledFolder));
    expect(backbone).toMatchObject({ dims: 640, inputSize: bundledEntry.inputSize });
    expect(await checkEmbedder(backbone)).toMatchObject({ ok: true });
    backbone.dispose();
  });
});

describe.skipIf(!hasMobilenet)('MobileNetV2 0.35 (needs ../shared/backbones)', () => {
  it('gives the same with BatchNorm folded, to 1e-4', { timeout: 60_000 }, async () => {
    const artifacts = storedArtifacts(mobilenetFolder);
    expect(JSON.stringify(artifacts.topology)).not.toContain('BatchNormalization');
    const backbone = await load(artifacts);
    const pixels = tinyPictures(3, 3, 224, 9);
    const plain = await plainly(readStored(mobilenetFolder), pixels, 224);
    expect(largestGap(await backbone.embed(pixels), plain)).toBeLessThan(1e-4);
    expect(backbone).toMatchObject({ dims: 1280, inputSize: 224 });
    backbone.dispose();
  });
});

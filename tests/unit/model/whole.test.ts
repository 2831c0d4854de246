import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { firstChoice } from '../../../src/model/answers';
import { chooseBackend } from '../../../src/model/backend';
import { readArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { fitHead, predict } from '../../../src/model/head';
import type { Head } from '../../../src/model/head';
import type { HeadKind } from '../../../src/model/head-kind';
import {
  assembleModel,
  encodeWeights,
  modelJson,
  openModel,
  runModel,
} from '../../../src/model/whole';
import { earlierArtifacts } from './stored-backbones';
import { tinyPictures, tinyTargets } from './tiny-network';

const artifacts = earlierArtifacts();
const pictures = tinyPictures(12, 3, 128, 1);
const heads = {} as Record<HeadKind, Head>;
const expected = {} as Record<HeadKind, Float32Array>;

beforeAll(async () => {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  const backbone = await loadEmbedder(artifacts);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  const features = await backbone.value.embed(pictures);
  backbone.value.dispose();
  for (const kind of ['softmax', 'sigmoid'] as const) {
    const data = { features, dims: 640, targets: tinyTargets(12, 3), classes: 3, kind };
    const head = await fitHead(data, { l2: 0.05, balance: true });
    if (!head.ok) throw new Error(head.problem.kind);
    heads[kind] = { ...head.value, temperature: 1.3 };
    expected[kind] = await predict(heads[kind], features, 12);
  }
});

const largestGap = (a: Float32Array, b: Float32Array) =>
  a.reduce((gap, value, at) => Math.max(gap, Math.abs(value - b[at]!)), 0);

describe.each(['softmax', 'sigmoid'] as const)('a whole model with a %s head', (kind) => {
  it('answers as backbone and head did, to 1e-5, and leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    const answers = await runModel(assembleModel(artifacts, heads[kind]), pictures);
    if (!answers.ok) throw new Error(answers.problem.detail);
    expect(largestGap(answers.value, expected[kind])).toBeLessThan(1e-5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('answers nearly the same in float16, in half the bytes', async () => {
    const model = assembleModel(artifacts, heads[kind]);
    const { manifest, bytes } = encodeWeights(model, 'float16');
    expect(bytes.byteLength * 2).toBe(model.weights.byteLength);
    const open = await openModel(modelJson(model, manifest, 'weights.bin'), bytes);
    if (!open.ok) throw new Error(open.problem.detail);
    expect(open.value).toMatchObject({ inputSize: 128, classes: 3 });
    const answers = await open.value.run(pictures);
    open.value.dispose();
    expect(largestGap(answers, expected[kind])).toBeLessThan(0.01);
    for (let row = 0; row < 12; row++) {
      expect(firstChoice(answers, row, 3)).toBe(firstChoice(expected[kind], row, 3));
    }
  });

  it('can be the start of another collection', () => {
    const model = assembleModel(artifacts, heads[kind]);
    const { manifest, bytes } = encodeWeights(model, 'float32');
    const again = readArtifacts(modelJson(model, manifest, 'weights.bin'), bytes);
    expect(again).toEqual({ ok: true, value: artifacts });
  });
});

describe('opening a whole model', () => {
  it('refuses bytes that do not fit, and leaves nothing behind', async () => {
    const model = assembleModel(artifacts, heads.softmax);
    const { manifest, bytes } = encodeWeights(model, 'float32');
    const before = tf.memory().numTensors;
    const json = modelJson(model, manifest.slice(1), 'weights.bin');
    expect(await openModel(json, bytes)).toMatchObject({ problem: { kind: 'malformed-model' } });
    const short = await openModel(modelJson(model, manifest, 'w.bin'), bytes.slice(0, 1000));
    expect(short).toMatchObject({ problem: { kind: 'malformed-model' } });
    expect(tf.memory().numTensors).toBe(before);
  });
});

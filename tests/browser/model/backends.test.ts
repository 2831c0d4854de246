import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { webglAdapter, webgpuAdapter } from '../../../src/model/adapters';
import { backendOf, chooseBackend, enter } from '../../../src/model/backend';
import type { BackendName } from '../../../src/model/backend';
import { readArtifacts } from '../../../src/model/backbone';
import { classWeights } from '../../../src/model/class-weights';
import { weightedLoss } from '../../../src/model/fine-tune-loss';
import { openNetwork } from '../../../src/model/fine-tune-network';
import type { Head } from '../../../src/model/head';
import { normalNumbers } from '../../unit/model/blobs';
import { tinyModel, tinyPictures, tinyTargets } from '../../unit/model/tiny-network';

/** Whether WebGPU runs on the processor here, and nothing else on a graphics card. */
const isWithoutGpu =
  (await webgpuAdapter())?.isSoftware === true && webglAdapter()?.isSoftware !== false;

describe.skipIf(!isWithoutGpu)('choosing a backend without a graphics card', () => {
  it('embeds on WebAssembly, and says why not on the others', async () => {
    const chosen = await chooseBackend('embed');
    expect(chosen).toMatchObject({ ok: true, value: { backend: 'wasm', isSoftware: false } });
    if (!chosen.ok) return;
    expect(chosen.value.rejected.map(({ backend }) => backend)).toEqual(['webgpu']);
    expect(chosen.value.rejected[0]!.reason).toMatch(/software|not available/);
  });

  it('fine-tunes on the software adapter of WebGPU, and says so', async () => {
    const chosen = await chooseBackend('fine-tune');
    expect(chosen).toMatchObject({ ok: true, value: { backend: 'webgpu', isSoftware: true } });
    if (!chosen.ok) return;
    expect(chosen.value.rejected.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl']);
  });

  it('lets both purposes take turns', async () => {
    await chooseBackend('embed');
    await chooseBackend('fine-tune');
    for (const purpose of ['embed', 'fine-tune', 'embed'] as const) {
      enter(purpose);
      expect(tf.getBackend()).toBe(backendOf(purpose));
    }
    expect(backendOf('embed')).not.toBe(backendOf('fine-tune'));
  });

  it('passes over a backend that cannot do what is asked', async () => {
    const chosen = await chooseBackend('fine-tune', { prefer: 'wasm' });
    expect(chosen).toMatchObject({ ok: true, value: { rejected: [{ backend: 'wasm' }, {}, {}] } });
  });
});

const kinds = 3;
const draw = normalNumbers(5);
const head: Head = {
  kind: 'softmax',
  dims: 16,
  classes: kinds,
  mean: Float32Array.from({ length: 16 }, () => 0.3 + draw() / 10),
  scale: Float32Array.from({ length: 16 }, () => 1 + draw() / 10),
  kernel: Float32Array.from({ length: 16 * kinds }, draw),
  bias: Float32Array.from({ length: kinds }, draw),
  temperature: 1,
  l2: 0.1,
  floor: 0.5,
};

/** Gradients of the first step over all layers, by lasting name. */
async function firstGradients(backend: BackendName): Promise<Record<string, Float32Array>> {
  const chosen = await chooseBackend('fine-tune', { prefer: backend });
  expect(chosen).toMatchObject({ ok: true, value: { backend } });
  const { json, weights } = tinyModel();
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  const targets = tinyTargets(6, kinds);
  const balance = classWeights(targets, kinds, 'softmax', true);
  const before = tf.memory().numTensors;
  const network = await openNetwork(artifacts.value, head, 'all', balance);
  if (!network.ok) throw new Error(network.problem.detail);
  const { trained } = network.value;
  const { value, grads } = tf.tidy(() => {
    const input = network.value.freeze(tinyPictures(6, kinds, 32, 7));
    const truth = tf.tensor2d(targets, [6, kinds]);
    return tf.variableGrads(
      () => weightedLoss(network.value.logits(input), truth, balance, 'softmax'),
      trained.map(({ variable }) => variable),
    );
  });
  const result: Record<string, Float32Array> = { loss: await value.data<'float32'>() };
  for (const { key, variable } of trained) {
    result[key] = (await grads[variable.name]!.data<'float32'>()).slice();
  }
  tf.dispose([value, grads]);
  network.value.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return result;
}

describe('gradients of the first step', () => {
  it.each(['webgpu', 'webgl'] as const)(
    'are the same on %s as in plain JavaScript',
    async (backend) => {
      const expected = await firstGradients('cpu');
      const found = await firstGradients(backend);
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      for (const [key, values] of Object.entries(expected)) {
        const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
        const gap = values.reduce(
          (most, value, at) => Math.max(most, Math.abs(value - found[key]![at]!)),
          0,
        );
        expect(gap / size, key).toBeLessThan(1e-4);
      }
    },
  );
});

import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { equalised } from '../../../src/model/equalise';
import type { Head } from '../../../src/model/head';
import { decodeWeights, toLevels } from '../../../src/model/weights';
import {
  assembleModel,
  modelJson,
  networkOf,
  openModel,
  quantiseModel,
  runModel,
} from '../../../src/model/whole';
import { bundledFolder, storedArtifacts } from './stored-backbones';
import { tinyPictures } from './tiny-network';

const pictures = tinyPictures(8, 3, 128, 2);
const dims = 640;
const head: Head = {
  kind: 'softmax',
  dims,
  classes: 3,
  mean: new Float32Array(dims),
  scale: new Float32Array(dims).fill(1),
  kernel: Float32Array.from({ length: dims * 3 }, (_, at) => Math.sin(at * 1.7)),
  bias: Float32Array.of(0.1, 0, -0.1),
  temperature: 1,
  l2: 1,
  floor: 0.5,
};
const model = assembleModel(storedArtifacts(bundledFolder), head);

async function answersOf(whole: typeof model): Promise<Float32Array> {
  const answers = await runModel(whole, pictures);
  if (!answers.ok) throw new Error(answers.problem.detail);
  return answers.value;
}

const largestGap = (a: Float32Array, b: Float32Array) =>
  a.reduce((gap, value, at) => Math.max(gap, Math.abs(value - (b[at] ?? 9))), 0);

beforeAll(async () => {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
});

describe('a network made fit for eight bits', () => {
  it('has every large kernel within −1 and 1, each channel to its full width', () => {
    const { weights, fit } = equalised(networkOf(model));
    expect(fit.size).toBeGreaterThan(30);
    expect(fit.has('stem/kernel')).toBe(false);
    for (const name of fit) {
      const { shape, values } = weights.get(name)!;
      const channels = shape[3]!;
      for (let channel = 0; channel < channels; channel++) {
        const own = values.filter((_, at) => at % channels === channel).map(Math.abs);
        expect(Math.max(...own)).toBeCloseTo(1, 5);
      }
    }
  });

  it('is still the same network', async () => {
    expect(
      largestGap(await answersOf(model), await answersOf(quantiseModel(model).model)),
    ).toBeLessThan(1e-4);
  });

  it('is stored in a third of the bytes, and answers nearly the same from them', async () => {
    const { model: made, manifest, bytes } = quantiseModel(model);
    expect(bytes.byteLength).toBeLessThan(model.weights.byteLength / 3);
    const open = await openModel(modelJson(made, manifest, 'weights.bin'), bytes);
    if (!open.ok) throw new Error(open.problem.detail);
    const answers = await open.value.run(pictures);
    open.value.dispose();
    expect(largestGap(await answersOf(model), answers)).toBeLessThan(0.1);
  });
});

describe('eight bits by one scale', () => {
  it('come back within half a level, and nothing stays nothing', () => {
    const values = Float32Array.of(-1, -0.3, 0, 0.001, 0.7, 2);
    const { levels, scale, min } = toLevels(values);
    const specs = [
      { name: 'a', shape: [6], dtype: 'float32', quantization: { dtype: 'uint8', scale, min } },
    ];
    const decoded = decodeWeights(specs, levels.slice().buffer);
    if (!decoded.ok) throw new Error(decoded.problem.detail);
    const back = decoded.value.get('a')!.values;
    expect(largestGap(values, back)).toBeLessThanOrEqual(scale);
    expect(back[2]).toBe(0);
  });
});

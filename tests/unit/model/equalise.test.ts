import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { loadEmbedder } from '../../../src/model/embedder';
import { equalised } from '../../../src/model/equalise';
import { fitHead } from '../../../src/model/head';
import { decodeWeights, toLevels } from '../../../src/model/weights';
import {
  assembleModel,
  modelJson,
  networkOf,
  openModel,
  quantiseModel,
  runModel,
  type WholeModel,
} from '../../../src/model/whole';
import { earlierArtifacts } from './stored-backbones';
import { tinyPictures, tinyTargets } from './tiny-network';

const artifacts = earlierArtifacts();
const pictures = tinyPictures(8, 3, 128, 2);
let model: WholeModel;

async function answersOf(whole: WholeModel): Promise<Float32Array> {
  const answers = await runModel(whole, pictures);
  if (!answers.ok) throw new Error(answers.problem.detail);
  return answers.value;
}

const largestGap = (a: Float32Array, b: Float32Array) =>
  a.reduce((gap, value, at) => Math.max(gap, Math.abs(value - (b[at] ?? 9))), 0);

beforeAll(async () => {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  // A head as the app makes them, learned from other pictures than those it is asked about below.
  const backbone = await loadEmbedder(artifacts);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  const features = await backbone.value.embed(tinyPictures(12, 3, 128, 1));
  backbone.value.dispose();
  const examples = { features, dims: 640, targets: tinyTargets(12, 3), classes: 3 };
  const head = await fitHead({ ...examples, kind: 'softmax' }, { l2: 0.05, balance: true });
  if (!head.ok) throw new Error(head.problem.kind);
  model = assembleModel(artifacts, head.value);
});

describe('a network made fit for eight bits', () => {
  it('has every large kernel within −1 and 1, each channel to its full width', () => {
    const { weights, fit } = equalised(networkOf(model));
    expect(fit.size).toBeGreaterThan(10);
    expect(fit.has('stem/kernel')).toBe(false);
    for (const name of fit) {
      const { shape, values } = weights.get(name)!;
      const largest = new Float32Array(shape[3]!);
      values.forEach((value, at) => {
        const channel = at % largest.length;
        largest[channel] = Math.max(largest[channel]!, Math.abs(value));
      });
      for (const width of largest) expect(width).toBeCloseTo(1, 5);
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
    expect(largestGap(await answersOf(model), answers)).toBeLessThan(0.01);
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

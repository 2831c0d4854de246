import { beforeAll, describe, expect, it } from 'vitest';
import { packModel, unpackModel } from '../../../src/exchange/model-zip';
import { tfjsFiles, weightsFile } from '../../../src/exchange/tfjs-files';
import { chooseBackend } from '../../../src/model/backend';
import { hashWeights, readArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { fitHead, predict, type Head } from '../../../src/model/head';
import { assembleModel, encodeWeights, modelJson } from '../../../src/model/whole';
import { reloadInNode } from '../../journeys/reload-in-node';
import { bundledFolder, storedArtifacts } from '../model/stored-backbones';
import { tinyPictures, tinyTargets } from '../model/tiny-network';
import { described } from './description';

const artifacts = storedArtifacts(bundledFolder);
const pictures = tinyPictures(3, 3, artifacts.inputSize, 1);
let head: Head;
let serving: Float32Array;

beforeAll(async () => {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  const backbone = await loadEmbedder(artifacts);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  const features = await backbone.value.embed(pictures);
  const { dims } = backbone.value;
  backbone.value.dispose();
  const data = { features, dims, targets: tinyTargets(3, 3), classes: 3, kind: 'softmax' as const };
  const fitted = await fitHead(data, { l2: 0.05, balance: true });
  if (!fitted.ok) throw new Error(fitted.problem.kind);
  head = { ...fitted.value, temperature: 1.4 };
  serving = await predict(head, features, pictures.length);
});

async function zipped(precision: 'float32' | 'float16'): Promise<Blob> {
  const whole = assembleModel(artifacts, head);
  const { manifest, bytes } = encodeWeights(whole, precision);
  const json = modelJson(whole, manifest, weightsFile);
  const description = { ...described, precision, inputSize: whole.inputSize };
  return packModel(tfjsFiles({ modelJson: json, weights: bytes }, description), description);
}

describe('a trained model, backbone and head, as a zip', () => {
  it.each([
    ['float32', 1e-5],
    ['float16', 0.01],
  ] as const)('answers in Node as it served here: %s, to %f', async (format, tolerated) => {
    const zip = await zipped(format);
    const reloaded = await reloadInNode(new Uint8Array(await zip.arrayBuffer()), pictures);
    const gap = serving.reduce(
      (most, value, index) =>
        Math.max(most, Math.abs(value - (reloaded.probabilities[index] ?? 9))),
      0,
    );
    expect(reloaded.probabilities).toHaveLength(serving.length);
    expect(gap).toBeLessThanOrEqual(tolerated);
  });

  it('can be the start of another collection: the very same backbone comes back out', async () => {
    const unpacked = await unpackModel(await zipped('float32'));
    if (!unpacked.ok) throw new Error(unpacked.problem.detail);
    const back = readArtifacts(unpacked.value.modelJson, unpacked.value.weights);
    if (!back.ok) throw new Error(back.problem.detail);
    expect(back.value.inputSize).toBe(artifacts.inputSize);
    expect(await hashWeights(back.value.weights)).toBe(await hashWeights(artifacts.weights));
  });
});

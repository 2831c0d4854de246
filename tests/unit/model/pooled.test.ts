/** A backbone as it embeds: the average first, then what is linear. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { readArtifacts, unpackWeights } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { buildModel } from '../../../src/model/layers-model';
import { toInput } from '../../../src/model/pixels';
import { embeddingNetwork } from '../../../src/model/pooled';
import { storedArtifacts } from './stored-backbones';
import { tinyModel, tinyPictures } from './tiny-network';

beforeAll(async () => {
  expect(await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null })).toMatchObject({
    ok: true,
  });
});

describe('a backbone that ends in a projection', () => {
  it('gives the average of its feature map, the projection computed once a picture', async () => {
    const artifacts = storedArtifacts('public/backbone');
    const network = embeddingNetwork(artifacts);
    if (!network.ok) throw new Error(network.problem.detail);
    const names = network.value.graph.layers.slice(-2).map(({ className }) => className);
    expect(names).toEqual(['GlobalAveragePooling2D', 'Dense']);

    const pixels = tinyPictures(2, 2, artifacts.inputSize, 1);
    const weights = unpackWeights(artifacts);
    const embedder = await loadEmbedder(artifacts);
    if (!weights.ok || !embedder.ok) throw new Error('the bundled network cannot be read');
    const plain = await buildModel(artifacts.topology, weights.value);
    if (!plain.ok) throw new Error(plain.problem.detail);
    const map = plain.value.predict(toInput(pixels, artifacts.inputSize)) as tf.Tensor4D;
    const expected = await tf.mean(map, [1, 2]).data<'float32'>();
    const found = await embedder.value.embed(pixels);
    expect(found).toHaveLength(2 * 640);
    const gap = Math.hypot(...found.map((value, at) => value - expected[at]!));
    expect(gap / Math.hypot(...expected)).toBeLessThan(1e-5);
    embedder.value.dispose();
    plain.value.dispose();
  });
});

describe('a backbone that ends in a rectifier', () => {
  it('is averaged as it is', () => {
    const { json, weights } = tinyModel();
    const artifacts = readArtifacts(json, weights);
    if (!artifacts.ok) throw new Error(artifacts.problem.detail);
    const network = embeddingNetwork(artifacts.value);
    expect(network).toMatchObject({ ok: true });
    if (network.ok) {
      expect(network.value.graph.layers.at(-1)?.className).toBe('GlobalAveragePooling2D');
    }
  });
});

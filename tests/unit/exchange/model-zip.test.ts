import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { modelFileName, packModel, unpackModel } from '../../../src/exchange/model-zip';
import { tfjsFiles, weightsFile, type NetworkFiles } from '../../../src/exchange/tfjs-files';
import { readArchive, writeArchive } from '../../../src/exchange/zip-archive';
import { reloadInNode } from '../../journeys/reload-in-node';
import { described } from './description';

const side = described.inputSize;

/** A small real network, as TensorFlow.js itself saves it, with its answer to one picture. */
async function smallNetwork(pixels: Uint8Array): Promise<NetworkFiles & { answer: number[] }> {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [side, side, 3],
        filters: 4,
        kernelSize: 3,
        strides: 4,
        kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
      }),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({
        units: 3,
        activation: 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }),
      }),
    ],
  });
  const saved = await new Promise<tf.io.ModelArtifacts>((resolve, reject) => {
    const handler = tf.io.withSaveHandler(async (artifacts) => {
      resolve(artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    });
    model.save(handler).catch(reject);
  });
  const input = tf.sub(tf.div(tf.tensor4d(pixels, [1, side, side, 3], 'int32'), 127.5), 1);
  const answer = [...(await (model.predict(input) as tf.Tensor).data())];
  return {
    modelJson: {
      format: 'layers-model',
      modelTopology: saved.modelTopology,
      weightsManifest: [{ paths: [weightsFile], weights: saved.weightSpecs }],
    },
    weights: saved.weightData as ArrayBuffer,
    answer,
  };
}

const pixels = new Uint8Array(side * side * 3).map((_, index) => (index * 7919) % 256);

describe('a model as a zip', () => {
  it('is loaded in Node by plain TensorFlow.js with the same answers', async () => {
    const network = await smallNetwork(pixels);
    const zip = await packModel(tfjsFiles(network, described), described);
    const reloaded = await reloadInNode(new Uint8Array(await zip.arrayBuffer()), [pixels]);
    expect([...reloaded.probabilities]).toEqual(network.answer);
    expect(reloaded.imageSize).toBe(side);
    expect(reloaded.labels).toEqual(['Fern', 'Moss', 'Grass | sedge\n*both*']);
    expect(reloaded.labelLines).toEqual(['Fern', 'Moss', 'Grass | sedge *both*']);
  });

  it('is read back exactly, with the names, descriptions and licence it was given', async () => {
    const network = await smallNetwork(pixels);
    const unpacked = await unpackModel(await packModel(tfjsFiles(network, described), described));
    if (!unpacked.ok) throw new Error(unpacked.problem.detail);
    expect(unpacked.value.modelJson).toEqual(network.modelJson);
    expect(unpacked.value.weights).toEqual(network.weights);
    expect(unpacked.value.metadata).toMatchObject({
      modelName: described.collection,
      imageSize: side,
      vitrine: { task: 'single', labels: described.labels, backbone: { licence: 'Apache-2.0' } },
    });
  });

  it('holds what Teachable Machine’s image library looks for', async () => {
    const files = await readArchive(
      await packModel(tfjsFiles(await smallNetwork(pixels), described), described),
    );
    if (!files.ok) throw new Error(files.problem.detail);
    const metadata: unknown = JSON.parse(
      new TextDecoder().decode(files.value.get('metadata.json')),
    );
    expect(metadata).toMatchObject({
      tfjsVersion: '4.22.0',
      packageName: '@teachablemachine/image',
      packageVersion: expect.any(String) as string,
      tmVersion: expect.any(String) as string,
      timeStamp: '2026-11-20T20:50:00.000Z',
      modelName: described.collection,
      labels: ['Fern', 'Moss', 'Grass | sedge\n*both*'],
      imageSize: side,
      userMetadata: expect.any(Object) as object,
    });
  });

  it('opens from a folder inside the zip, with weights in several parts, as other tools pack it', async () => {
    const network = await smallNetwork(pixels);
    const half = 16;
    const modelJson = {
      modelTopology: {},
      weightsManifest: [{ paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'], weights: [] }],
    };
    const bytes = new Uint8Array(network.weights);
    const zip = await writeArchive(
      [
        { name: '__MACOSX/model.json', content: 'resource fork' },
        { name: 'my-model/model.json', content: JSON.stringify(modelJson) },
        { name: 'my-model/group1-shard1of2.bin', content: bytes.slice(0, half) },
        { name: 'my-model/group1-shard2of2.bin', content: bytes.slice(half) },
        { name: 'my-model/metadata.json', content: '{"labels":["a","b"],"imageSize":224}' },
      ],
      0,
    );
    const unpacked = await unpackModel(zip);
    if (!unpacked.ok) throw new Error(unpacked.problem.detail);
    expect(unpacked.value.weights).toEqual(network.weights);
    expect(unpacked.value.metadata).toEqual({
      labels: ['a', 'b'],
      modelName: '',
      imageSize: 224,
      vitrine: null,
    });
  });

  it('is refused, with the reason, when something is missing or is not what it says', async () => {
    const manifest = JSON.stringify({ modelTopology: {}, weightsManifest: [{ paths: ['w.bin'] }] });
    for (const [files, reason] of [
      [[{ name: 'readme.txt', content: 'hello' }], 'no model.json'],
      [[{ name: 'model.json', content: '{' }], 'names no weights'],
      [[{ name: 'model.json', content: '{"weightsManifest":{}}' }], 'names no weights'],
      [[{ name: 'model.json', content: manifest }], 'w.bin is missing'],
    ] as const)
      expect(await unpackModel(await writeArchive(files, 0))).toMatchObject({
        ok: false,
        problem: { kind: 'malformed-model', detail: expect.stringContaining(reason) as string },
      });
    expect(await unpackModel(new Blob(['GIF89a']))).toMatchObject({ ok: false });
  });

  it('has a file name of letters and digits whatever the collection is called', () => {
    const named = (collection: string) => modelFileName({ ...described, collection });
    expect(named('Herbarium sheets 1890–1920')).toBe(
      'herbarium-sheets-1890-1920-run-7-tfjs-float32.zip',
    );
    expect(named('../../etc/passwd')).toBe('etc-passwd-run-7-tfjs-float32.zip');
    expect(named('خرائط قديمة')).toBe('خرائط-قديمة-run-7-tfjs-float32.zip');
    expect(named('🗺️')).toBe('collection-run-7-tfjs-float32.zip');
    expect(named('x'.repeat(500)).length).toBeLessThan(90);
  });
});

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { readArtifacts, weightFiles } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { layer, tinyModel } from './tiny-network';
import type { TinyModel } from './tiny-network';

type Json = TinyModel['json'];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** What becomes of a model.json that somebody changed, up to a network that could compute. */
async function open(change: (json: Json) => unknown): Promise<string> {
  const { json, weights } = tinyModel();
  const returned = change(json);
  const changed = returned === undefined ? json : returned;
  const artifacts = readArtifacts(changed, weights);
  if (!artifacts.ok) return artifacts.problem.kind;
  const before = tf.memory().numTensors;
  const backbone = await loadEmbedder(artifacts.value);
  if (backbone.ok) {
    backbone.value.dispose();
    return 'fine';
  }
  expect(tf.memory().numTensors).toBe(before);
  return backbone.problem.kind;
}

const layersOf = (json: Json) => json.modelTopology.config.layers;
const find = (json: Json, name: string) => layersOf(json).find((each) => each.name === name)!;

describe('a model.json', () => {
  it('that nobody changed is fine', async () => {
    expect(await open(() => undefined)).toBe('fine');
  });

  it.each<[string, (json: Json) => unknown]>([
    ['is no object', () => 'model'],
    ['is empty', () => ({})],
    ['is null', () => null],
    ['has no topology', (json) => ({ ...json, modelTopology: undefined })],
    ['has no manifest', (json) => ({ ...json, weightsManifest: undefined })],
    ['has a negative size', (json) => void (json.weightsManifest[0]!.weights[0]!.shape[0] = -1)],
    [
      'names a tensor twice',
      (json) => void json.weightsManifest[0]!.weights.push(json.weightsManifest[0]!.weights[0]!),
    ],
    [
      'names more bytes than there are',
      (json) => void (json.weightsManifest[0]!.weights[0]!.shape[0] = 9),
    ],
    ['names fewer bytes than there are', (json) => void json.weightsManifest[0]!.weights.pop()],
    [
      'leads out of its folder',
      (json) => void (json.weightsManifest[0]!.paths[0] = '../weights.bin'),
    ],
    [
      'leads to another server',
      (json) => void (json.weightsManifest[0]!.paths[0] = 'https://example.org/w.bin'),
    ],
    ['has a layer without a name', (json) => void (layersOf(json)[2]!.name = '')],
    [
      'reads a layer that is not there',
      (json) => void (find(json, 'block3_relu').inbound_nodes = [[['nowhere', 0, 0, {}]]]),
    ],
    [
      'reads in a circle',
      (json) => void (find(json, 'block2_depthwise').inbound_nodes = [[['block5_relu', 0, 0, {}]]]),
    ],
    [
      'has an output that is not there',
      (json) => void (json.modelTopology.config.output_layers = [['nowhere', 0, 0]]),
    ],
    [
      'lacks the weights of a layer',
      (json) =>
        void (json.weightsManifest[0]!.weights.find(
          ({ name }) => name === 'block2_depthwise/bias',
        )!.name = 'elsewhere/bias'),
    ],
    [
      'has weights of another shape',
      (json) =>
        void (json.weightsManifest[0]!.weights.find(
          ({ name }) => name === 'block2_depthwise/depthwise_kernel',
        )!.shape = [8, 3, 3, 1]),
    ],
  ])('that %s is malformed', async (_, change) => {
    expect(await open(change)).toBe('malformed-model');
  });

  it.each<[string, (json: Json) => unknown]>([
    ['is a graph model', (json) => ({ ...json, format: 'graph-model' })],
    ['is a graph model without saying so', (json) => ({ ...json, modelTopology: { node: [] } })],
    [
      'is of another kind',
      (json) => ({ ...json, modelTopology: { class_name: 'Forest', config: {} } }),
    ],
    [
      'takes grey pictures',
      (json) => void (layersOf(json)[0]!.config.batch_input_shape = [null, 32, 32, 1]),
    ],
    [
      'takes oblong pictures',
      (json) => void (layersOf(json)[0]!.config.batch_input_shape = [null, 32, 64, 3]),
    ],
    [
      'takes tiny pictures',
      (json) => void (layersOf(json)[0]!.config.batch_input_shape = [null, 8, 8, 3]),
    ],
    [
      'takes huge pictures',
      (json) => void (layersOf(json)[0]!.config.batch_input_shape = [null, 4096, 4096, 3]),
    ],
    [
      'says nothing of its input',
      (json) => void delete layersOf(json)[0]!.config.batch_input_shape,
    ],
    [
      'has two inputs',
      (json) => {
        const shape = { batch_input_shape: [null, 32, 32, 3] };
        layersOf(json).push(layer('InputLayer', 'other', shape));
        find(json, 'block2_add').inbound_nodes = [
          [
            ['other', 0, 0, {}],
            ['block2_project_bn', 0, 0, {}],
          ],
        ];
      },
    ],
    [
      'has two outputs',
      (json) =>
        void (json.modelTopology.config.output_layers = [
          ['block4_relu', 0, 0],
          ['block5_relu', 0, 0],
        ]),
    ],
    [
      'uses a layer twice',
      (json) => void find(json, 'block4_relu').inbound_nodes.push([['block3_relu', 0, 0, {}]]),
    ],
    ['has a layer nobody knows', (json) => void (find(json, 'block4_relu').class_name = 'Lambda')],
    [
      'adds what does not fit',
      (json) =>
        void (find(json, 'block2_add').inbound_nodes = [
          [
            ['block1_relu', 0, 0, {}],
            ['picture', 0, 0, {}],
          ],
        ]),
    ],
    [
      'ends in a vector',
      (json) => {
        layersOf(json).push(layer('Reshape', 'flat', { target_shape: [1024] }, 'block5_relu'));
        json.modelTopology.config.output_layers = [['flat', 0, 0]];
      },
    ],
  ])('that %s does not suit', async (_, change) => {
    expect(await open(change)).toBe('unsuitable-model');
  });
});

describe('the files of a model', () => {
  it('come in the order of the manifest', () => {
    const { json } = tinyModel();
    const weightsManifest = [
      { paths: ['a.bin', 'b.bin'], weights: [] },
      { paths: ['c.bin'], weights: [] },
    ];
    const files = weightFiles({ ...json, weightsManifest });
    expect(files).toEqual({ ok: true, value: ['a.bin', 'b.bin', 'c.bin'] });
  });
});

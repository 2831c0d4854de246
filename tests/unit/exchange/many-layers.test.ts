import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { computationOf } from '../../../src/exchange/computation-of';
import { readKeras, writeKeras } from '../../../src/exchange/keras-h5';
import { kerasOrder } from '../../../src/exchange/keras-order';
import { onnxFiles } from '../../../src/exchange/onnx-files';
import { appendedLabels, writeLiteMetadata } from '../../../src/exchange/tflite-metadata';
import { readLite } from '../../../src/exchange/tflite-read';
import { writeLite } from '../../../src/exchange/tflite-write';
import { chooseBackend } from '../../../src/model/backend';
import { toTopology } from '../../../src/model/graph';
import { toFloat16 } from '../../../src/statistics/half-precision';
import { answerOf } from '../../../src/predictor/answer';
import { openNetwork } from '../../../src/workers/export/reopen-network';
import { hasPackages, runPython } from '../../python/python';
import { tinyPictures } from '../model/tiny-network';
import { described } from './description';
import { manyLayers, manySide } from './many-layers';
import { largestGap } from './served-model';

const network = manyLayers();
const pictures = tinyPictures(4, 3, manySide, 1);
let expected: Float32Array;

async function answersOf(...opening: Parameters<typeof openNetwork>): Promise<Float32Array> {
  const open = await openNetwork(...opening);
  if (!open.ok) throw new Error(open.problem.detail);
  const answers = await open.value.run(pictures);
  open.value.dispose();
  return answers;
}

function lite(): Uint8Array {
  const steps = computationOf(network);
  if (!steps.ok) throw new Error(steps.problem.detail);
  return writeLite(steps.value, 'float32', {
    description: 'Many layers',
    metadata: writeLiteMetadata(described),
  });
}

function inPython(script: string, name: string, file: Uint8Array): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-many-'));
  const path = (each: string) => join(folder, each);
  writeFileSync(path(name), file);
  writeFileSync(path('pictures'), Buffer.concat(pictures));
  const ask = join(import.meta.dirname, `../../python/${script}`);
  runPython(ask, path(name), path('pictures'), String(manySide), path('answers'));
  return new Float32Array(new Uint8Array(readFileSync(path('answers'))).buffer);
}

beforeAll(async () => {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  expected = await answersOf(toTopology(network.graph, 'many'), network.weights, 'signed');
});

describe('every kind of layer that can leave', () => {
  it('is computed by plain loops as by TensorFlow.js', async () => {
    const steps = computationOf(network);
    if (!steps.ok) throw new Error(steps.problem.detail);
    const answers: number[] = [];
    for (const each of pictures)
      answers.push(...(await answerOf(steps.value, each, async () => {})));
    expect(largestGap(Float32Array.from(answers), expected)).toBeLessThanOrEqual(1e-5);
  });

  it('comes back from TensorFlow Lite', async () => {
    const read = readLite(lite());
    if (!read.ok) throw new Error(read.problem.detail);
    const topology = toTopology(read.value.graph, 'many');
    expect(
      largestGap(await answersOf(topology, read.value.weights, 'signed'), expected),
    ).toBeLessThanOrEqual(1e-5);
  });

  it('is the same to onnxruntime', async () => {
    const about = { ...described, inputSize: manySide };
    const written = onnxFiles(network, about, 'float32', toFloat16);
    if (!written.ok) throw new Error(written.problem.detail);
    const session = await InferenceSession.create(written.value.files[0]!.content as Uint8Array);
    const bytes = new Uint8Array(Buffer.concat(pictures));
    const input = new Tensor('uint8', bytes, [pictures.length, manySide, manySide, 3]);
    const { probabilities } = await session.run({ pictures: input });
    expect(largestGap(probabilities!.data as Float32Array, expected)).toBeLessThanOrEqual(1e-4);
  });

  it('comes back from Keras’ format', async () => {
    const read = await readKeras(await writeKeras(network));
    if (!read.ok) throw new Error(read.problem.detail);
    expect(
      largestGap(await answersOf(read.value.topology, read.value.weights, 'bytes'), expected),
    ).toBeLessThanOrEqual(1e-5);
  });

  it.skipIf(!hasPackages('keras', 'tensorflow'))(
    'is the same to Keras, which goes by position',
    { timeout: 60_000 },
    async () => {
      const answers = inPython('ask_keras.py', 'model.h5', await writeKeras(network));
      expect(largestGap(answers, expected)).toBeLessThanOrEqual(1e-4);
    },
  );

  it.skipIf(!hasPackages('tensorflow'))(
    'is the same to the real interpreter',
    { timeout: 60_000 },
    async () => {
      const file = Buffer.concat([lite(), await appendedLabels(described)]);
      const answers = inPython('ask_tflite.py', 'model.tflite', file);
      expect(largestGap(answers, expected)).toBeLessThanOrEqual(1e-4);
    },
  );

  it('is named when it has no word', () => {
    const layers = network.graph.layers.map((layer) =>
      layer.name === 'norm' ? { ...layer, className: 'LayerNormalization' } : layer,
    );
    expect(computationOf({ ...network, graph: { ...network.graph, layers } })).toMatchObject({
      problem: { kind: 'unsupported-layer', detail: 'LayerNormalization (norm)' },
    });
  });
});

it('Keras lists layers by their distance from the output, then as it meets them', () => {
  const layer = (name: string, ...inputs: string[]) => ({
    name,
    className: 'Conv2D',
    config: {},
    inputs,
  });
  const layers = [
    layer('in'),
    layer('near', 'in'),
    layer('far', 'in'),
    layer('further', 'far'),
    layer('out', 'further', 'near'),
  ];
  expect(kerasOrder({ layers, output: 'out' })).toEqual(['in', 'far', 'further', 'near', 'out']);
});

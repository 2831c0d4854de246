import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { computationOf } from '../../../src/exchange/computation-of';
import { appendedLabels, writeLiteMetadata } from '../../../src/exchange/tflite-metadata';
import { readLite } from '../../../src/exchange/tflite-read';
import { writeLite } from '../../../src/exchange/tflite-write';
import { readArtifacts } from '../../../src/model/backbone';
import { toTopology } from '../../../src/model/graph';
import { networkOf } from '../../../src/model/whole';
import { openNetwork } from '../../../src/workers/export/reopen-network';
import { hasPackages, runPython } from '../../python/python';
import {
  bundledFolder,
  earlierArtifacts,
  hasMobilenet,
  mobilenetFolder,
  storedArtifacts,
} from '../model/stored-backbones';
import { tinyModel } from '../model/tiny-network';
import { described } from './description';
import { largestGap, servedModel, type ServedModel } from './served-model';

const tiny = tinyModel();
const tinyRead = readArtifacts(tiny.json, tiny.weights);
if (!tinyRead.ok) throw new Error(tinyRead.problem.detail);

const hasInterpreter = hasPackages('tensorflow') || hasPackages('ai_edge_litert');

async function written(served: ServedModel, precision: 'float32' | 'int8'): Promise<Uint8Array> {
  const steps = computationOf(networkOf(served.whole));
  if (!steps.ok) throw new Error(steps.problem.detail);
  const metadata = writeLiteMetadata(described);
  const model = writeLite(steps.value, precision, { description: 'A test', metadata });
  return Buffer.concat([model, await appendedLabels(described)]);
}

/** By TensorFlow.js, from the bytes of the file. */
async function answersOf(file: Uint8Array, pictures: Uint8Array[]): Promise<Float32Array> {
  const read = readLite(file);
  if (!read.ok) throw new Error(read.problem.detail);
  const topology = toTopology(read.value.graph, 'read_back');
  const open = await openNetwork(topology, read.value.weights, 'signed');
  if (!open.ok) throw new Error(open.problem.detail);
  const answers = await open.value.run(pictures);
  open.value.dispose();
  return answers;
}

/** By the real interpreter. */
function interpreted(file: Uint8Array, { pictures, whole }: ServedModel): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-lite-'));
  const path = (name: string) => join(folder, name);
  writeFileSync(path('model.tflite'), file);
  writeFileSync(path('pictures'), Buffer.concat(pictures));
  const side = String(whole.inputSize);
  const script = join(import.meta.dirname, '../../python/ask_tflite.py');
  const labels = runPython(script, path('model.tflite'), path('pictures'), side, path('answers'));
  expect(labels.trim().split('\n')).toEqual(['Fern', 'Moss', 'Grass | sedge *both*']);
  return new Float32Array(new Uint8Array(readFileSync(path('answers'))).buffer);
}

describe.each([
  ['the bundled backbone', () => storedArtifacts(bundledFolder), true, ['softmax']],
  ['a backbone with a residual block', () => tinyRead.value, true, ['softmax', 'sigmoid']],
  ['MobileNet from ../shared', () => storedArtifacts(mobilenetFolder), hasMobilenet, ['sigmoid']],
] as const)('a TensorFlow Lite file of %s', (_, artifacts, isThere, heads) => {
  describe.skipIf(!isThere).each(heads)('with a %s head', (kind) => {
    let served: ServedModel;
    beforeAll(async () => {
      served = await servedModel(artifacts(), kind);
    });

    it('read back and run by TensorFlow.js answers as it served, to 1e-4', async () => {
      const answers = await answersOf(await written(served, 'float32'), served.pictures);
      expect(largestGap(answers, served.serving)).toBeLessThanOrEqual(1e-4);
    });

    it('with weights in eight bits keeps each within half a step of its channel', async () => {
      const read = readLite(await written(served, 'int8'));
      if (!read.ok) throw new Error(read.problem.detail);
      for (const [name, { values, shape }] of networkOf(served.whole).weights) {
        const back = read.value.weights.get(name)?.values ?? new Float32Array(0);
        const isBias = shape.length === 1;
        const channels = name.endsWith('/depthwise_kernel') ? shape[2]! * shape[3]! : shape.at(-1)!;
        const largest = new Float32Array(channels);
        values.forEach((value, at) => {
          largest[at % channels] = Math.max(largest[at % channels]!, Math.abs(value));
        });
        const isNear = values.every((value, at) => {
          const step = isBias ? 0 : largest[at % channels]! / 127;
          return Math.abs(value - back[at]!) <= step * 0.5001;
        });
        expect(isNear, name).toBe(true);
      }
    });

    it.skipIf(!hasInterpreter).each(['float32', 'int8'] as const)(
      'answers the same in the real interpreter: %s',
      { timeout: 120_000 },
      async (precision) => {
        const file = await written(served, precision);
        const here = await answersOf(file, served.pictures);
        expect(largestGap(interpreted(file, served), here)).toBeLessThanOrEqual(1e-4);
      },
    );
  });
});

it('with weights in eight bits is not much larger than its weights', async () => {
  const served = await servedModel(earlierArtifacts(), 'softmax');
  const file = await written(served, 'int8');
  const parameters = served.whole.weights.byteLength / 4;
  expect(file.byteLength).toBeLessThan(parameters * 1.4);
});

it('that is no such file is refused', () => {
  expect(readLite(new Uint8Array(64))).toMatchObject({ problem: { kind: 'malformed-model' } });
});

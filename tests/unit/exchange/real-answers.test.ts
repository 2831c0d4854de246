/** Keras, TensorFlow Lite and the standalone page on the pictures of both shared collections. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { computationOf } from '../../../src/exchange/computation-of';
import { writeKeras } from '../../../src/exchange/keras-h5';
import { writeLiteMetadata } from '../../../src/exchange/tflite-metadata';
import { readLite } from '../../../src/exchange/tflite-read';
import { writeLite } from '../../../src/exchange/tflite-write';
import { firstChoice } from '../../../src/model/answers';
import { chooseBackend } from '../../../src/model/backend';
import { loadEmbedder } from '../../../src/model/embedder';
import { toTopology } from '../../../src/model/graph';
import { fitHead, predict } from '../../../src/model/head';
import { toFloat16 } from '../../../src/statistics/half-precision';
import { assembleModel, networkOf, type WholeModel } from '../../../src/model/whole';
import { answerOf } from '../../../src/predictor/answer';
import { carried, unpacked } from '../../../src/predictor/carried-model';
import { openNetwork } from '../../../src/workers/export/reopen-network';
import { hasPackages, runPython } from '../../python/python';
import { bundledFolder, storedArtifacts } from '../model/stored-backbones';
import { described } from './description';
import { hasCollections, realPictures, type RealPicture } from './real-pictures';

const hasTensorFlow = hasPackages('tensorflow', 'keras', 'PIL');
const shared = join(import.meta.dirname, '../../../../shared/collections');

describe.skipIf(!hasCollections)('on real pictures (needs ../shared/collections)', () => {
  describe.each([
    ['museum-objects', 4],
    ['garments', 4],
  ] as const)('of %s', (collection, each) => {
    let pictures: RealPicture[];
    let whole: WholeModel;
    let serving: Float32Array;
    let classes = 0;

    beforeAll(async () => {
      await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
      const artifacts = storedArtifacts(bundledFolder);
      pictures = await realPictures(collection, each, artifacts.inputSize);
      const kinds = [...new Set(pictures.map(({ kind }) => kind))];
      classes = kinds.length;
      const targets = pictures.flatMap(({ kind }) => kinds.map((name) => Number(name === kind)));
      const backbone = await loadEmbedder(artifacts);
      if (!backbone.ok) throw new Error(backbone.problem.detail);
      const features = await backbone.value.embed(pictures.map(({ pixels }) => pixels));
      const { dims } = backbone.value;
      backbone.value.dispose();
      const head = await fitHead(
        { features, dims, targets: Uint8Array.from(targets), classes, kind: 'softmax' },
        { l2: 0.05, balance: true },
      );
      if (!head.ok) throw new Error(head.problem.kind);
      whole = assembleModel(artifacts, head.value);
      serving = await predict(head.value, features, pictures.length);
    }, 120_000);

    const same = (answers: Float32Array, rows: number) =>
      Array.from({ length: rows }, (_, row) => row).filter(
        (row) => firstChoice(answers, row, classes) === firstChoice(serving, row, classes),
      ).length / rows;

    const stepsOf = () => {
      const steps = computationOf(networkOf(whole));
      if (!steps.ok) throw new Error(steps.problem.detail);
      return steps.value;
    };

    const lite = (precision: 'float32' | 'int8') =>
      writeLite(stepsOf(), precision, {
        description: collection,
        metadata: writeLiteMetadata(described),
      });

    it('TensorFlow Lite in eight bits says the same first label on 99 %', async () => {
      const read = readLite(lite('int8'));
      if (!read.ok) throw new Error(read.problem.detail);
      const topology = toTopology(read.value.graph, 'read_back');
      const open = await openNetwork(topology, read.value.weights, 'signed');
      if (!open.ok) throw new Error(open.problem.detail);
      const answers = await open.value.run(pictures.map(({ pixels }) => pixels));
      open.value.dispose();
      expect(same(answers, pictures.length)).toBeGreaterThanOrEqual(0.99);
    });

    it('the page, in half precision, says the same first label on all it is asked', async () => {
      const facts = { collection, task: 'single' as const, labels: [], inputSize: 128, floor: 0 };
      const packed = carried(facts, stepsOf());
      const halves = Buffer.from(toFloat16(packed.weights).buffer).toString('base64');
      const steps = unpacked(packed.model, halves);
      const answers: number[] = [];
      // Plain loops take their time.
      const asked = pictures.slice(0, 3);
      for (const { pixels } of asked)
        answers.push(...(await answerOf(steps, pixels, async () => {})));
      expect(same(Float32Array.from(answers), asked.length)).toBe(1);
    }, 60_000);

    it.skipIf(!hasTensorFlow).each(['model.h5', 'float32.tflite', 'int8.tflite'])(
      'in Python agrees from the original files: %s',
      { timeout: 120_000 },
      async (name) => {
        const folder = mkdtempSync(join(tmpdir(), 'vitrine-real-'));
        const path = (file: string) => join(folder, file);
        const precision = name.startsWith('int8') ? 'int8' : 'float32';
        const isKeras = name.endsWith('.h5');
        const file = isKeras ? await writeKeras(networkOf(whole)) : lite(precision);
        writeFileSync(path(name), file);
        const files = readdirSync(join(shared, collection))
          .sort()
          .flatMap((kind) =>
            readdirSync(join(shared, collection, kind))
              .sort()
              .slice(0, each)
              .map((picture) => join(shared, collection, kind, picture)),
          );
        const script = join(import.meta.dirname, '../../python/ask_about_files.py');
        runPython(script, path(name), String(whole.inputSize), path('answers'), ...files);
        const answers = new Float32Array(new Uint8Array(readFileSync(path('answers'))).buffer);
        expect(same(answers, files.length)).toBeGreaterThanOrEqual(0.98);
      },
    );
  });
});

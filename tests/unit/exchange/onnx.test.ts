import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { onnxFile, onnxFiles } from '../../../src/exchange/onnx-files';
import type { OnnxPrecision } from '../../../src/exchange/onnx-weights';
import { firstChoice } from '../../../src/model/answers';
import { chooseBackend } from '../../../src/model/backend';
import { readArtifacts, type BackboneArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import type { Network } from '../../../src/model/fold';
import { fitHead, predict, type Head } from '../../../src/model/head';
import type { HeadKind } from '../../../src/model/head-kind';
import { toFloat16 } from '../../../src/statistics/half-precision';
import { assembleModel, networkOf } from '../../../src/model/whole';
import {
  bundledFolder,
  earlierArtifacts,
  hasMobilenet,
  mobilenetFolder,
  storedArtifacts,
} from '../model/stored-backbones';
import { tinyModel, tinyPictures, tinyTargets } from '../model/tiny-network';
import { described } from './description';
import { readOnnxMetadata } from './onnx-metadata';
import { hasCollections, realPictures, type RealPicture } from './real-pictures';

interface Learned {
  artifacts: BackboneArtifacts;
  head: Head;
  /** What backbone and head answer about the pictures they were given. */
  answers: Float32Array;
}

async function learn(
  artifacts: BackboneArtifacts,
  pixels: Uint8Array[],
  targets: Uint8Array,
  kind: HeadKind = 'softmax',
): Promise<Learned> {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  const backbone = await loadEmbedder(artifacts);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  const features = await backbone.value.embed(pixels);
  const { dims } = backbone.value;
  backbone.value.dispose();
  const classes = targets.length / pixels.length;
  const fitted = await fitHead(
    { features, dims, targets, classes, kind },
    { l2: 0.05, balance: true },
  );
  if (!fitted.ok) throw new Error(fitted.problem.kind);
  const head = { ...fitted.value, temperature: 1.3 };
  return { artifacts, head, answers: await predict(head, features, pixels.length) };
}

function written(
  { artifacts, head }: Learned,
  precision: OnnxPrecision,
  names = Array.from({ length: head.classes }, (_, index) => `Label ${index}`),
): Uint8Array {
  const labels = names.map((name) => ({ name, description: '', uri: '' }));
  const model = { ...described, labels, inputSize: artifacts.inputSize };
  const files = onnxFiles(networkOf(assembleModel(artifacts, head)), model, precision, toFloat16);
  if (!files.ok) throw new Error(files.problem.detail);
  const file = files.value.files.find(({ name }) => name === onnxFile);
  return file?.content as Uint8Array;
}

async function ask(
  session: InferenceSession,
  pictures: Uint8Array[],
  width: number,
  height = width,
): Promise<Float32Array> {
  const bytes = new Uint8Array(pictures.length * width * height * 3);
  pictures.forEach((picture, at) => bytes.set(picture, at * width * height * 3));
  const input = new Tensor('uint8', bytes, [pictures.length, height, width, 3]);
  return (await session.run({ pictures: input })).probabilities!.data as Float32Array;
}

const largestGap = (a: Float32Array, b: Float32Array) =>
  a.reduce((gap, value, at) => Math.max(gap, Math.abs(value - (b[at] ?? 9))), 0);

function tinyArtifacts(): BackboneArtifacts {
  const { json, weights } = tinyModel();
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  return artifacts.value;
}

describe('an ONNX file, asked by onnxruntime', () => {
  const pictures = tinyPictures(12, 3, 128, 1);
  const learned = {} as Record<HeadKind, Learned>;
  beforeAll(async () => {
    for (const kind of ['softmax', 'sigmoid'] as const) {
      const artifacts = earlierArtifacts();
      learned[kind] = await learn(artifacts, pictures, tinyTargets(12, 3), kind);
    }
  });

  it.each([
    ['softmax', 'float32', 1e-4],
    ['sigmoid', 'float32', 1e-4],
    ['softmax', 'float16', 0.01],
    ['sigmoid', 'float16', 0.01],
  ] as const)('answers as backbone and head did: %s, %s, to %f', async (kind, precision, most) => {
    const session = await InferenceSession.create(written(learned[kind], precision));
    expect(session.inputNames).toEqual(['pictures']);
    expect(session.outputNames).toEqual(['probabilities']);
    const answers = await ask(session, pictures, 128);
    expect(answers).toHaveLength(36);
    expect(largestGap(learned[kind].answers, answers)).toBeLessThanOrEqual(most);
  });

  it('is half as large in float16, and less than a third in eight bits', () => {
    const { byteLength: whole } = written(learned.softmax, 'float32');
    expect(written(learned.softmax, 'float16').byteLength).toBeLessThan(whole * 0.53);
    expect(written(learned.softmax, 'int8').byteLength).toBeLessThan(whole * 0.33);
  });

  it('takes a picture of any size, and several of one size at once', async () => {
    const session = await InferenceSession.create(written(learned.softmax, 'float32'));
    // Each pixel as a block of 3 × 2: squeezed, the same picture again.
    const wide = pictures.slice(0, 2).map((picture) => {
      const blocks = new Uint8Array(384 * 256 * 3);
      for (let y = 0; y < 256; y++) {
        for (let x = 0; x < 384; x++) {
          const from = ((y >> 1) * 128 + Math.floor(x / 3)) * 3;
          blocks.set(picture.subarray(from, from + 3), (y * 384 + x) * 3);
        }
      }
      return blocks;
    });
    const together = await ask(session, wide, 384, 256);
    expect(together).toHaveLength(6);
    const alone = await ask(session, wide.slice(1), 384, 256);
    expect(largestGap(alone, together.slice(3))).toBeLessThan(1e-5);
    for (const row of [0, 1]) {
      expect(firstChoice(together, row, 3)).toBe(firstChoice(learned.softmax.answers, row, 3));
    }
    const small = await ask(session, [new Uint8Array(3).fill(200)], 1);
    expect(small.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });

  it('says what it is: labels whatever they hold, licence, snapshot, version', () => {
    const hostile = ['a "quoted", name\n\u0000', '=cmd()', `\u202Eשלום${'x'.repeat(10_000)}`];
    const { irVersion, opset, metadata } = readOnnxMetadata(
      written(learned.softmax, 'float32', hostile),
    );
    expect({ irVersion, opset }).toEqual({ irVersion: 8, opset: 18 });
    expect(JSON.parse(metadata.labels ?? '')).toEqual(hostile);
    expect(metadata).toMatchObject({
      licence: 'Apache-2.0',
      snapshot: 'ab'.repeat(32),
      app_version: '0.1.0',
      task: 'single',
    });
  });

  it('still answers where rectifiers, paddings and residuals come in other orders', async () => {
    const small = tinyPictures(12, 3, 32, 1);
    const other = await learn(tinyArtifacts(), small, tinyTargets(12, 3));
    const session = await InferenceSession.create(written(other, 'float32'));
    expect(largestGap(other.answers, await ask(session, small, 32))).toBeLessThanOrEqual(1e-4);
  });

  it('refuses a network with a layer it has no word for, and names it', () => {
    const { artifacts, head } = learned.softmax;
    const network = networkOf(assembleModel(artifacts, head));
    const layers = network.graph.layers.map((layer) =>
      layer.name === 'stem_relu' ? { ...layer, className: 'GroupNorm' } : layer,
    );
    const strange: Network = { ...network, graph: { ...network.graph, layers } };
    expect(onnxFiles(strange, described, 'float32', toFloat16)).toMatchObject({
      ok: false,
      problem: { kind: 'unsupported-layer', detail: 'GroupNorm (stem_relu)' },
    });
  });
});

describe.skipIf(!hasCollections)('on real pictures (needs ../shared/collections)', () => {
  const networks = { bundled: bundledFolder, MobileNet: mobilenetFolder };
  it.each([
    ['museum-objects', 'bundled', 4],
    ['garments', 'bundled', 4],
    ...(hasMobilenet ? [['museum-objects', 'MobileNet', 2] as const] : []),
  ] as const)(
    'answers about %s as the %s network does',
    async (collection, network, each) => {
      const artifacts = storedArtifacts(networks[network]);
      const side = artifacts.inputSize;
      const pictures = await realPictures(collection, each, side);
      const learned = await learn(
        artifacts,
        pictures.map(({ pixels }) => pixels),
        targetsOf(pictures),
      );
      const { classes } = learned.head;
      const same = (answers: Float32Array) =>
        pictures.filter(
          (_, row) =>
            firstChoice(answers, row, classes) === firstChoice(learned.answers, row, classes),
        ).length / pictures.length;

      const exact = await InferenceSession.create(written(learned, 'float32'));
      const fromTensor = await ask(
        exact,
        pictures.map(({ pixels }) => pixels),
        side,
      );
      expect(largestGap(learned.answers, fromTensor)).toBeLessThanOrEqual(1e-4);
      expect(same(fromTensor)).toBe(1);

      const own: number[] = [];
      for (const { rgb, width, height } of pictures)
        own.push(...(await ask(exact, [rgb], width, height)));
      expect(same(Float32Array.from(own))).toBeGreaterThanOrEqual(0.98);

      for (const precision of ['float16', 'int8'] as const) {
        const smaller = await InferenceSession.create(written(learned, precision));
        const answers = await ask(
          smaller,
          pictures.map(({ pixels }) => pixels),
          side,
        );
        expect(same(answers), precision).toBeGreaterThanOrEqual(0.99);
      }
    },
    120_000,
  );
});

function targetsOf(pictures: readonly RealPicture[]): Uint8Array {
  const kinds = [...new Set(pictures.map(({ kind }) => kind))];
  return Uint8Array.from(
    pictures.flatMap(({ kind }) => kinds.map((name) => (name === kind ? 1 : 0))),
  );
}

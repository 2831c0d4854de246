import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { readArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { fineTune } from '../../../src/model/fine-tune';
import type {
  ExampleSource,
  FineTuneCallbacks,
  FineTuned,
  FineTuneRequest,
  FineTuneSettings,
} from '../../../src/model/fine-tune-request';
import { isFineTuneState } from '../../../src/model/fine-tune-state';
import type { FineTuneState } from '../../../src/model/fine-tune-state';
import { fitHead, predict } from '../../../src/model/head';
import { rightAnswers } from '../../../src/model/answers';
import { tinyModel, tinyPictures, tinyTargets } from './tiny-network';

const side = 32;
const kinds = 3;
const settings: FineTuneSettings = {
  depth: 'last-block',
  epochs: 2,
  batchSize: 3,
  learningRate: 0.01,
  augment: false,
  patience: 10,
};

function source(count: number, seed: number): ExampleSource {
  const pictures = tinyPictures(count, kinds, side, seed);
  return { count, targets: tinyTargets(count, kinds), pixels: (row) => pictures[row]! };
}

const nothing: ExampleSource = {
  count: 0,
  targets: new Uint8Array(),
  pixels: () => new Uint8Array(),
};

let request: FineTuneRequest;

beforeAll(async () => {
  for (const purpose of ['embed', 'fine-tune'] as const) {
    const chosen = await chooseBackend(purpose, { prefer: 'cpu' });
    expect(chosen).toMatchObject({ ok: true, value: { backend: 'cpu' } });
  }
  const { json, weights } = tinyModel({ withBatchNorm: false });
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  const examples = source(6, 1);
  const backbone = await loadEmbedder(artifacts.value);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  const pictures = tinyPictures(6, kinds, side, 1);
  const features = await backbone.value.embed(pictures);
  backbone.value.dispose();
  const { targets } = examples;
  const data = { features, dims: 16, targets, classes: kinds, kind: 'softmax' as const };
  const head = await fitHead(data, { l2: 1, balance: true });
  if (!head.ok) throw new Error(head.problem.kind);
  request = {
    artifacts: artifacts.value,
    head: head.value,
    examples,
    check: source(3, 2),
    settings,
    seed: 3,
  };
});

let tensorsBefore = 0;
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  return () => expect(tf.memory().numTensors).toBe(tensorsBefore);
});

async function tune(
  change: Partial<FineTuneSettings> = {},
  callbacks: FineTuneCallbacks = {},
  resume?: FineTuneState,
  other: Partial<FineTuneRequest> = {},
): Promise<FineTuned> {
  const all = { ...request, ...other, settings: { ...settings, ...change } };
  const tuned = await fineTune(all, callbacks, resume);
  if (!tuned.ok) throw new Error(`${tuned.problem.kind} ${tuned.problem.detail}`);
  return tuned.value;
}

const timeless = ({ epochs, ...rest }: FineTuned) => ({
  ...rest,
  epochs: epochs.map((epoch) => ({ ...epoch, milliseconds: 0 })),
});

/** Names of the weights that differ. */
function changedWeights(tuned: FineTuned): string[] {
  const [before, after] = [request.artifacts, tuned.artifacts].map(
    ({ weights }) => new Float32Array(weights),
  );
  let offset = 0;
  return request.artifacts.specs.flatMap(({ name, shape }) => {
    const from = offset;
    offset += shape.reduce((product, size) => product * size, 1);
    const isSame = before!.slice(from, offset).every((value, at) => value === after![from + at]);
    return isSame ? [] : [name];
  });
}

describe('fine-tuning', { timeout: 120_000 }, () => {
  it('raises accuracy and lowers the loss', async () => {
    const { epochs, ended } = await tune({ epochs: 6, depth: 'all', learningRate: 0.02 });
    expect(ended).toBe('all-epochs');
    expect(epochs).toHaveLength(6);
    expect(epochs[5]!.loss).toBeLessThan(epochs[0]!.loss * 0.9);
    expect(epochs[5]!.accuracy).toBeGreaterThanOrEqual(epochs[0]!.accuracy);
    expect(epochs[0]).toMatchObject({ epoch: 1, checkLoss: expect.any(Number) as number });
  });

  it('gives back a backbone and a head that work together like any other', async () => {
    const { artifacts, head, epochs } = await tune({ epochs: 3, depth: 'all', learningRate: 0.02 });
    const backbone = await loadEmbedder(artifacts);
    if (!backbone.ok) throw new Error(backbone.problem.detail);
    const { check } = request;
    const pictures = tinyPictures(check.count, kinds, side, 2);
    const answers = await predict(head, await backbone.value.embed(pictures), check.count);
    const right = rightAnswers(answers, check.targets, kinds, 'softmax');
    const best = epochs.reduce((a, b) => (b.checkLoss! < a.checkLoss! ? b : a));
    expect(right.reduce((sum, value) => sum + value, 0) / check.count).toBeCloseTo(
      best.checkAccuracy!,
      5,
    );
    backbone.value.dispose();
  });

  it('changes the layers it is meant to change and no others', async () => {
    expect(changedWeights(await tune({ epochs: 1 }))).toEqual([
      'block5_conv/kernel',
      'block5_conv/bias',
    ]);
    const all = changedWeights(await tune({ epochs: 1, depth: 'all' }));
    expect(all).toEqual(request.artifacts.specs.map(({ name }) => name));
  });

  it('never moves the statistics of a BatchNorm that could not be folded', async () => {
    const { json, weights } = tinyModel();
    json.modelTopology.config.layers[1]!.config.activation = 'relu';
    const artifacts = readArtifacts(json, weights);
    if (!artifacts.ok) throw new Error(artifacts.problem.detail);
    const kept = request.artifacts;
    request = { ...request, artifacts: artifacts.value };
    const changed = changedWeights(await tune({ epochs: 1, depth: 'all' }));
    request = { ...request, artifacts: kept };
    expect(changed).toContain('block1_conv/kernel');
    expect(changed.filter((name) => name.startsWith('block1_conv_bn'))).toEqual([]);
  });

  it.each([
    ['with augmentation, over all layers', { augment: true, depth: 'all' as const }],
    ['on kept frozen results', {}],
  ])('goes the same way twice, and after an interruption, %s', async (_, change) => {
    const wish = { epochs: 3, ...change };
    const states: FineTuneState[] = [];
    const whole = await tune(wish, { onEpoch: (_, state) => void states.push(state) });
    expect(states).toHaveLength(3);
    expect(timeless(await tune(wish))).toEqual(timeless(whole));
    // Stored and read back, as a checkpoint is.
    const stored: unknown = structuredClone(states[0]);
    if (!isFineTuneState(stored)) throw new Error('not a state');
    const later: FineTuneState[] = [];
    const resumed = await tune(wish, { onEpoch: (_, state) => void later.push(state) }, stored);
    expect(later).toHaveLength(2);
    expect(timeless(resumed)).toEqual(timeless(whole));
  });

  it('does what is left when resumed after its last epoch', async () => {
    let last: FineTuneState | undefined;
    const whole = await tune({}, { onEpoch: (_, state) => void (last = state) });
    expect(await tune({}, {}, last)).toEqual(whole);
  });

  it('counts its steps', async () => {
    const steps: string[] = [];
    await tune(
      {},
      {
        onStep: ({ epoch, epochs, step, steps: all }) =>
          void steps.push(`${epoch}/${epochs} ${step}/${all}`),
      },
    );
    expect(steps).toEqual(['1/2 1/2', '1/2 2/2', '2/2 1/2', '2/2 2/2']);
  });

  it('stops early when the check loss no longer falls, and keeps the best epoch', async () => {
    const epochs = 20;
    const tuned = await tune({ epochs, patience: 1, learningRate: 0.5 });
    expect(tuned.ended).toBe('early');
    expect(tuned.epochs.length).toBeLessThan(epochs);
    const losses = tuned.epochs.map(({ checkLoss }) => checkLoss!);
    expect(losses.at(-1)).toBeGreaterThanOrEqual(Math.min(...losses));
  });

  it('keeps the last epoch when there is nothing to check on', async () => {
    const tuned = await tune({ epochs: 2, patience: 0 }, {}, undefined, { check: nothing });
    expect(tuned).toMatchObject({ ended: 'all-epochs', head: { temperature: 1 } });
    expect(tuned.epochs.every(({ checkLoss }) => checkLoss === null)).toBe(true);
  });

  it('says so when the numbers break down at once, and keeps what was good when later', async () => {
    const broken = {
      ...request,
      settings: { ...settings, depth: 'all' as const, learningRate: Number.MAX_VALUE },
    };
    expect(await fineTune(broken)).toMatchObject({ problem: { kind: 'not-a-number' } });
    let good: FineTuneState | undefined;
    await tune({ depth: 'all' }, { onEpoch: (_, state) => void (good ??= state) });
    const later = await fineTune(broken, {}, good);
    expect(later).toMatchObject({ ok: true, value: { ended: 'not-a-number' } });
    if (later.ok)
      expect(new Float32Array(later.value.artifacts.weights).every(Number.isFinite)).toBe(true);
  });

  it('stops a loss that explodes, and keeps the best epoch before that', async () => {
    const wild = { ...request, settings: { ...settings, learningRate: 1e4, epochs: 8 } };
    const many = { ...wild, settings: { ...wild.settings, batchSize: 1 } };
    expect(await fineTune(many)).toMatchObject({ problem: { kind: 'exploding-loss' } });
    let good: FineTuneState | undefined;
    const calm = await tune({ batchSize: 1 }, { onEpoch: (_, state) => void (good ??= state) });
    const later = await fineTune(many, {}, good);
    expect(later).toMatchObject({ ok: true, value: { ended: 'exploding-loss' } });
    if (later.ok) expect(later.value.epochs).toEqual(calm.epochs.slice(0, 1));
  });

  it('can be stopped before its last epoch, and goes on later as if it had not been', async () => {
    let reached: FineTuneState | undefined;
    const whole = await tune({ epochs: 3 });
    const part = await tune(
      { epochs: 3 },
      { onEpoch: (_, state) => void (reached = state) },
      undefined,
      { until: 2 },
    );
    expect(part.epochs).toHaveLength(2);
    expect(timeless(await tune({ epochs: 3 }, {}, reached))).toEqual(timeless(whole));
  });

  it('can be cancelled between steps', async () => {
    const abort = new AbortController();
    const tuned = await fineTune(request, { onStep: () => abort.abort(), signal: abort.signal });
    expect(tuned).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
  });

  it('waits while it is paused, and then goes on as if it had not been', async () => {
    let asked = 0;
    let steps = 0;
    const pause = new Promise<void>((resolve) => setTimeout(resolve, 50));
    const paused = await tune(
      {},
      {
        onStep: () => void steps++,
        whilePaused: () => {
          if (++asked !== 3) return undefined;
          return pause.then(() => expect(steps).toBe(2));
        },
      },
    );
    expect(timeless(paused)).toEqual(timeless(await tune()));
  });

  it('learns tags, too', async () => {
    const head = { ...request.head, kind: 'sigmoid' as const };
    const tuned = await tune({ epochs: 6, depth: 'all', learningRate: 0.02 }, {}, undefined, {
      head,
    });
    expect(tuned.head.kind).toBe('sigmoid');
    expect(tuned.epochs[5]!.loss).toBeLessThan(tuned.epochs[0]!.loss);
  });

  it('asks for two labels with examples', async () => {
    const targets = tinyTargets(6, kinds).map((_, at) => (at % kinds === 0 ? 1 : 0));
    const one = { ...request, examples: { ...request.examples, targets } };
    expect(await fineTune(one)).toMatchObject({ problem: { kind: 'too-few-examples' } });
  });
});

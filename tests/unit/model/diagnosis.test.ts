import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { readArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import type { ExampleSource, FineTuneRequest } from '../../../src/model/fine-tune-request';
import { fitHead } from '../../../src/model/head';
import { checkOverfit } from '../../../src/model/overfit-check';
import { sweepRates } from '../../../src/model/rate-sweep';
import { readSweep } from '../../../src/statistics/learning-rate';
import { tinyModel, tinyPictures, tinyTargets } from './tiny-network';

const side = 32;
const kinds = 3;
const count = 9;

function source(pictures: Uint8Array[], targets: Uint8Array): ExampleSource {
  return { count: pictures.length, targets, pixels: (row) => pictures[row]! };
}

let request: Omit<FineTuneRequest, 'check'>;

beforeAll(async () => {
  for (const purpose of ['embed', 'fine-tune'] as const) {
    expect(await chooseBackend(purpose, { prefer: 'cpu' })).toMatchObject({ ok: true });
  }
  const { json, weights } = tinyModel({ withBatchNorm: false });
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  const pictures = tinyPictures(count, kinds, side, 1);
  const targets = tinyTargets(count, kinds);
  const backbone = await loadEmbedder(artifacts.value);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  const features = await backbone.value.embed(pictures);
  backbone.value.dispose();
  const data = { features, dims: 16, targets, classes: kinds, kind: 'softmax' as const };
  const head = await fitHead(data, { l2: 1, balance: true });
  if (!head.ok) throw new Error(head.problem.kind);
  request = {
    artifacts: artifacts.value,
    head: head.value,
    examples: source(pictures, targets),
    settings: {
      ...{ depth: 'last-block', epochs: 1, batchSize: 4, learningRate: 0.001 },
      ...{ augment: false, patience: 1 },
    },
    seed: 3,
  };
});

let tensorsBefore = 0;
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  return () => expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const quiet = () => undefined;

describe('the sweep over learning rates', { timeout: 60_000 }, () => {
  it('rises until the loss runs away, goes the same way twice, and suggests something in between', async () => {
    const told: number[] = [];
    const swept = await sweepRates(request, (done) => told.push(done));
    if (!swept.ok) throw new Error(swept.problem.kind);
    const { rates, losses } = swept.value;
    expect(rates[0]).toBe(1e-6);
    expect(told).toEqual(rates.map((_, step) => step));
    const { suggested } = readSweep(rates, losses, Math.log(kinds));
    expect(suggested).toBeGreaterThan(1e-6);
    expect(suggested).toBeLessThan(0.5);
    expect(await sweepRates(request, quiet)).toEqual(swept);
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const swept = sweepRates(request, (done) => done === 2 && stop.abort(), stop.signal);
    expect(await swept).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
  });
});

describe('learning a few pictures by heart', { timeout: 60_000 }, () => {
  it('works where pictures and labels fit together, from a head that knows nothing', async () => {
    const learned = await checkOverfit(request, quiet);
    if (!learned.ok) throw new Error(learned.problem.kind);
    const { hasLearned, losses, accuracies, right } = learned.value;
    expect(losses[0]).toBeCloseTo(Math.log(kinds), 4);
    expect(hasLearned).toBe(true);
    expect(accuracies.at(-1)).toBe(1);
    expect([...right]).toEqual(new Array<number>(count).fill(1));
  });

  it('fails where the same picture has two labels', async () => {
    const [picture] = tinyPictures(1, kinds, side, 1);
    const twins = source(new Array<Uint8Array>(6).fill(picture!), tinyTargets(6, kinds));
    const learned = await checkOverfit({ ...request, examples: twins }, quiet);
    if (!learned.ok) throw new Error(learned.problem.kind);
    expect(learned.value.hasLearned).toBe(false);
    expect(learned.value.right.reduce((sum, value) => sum + value, 0)).toBe(2);
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const learned = checkOverfit(request, (done) => done === 2 && stop.abort(), stop.signal);
    expect(await learned).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
  });
});

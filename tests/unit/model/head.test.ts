import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mean, rightAnswers, surprises } from '../../../src/model/answers';
import { chooseBackend } from '../../../src/model/backend';
import { fitHead, foldHead, logits, predict } from '../../../src/model/head';
import type { Head, HeadData } from '../../../src/model/head';
import { blobs, firstRows, relabelled } from './blobs';

beforeAll(async () => {
  const chosen = await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  expect(chosen.ok).toBe(true);
});

let tensorsBefore = 0;
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  return () => expect(tf.memory().numTensors).toBe(tensorsBefore);
});

const settings = { l2: 0.01, balance: false };

async function fit(...args: Parameters<typeof fitHead>): Promise<Head> {
  const head = await fitHead(...args);
  if (!head.ok) throw new Error(head.problem.kind);
  return head.value;
}

const rows = (data: HeadData) => data.targets.length / data.classes;

async function accuracy(head: Head, data: HeadData): Promise<number> {
  const probabilities = await predict(head, data.features, rows(data));
  return mean(rightAnswers(probabilities, data.targets, data.classes, data.kind));
}

describe('fitting a head', () => {
  it('separates what can be separated, and generalises', async () => {
    const data = blobs({ n: 200, dims: 20, classes: 4, seed: 1 });
    const head = await fit(data, settings);
    expect(await accuracy(head, data)).toBe(1);
    const others = blobs({ n: 400, dims: 20, classes: 4, seed: 2 });
    expect(await accuracy(head, others)).toBeGreaterThan(0.98);
  });

  it('finds the optimum of logistic regression in one dimension', async () => {
    // Four examples at each of −1 and 1, three of four with the label of their side: without L2 the
    // optimum has odds 3 : 1, so a difference of logits of log 3 at 1. L2 is next to nothing here.
    const features = Float32Array.of(-1, -1, -1, -1, 1, 1, 1, 1);
    const targets = Uint8Array.of(...[1, 0, 1, 0, 1, 0, 0, 1], ...[0, 1, 0, 1, 0, 1, 1, 0]);
    const data: HeadData = { features, dims: 1, targets, classes: 2, kind: 'softmax' };
    const head = await fit(data, { l2: 1e-7, balance: false }, { tolerance: 1e-10 });
    const answers = await predict(head, Float32Array.of(-1, 1), 2);
    [0.75, 0.25, 0.25, 0.75].forEach((share, at) => expect(answers[at]).toBeCloseTo(share, 3));
  });

  it.each(['softmax', 'sigmoid'] as const)(
    'aims at smoothed targets where it is asked to, %s',
    async (kind) => {
      // As above: of three in four, smoothing by a fifth makes 0.8 · 0.75 + 0.1.
      const features = Float32Array.of(-1, -1, -1, -1, 1, 1, 1, 1);
      const targets = Uint8Array.of(...[1, 0, 1, 0, 1, 0, 0, 1], ...[0, 1, 0, 1, 0, 1, 1, 0]);
      const data: HeadData = { features, dims: 1, targets, classes: 2, kind };
      const smoothed = { l2: 1e-7, balance: false, smoothing: 0.2 };
      const head = await fit(data, smoothed, { tolerance: 1e-10 });
      const answers = await predict(head, Float32Array.of(-1, 1), 2);
      [0.7, 0.3, 0.3, 0.7].forEach((share, at) => expect(answers[at]).toBeCloseTo(share, 3));
    },
  );

  it('comes within 0.1 % of the converged loss', async () => {
    const data = blobs({ n: 400, dims: 60, classes: 8, seed: 3, apart: 0.5, noise: 0.2 });
    const cost = async (head: Head) => {
      const probabilities = await predict(head, data.features, rows(data));
      const squares = head.kernel.reduce((sum, value) => sum + value * value, 0);
      return mean(surprises(probabilities, data.targets, 8, 'softmax')) + (0.01 / 2) * squares;
    };
    const usual = await cost(await fit(data, settings));
    const converged = await cost(
      await fit(data, settings, { tolerance: 1e-10, maxIterations: 2000 }),
    );
    expect(usual / converged).toBeLessThan(1.001);
    const start = await fit(firstRows(data, 370), settings);
    expect((await cost(await fit(data, settings, { start }))) / converged).toBeLessThan(1.001);
  });

  it('gives the same head for the same data', async () => {
    const data = blobs({ n: 100, dims: 30, classes: 5, seed: 4, apart: 0.7 });
    const [first, second] = [await fit(data, settings), await fit(data, settings)];
    expect(second).toEqual(first);
  });

  it('goes on from an earlier head although the standardisation has moved', async () => {
    const data = blobs({ n: 300, dims: 30, classes: 5, seed: 5, apart: 0.6 });
    const start = await fit(firstRows(data, 200), settings);
    const unmoved = await fit(data, settings, { start, maxIterations: 0 });
    const [before, after] = await Promise.all([
      logits(start, data.features, 300),
      logits(unmoved, data.features, 300),
    ]);
    before.forEach((logit, at) => expect(after[at]).toBeCloseTo(logit, 3));
  });

  it('starts anew where an earlier head had other labels', async () => {
    const data = blobs({ n: 100, dims: 10, classes: 3, seed: 6 });
    const start = await fit(blobs({ n: 100, dims: 10, classes: 4, seed: 6 }), settings);
    expect(await fit(data, settings, { start })).toEqual(await fit(data, settings));
  });

  it('stops when told to', async () => {
    const data = blobs({ n: 300, dims: 60, classes: 8, seed: 7, apart: 0.4 });
    const abort = new AbortController();
    const fitting = fitHead(data, settings, { signal: abort.signal });
    setTimeout(() => abort.abort(), 0);
    expect(await fitting).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
  });

  it('lets other work go on in between', async () => {
    const data = blobs({ n: 500, dims: 100, classes: 8, seed: 8, apart: 0.4, noise: 0.1 });
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    await fit(data, { l2: 1e-4, balance: false });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
  });

  it('asks for two labels with examples', async () => {
    const data = blobs({ n: 20, dims: 4, classes: 2, seed: 9 });
    const targets = Uint8Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 1 : 0));
    const head = await fitHead(relabelled(data, targets, 'softmax'), settings);
    expect(head).toMatchObject({ ok: false, problem: { kind: 'too-few-examples' } });
    const none = await fitHead(
      { ...data, features: new Float32Array(), targets: new Uint8Array() },
      settings,
    );
    expect(none).toMatchObject({ ok: false, problem: { kind: 'too-few-examples' } });
  });

  it('says so when features are not numbers', async () => {
    const data = blobs({ n: 20, dims: 4, classes: 2, seed: 10 });
    data.features[5] = NaN;
    expect(await fitHead(data, settings)).toMatchObject({ problem: { kind: 'not-a-number' } });
  });

  it('never suggests a label without examples, and learns it once it has some', async () => {
    const three = blobs({ n: 120, dims: 10, classes: 3, seed: 11 });
    const isTwo = (row: number) => three.targets[row * 3 + 2] === 1;
    const kept = [...Array(120).keys()].filter((row) => !isTwo(row));
    const part: HeadData = {
      ...three,
      features: Float32Array.from(
        kept.flatMap((row) => [...three.features.slice(row * 10, row * 10 + 10)]),
      ),
      targets: Uint8Array.from(
        kept.flatMap((row) => [...three.targets.slice(row * 3, row * 3 + 3)]),
      ),
    };
    const start = await fit(part, settings);
    const answers = await predict(start, three.features, 120);
    for (let row = 0; row < 120; row++) expect(answers[row * 3 + 2]).toBeLessThan(1e-4);
    const head = await fit(three, settings, { start });
    expect(await accuracy(head, three)).toBe(1);
  });
});

describe('balanced class weights', () => {
  const frequencies = [20, 1];
  const data = blobs({ n: 2000, dims: 2, classes: 2, seed: 12, apart: 0.5, frequencies });

  it('are taken out again: probabilities still speak of how often labels occur', async () => {
    for (const balance of [false, true]) {
      const head = await fit(data, { l2: 1e-5, balance });
      const answers = await predict(head, data.features, 2000);
      const rare = answers.filter((_, at) => at % 2 === 1);
      const truth = data.targets.filter((_, at) => at % 2 === 1);
      expect(Math.abs(mean(rare) - mean(truth))).toBeLessThan(0.01);
    }
  });

  it('are taken out of tags, too', async () => {
    const rare = relabelled(
      data,
      data.targets.filter((_, at) => at % 2 === 1),
      'sigmoid',
    );
    for (const balance of [false, true]) {
      const head = await fit(rare, { l2: 1e-5, balance });
      const answers = await predict(head, rare.features, 2000);
      expect(Math.abs(mean(answers) - mean(rare.targets))).toBeLessThan(0.01);
    }
  });
});

describe('a head for tags', () => {
  it('learns each tag on its own', async () => {
    const data = blobs({ n: 300, dims: 12, classes: 4, seed: 13 });
    // Two tags: of classes 0 and 1, and of classes 1 and 2. Class 3 has neither.
    const targets = Uint8Array.from({ length: 600 }, (_, at) => {
      const row = Math.floor(at / 2) * 4;
      return at % 2 === 0
        ? data.targets[row]! + data.targets[row + 1]!
        : data.targets[row + 1]! + data.targets[row + 2]!;
    });
    const head = await fit(relabelled(data, targets, 'sigmoid'), settings);
    expect(head).toMatchObject({ kind: 'sigmoid', classes: 2 });
    expect(await accuracy(head, relabelled(data, targets, 'sigmoid'))).toBeGreaterThan(0.97);
  });

  it('keeps the frequency of a tag that all or none have', async () => {
    const data = blobs({ n: 50, dims: 6, classes: 2, seed: 14 });
    const targets = Uint8Array.from({ length: 150 }, (_, at) =>
      at % 3 === 0 ? 1 : at % 3 === 1 ? 0 : data.targets[Math.floor(at / 3) * 2]!,
    );
    const head = await fit(relabelled(data, targets, 'sigmoid'), settings);
    const [all, none] = await predict(head, data.features.slice(0, 6), 1);
    expect(all).toBeCloseTo(50.5 / 51, 5);
    expect(none).toBeCloseTo(0.5 / 51, 5);
  });
});

describe('a folded head', () => {
  it('gives the same as standardising, multiplying and dividing by the temperature', async () => {
    const data = blobs({ n: 60, dims: 9, classes: 3, seed: 15, apart: 0.8 });
    const head = { ...(await fit(data, settings)), temperature: 1.7 };
    const { kernel, bias } = foldHead(head);
    const answers = await predict(head, data.features, 60);
    for (let row = 0; row < 60; row++) {
      const powers = [0, 1, 2].map((label) => {
        let slow = head.bias[label]!;
        let folded = bias[label]!;
        for (let dim = 0; dim < 9; dim++) {
          const value = data.features[row * 9 + dim]!;
          slow += ((value - head.mean[dim]!) / head.scale[dim]!) * head.kernel[dim * 3 + label]!;
          folded += value * kernel[dim * 3 + label]!;
        }
        expect(folded).toBeCloseTo(slow / 1.7, 4);
        return Math.exp(slow / 1.7);
      });
      const sum = powers.reduce((total, power) => total + power, 0);
      powers.forEach((power, label) =>
        expect(answers[row * 3 + label]).toBeCloseTo(power / sum, 5),
      );
    }
  });
});

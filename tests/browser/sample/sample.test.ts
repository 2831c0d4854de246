/** The sample collection: complete, the same on every drawing, and honestly hard. */
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { readArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { fitHead, predict } from '../../../src/model/head';
import { toPixels } from '../../../src/model/pixels';
import { randomNumbers, shuffled } from '../../../src/statistics/random';
import { fetchBytes, fetchJson } from '../../../src/network';
import type { Outcome } from '../../../src/outcome';
import { drawSample, sampleSize } from '../../../sample/draw-sample';
import { sampleKinds } from '../../../sample/kinds';

const names = sampleKinds.map(({ name }) => name);
let pictures: Awaited<ReturnType<typeof drawSample>>[] = [];

function sure<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.problem.kind}: ${outcome.problem.detail}`);
}

async function sha256(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

beforeAll(async () => {
  pictures = [];
  for (let index = 0; index < sampleSize; index++) pictures.push(await drawSample(index));
}, 300_000);

describe('the sample collection', () => {
  it('has at least 240 pictures of at least six kinds, as many of each', () => {
    expect(sampleSize).toBeGreaterThanOrEqual(240);
    expect(names.length).toBeGreaterThanOrEqual(6);
    for (const name of names) {
      const some = pictures.filter(({ kind }) => kind === name);
      expect(some).toHaveLength(sampleSize / names.length);
    }
  });

  it('comes shuffled, under names that do not give the kind away', () => {
    expect(new Set(pictures.map(({ name }) => name)).size).toBe(sampleSize);
    for (const { name } of pictures) expect(name).toMatch(/^scan-\d{4}\.jpg$/);
    const early = new Set(pictures.slice(0, 40).map(({ kind }) => kind));
    expect(early.size).toBe(names.length);
  });

  it('has no two pictures alike', async () => {
    const hashes = await Promise.all(pictures.map(({ blob }) => sha256(blob)));
    expect(new Set(hashes).size).toBe(sampleSize);
  });

  it('draws the same bytes for the same index', async () => {
    for (const index of [0, 7, 101, sampleSize - 1]) {
      const again = await drawSample(index);
      expect(await sha256(again.blob)).toBe(await sha256(pictures[index]!.blob));
    }
  });

  it('is made of JPEG files with a longest side of 700 to 900 pixels', async () => {
    for (const { blob } of pictures) {
      expect(blob.type).toBe('image/jpeg');
      const bitmap = await createImageBitmap(blob);
      const longest = Math.max(bitmap.width, bitmap.height);
      bitmap.close();
      expect(longest).toBeGreaterThanOrEqual(700);
      expect(longest).toBeLessThanOrEqual(900);
    }
  });

  it('refuses an index outside the collection', async () => {
    await expect(drawSample(sampleSize)).rejects.toThrow(RangeError);
  });
});

describe('a linear probe on the bundled backbone', () => {
  it(
    'names 70 to 95 % of the rest after ten pictures of each kind',
    { timeout: 300_000 },
    async () => {
      sure(await chooseBackend('embed'));
      const json = sure(await fetchJson(`${location.origin}/backbone/model.json`));
      const bytes = sure(await fetchBytes(`${location.origin}/backbone/weights.bin`));
      const backbone = sure(await loadEmbedder(sure(readArtifacts(json, bytes))));
      const pixels = await Promise.all(
        pictures.map(async ({ blob }) => toPixels(blob, backbone.inputSize)),
      );
      const features = await backbone.embed(pixels);
      backbone.dispose();
      const answers = pictures.map(({ kind }) => names.indexOf(kind));
      const scores: number[] = [];
      for (let seed = 0; seed < 5; seed++) {
        scores.push(await probe(features, backbone.dims, answers, seed));
      }
      const mean = scores.reduce((sum, score) => sum + score) / scores.length;
      console.info(`probe, five seeds: ${scores.map((score) => score.toFixed(3)).join(' ')}`);
      expect(mean).toBeGreaterThanOrEqual(0.7);
      expect(mean).toBeLessThanOrEqual(0.95);
    },
  );
});

/** Share of the pictures not learned from that a head fitted to ten of each kind names rightly. */
async function probe(
  features: Float32Array,
  dims: number,
  answers: readonly number[],
  seed: number,
): Promise<number> {
  const classes = names.length;
  const seen = new Array<number>(classes).fill(0);
  const learned: number[] = [];
  const rest: number[] = [];
  for (const row of shuffled(answers.length, randomNumbers(seed))) {
    const answer = answers[row]!;
    if (seen[answer]!++ < 10) learned.push(row);
    else rest.push(row);
  }
  const pick = (rows: readonly number[]) => {
    const matrix = new Float32Array(rows.length * dims);
    rows.forEach((row, i) => matrix.set(features.subarray(row * dims, (row + 1) * dims), i * dims));
    return matrix;
  };
  const targets = new Uint8Array(learned.length * classes);
  learned.forEach((row, i) => (targets[i * classes + answers[row]!] = 1));
  const data = { features: pick(learned), dims, targets, classes, kind: 'softmax' as const };
  const head = sure(await fitHead(data, { l2: 0.1, balance: false }));
  const probabilities = await predict(head, pick(rest), rest.length);
  const right = rest.filter((row, i) => {
    const given = probabilities.subarray(i * classes, (i + 1) * classes);
    return given.indexOf(Math.max(...given)) === answers[row];
  });
  return right.length / rest.length;
}

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { defaultFloor } from '../../../src/model/calibration';
import { chooseHead, defaultL2, enoughToChoose } from '../../../src/model/selection';
import type { Head, HeadData, HeadSettings } from '../../../src/model/head';
import { blobs, firstRows } from './blobs';

const auto: HeadSettings = { l2: 'auto', balance: true };

beforeAll(async () => {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
});

async function choose(data: HeadData, check: HeadData | null, settings = auto): Promise<Head> {
  const head = await chooseHead(data, check, settings);
  if (!head.ok) throw new Error(head.problem.kind);
  return head.value;
}

describe('choosing a head', () => {
  const clean = blobs({ n: 200, dims: 20, classes: 4, seed: 1, apart: 2 });
  const noisy = blobs({ n: 60, dims: 80, classes: 3, seed: 2, apart: 0.1, noise: 0.6 });

  it('keeps everything at its default without check items', async () => {
    const head = await choose(clean, null);
    expect(head).toMatchObject({ l2: defaultL2(200), temperature: 1, floor: defaultFloor(4) });
  });

  it('keeps the default strength with too few check items to compare', async () => {
    const check = firstRows(
      blobs({ n: 100, dims: 20, classes: 4, seed: 3, apart: 2 }),
      enoughToChoose - 1,
    );
    expect((await choose(clean, check)).l2).toBe(defaultL2(200));
  });

  it('holds a head back more where there is little to learn, less where all is clear', async () => {
    const easy = await choose(clean, blobs({ n: 200, dims: 20, classes: 4, seed: 4, apart: 2 }));
    const check = blobs({ n: 200, dims: 80, classes: 3, seed: 5, apart: 0.1, noise: 0.6 });
    const hard = await choose(noisy, check);
    expect(easy.l2).toBeLessThan(defaultL2(200));
    expect(hard.l2).toBeGreaterThan(defaultL2(60));
  });

  it('uses a strength that was given', async () => {
    const check = blobs({ n: 100, dims: 20, classes: 4, seed: 6 });
    expect((await choose(clean, check, { l2: 0.5, balance: true })).l2).toBe(0.5);
  });

  it('does not lose its confidence over labels it was never shown', async () => {
    const check = blobs({ n: 60, dims: 20, classes: 4, seed: 8, apart: 2 });
    const isKnown = (row: number) => clean.targets[row * 4 + 3] === 0;
    const rows = [...Array(200).keys()].filter(isKnown);
    const part: HeadData = {
      ...clean,
      features: Float32Array.from(
        rows.flatMap((row) => [...clean.features.slice(row * 20, row * 20 + 20)]),
      ),
      targets: Uint8Array.from(
        rows.flatMap((row) => [...clean.targets.slice(row * 4, row * 4 + 4)]),
      ),
    };
    expect((await choose(part, check)).temperature).toBeLessThan(1);
  });

  it('gives the same head twice, and leaves nothing behind', async () => {
    const check = blobs({ n: 50, dims: 80, classes: 3, seed: 7, apart: 0.1, noise: 0.6 });
    const before = tf.memory().numTensors;
    expect(await choose(noisy, check)).toEqual(await choose(noisy, check));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('passes failures on', async () => {
    const head = await chooseHead(firstRows(clean, 1), null, auto);
    expect(head).toMatchObject({ ok: false, problem: { kind: 'too-few-examples' } });
    const aborted = await chooseHead(clean, null, auto, { signal: AbortSignal.abort() });
    expect(aborted).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
  });
});

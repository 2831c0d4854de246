import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { disproof, expectedLosses, toyLosses } from '../../../src/model/proof';

/** The toy network again, in double precision and with nothing of TensorFlow.js in it. */
function toyLoss(weights: number[][]): number {
  const [stem, depthwise, pointwise, dense] = weights as [number[], number[], number[], number[]];
  const picture = waves(2 * 8 * 8 * 3, 0);
  let loss = 0;
  for (let item = 0; item < 2; item++) {
    // 'same' at stride 2 over 8 pixels pads one pixel, at the far edge.
    const first = map(4, 4, (y, x, c) =>
      relu6(
        sum(3, 3, 3, (ky, kx, channel) => {
          const [py, px] = [2 * y + ky, 2 * x + kx];
          if (py >= 8 || px >= 8) return 0;
          return (
            picture[((item * 8 + py) * 8 + px) * 3 + channel]! *
            stem[((ky * 3 + kx) * 3 + channel) * 4 + c]!
          );
        }),
      ),
    );
    const second = map(4, 4, (y, x, c) =>
      relu6(
        sum(3, 3, 1, (ky, kx) => {
          const [py, px] = [y + ky - 1, x + kx - 1];
          if (py < 0 || px < 0 || py >= 4 || px >= 4) return 0;
          return first[(py * 4 + px) * 4 + c]! * depthwise[(ky * 3 + kx) * 4 + c]!;
        }),
      ),
    );
    const features = Array.from(
      { length: 5 },
      (_, to) =>
        sum(4, 4, 4, (y, x, from) => second[(y * 4 + x) * 4 + from]! * pointwise[from * 5 + to]!) /
        16,
    );
    const logits = [0, 1, 2].map((k) => sum(5, 1, 1, (f) => features[f]! * dense[f * 3 + k]!));
    const target = item === 0 ? 0 : 2;
    loss += (Math.log(logits.reduce((s, z) => s + Math.exp(z), 0)) - logits[target]!) / 2;
  }
  return loss;
}

const relu6 = (value: number) => Math.min(6, Math.max(0, value));
const waves = (length: number, phase: number) =>
  Array.from({ length }, (_, index) => Math.sin(index * 1.7 + phase));

function sum(a: number, b: number, c: number, f: (i: number, j: number, k: number) => number) {
  let total = 0;
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++) for (let k = 0; k < c; k++) total += f(i, j, k);
  return total;
}

function map(side: number, channels: number, f: (y: number, x: number, c: number) => number) {
  return Array.from({ length: side * side * channels }, (_, at) =>
    f(Math.floor(at / channels / side), Math.floor(at / channels) % side, at % channels),
  );
}

describe('the toy task', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('expects what double precision and finite differences give', () => {
    const weights = [waves(108, 1), waves(36, 2), waves(20, 3), waves(15, 4)];
    const losses = [];
    for (let step = 0; step < 3; step++) {
      losses.push(toyLoss(weights));
      const slopes = weights.map((weight) =>
        weight.map((value, at) => {
          weight[at] = value + 1e-6;
          const above = toyLoss(weights);
          weight[at] = value - 1e-6;
          const below = toyLoss(weights);
          weight[at] = value;
          return (above - below) / 2e-6;
        }),
      );
      weights.forEach((weight, which) =>
        weight.forEach((value, at) => (weight[at] = value - 0.05 * slopes[which]![at]!)),
      );
    }
    losses.forEach((loss, step) => expect(loss).toBeCloseTo(expectedLosses[step]!, 4));
  });

  it('is done right by the plain JavaScript backend, and leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    expect(await disproof(3)).toBeNull();
    expect(await disproof(0)).toBeNull();
    expect(await toyLosses(0)).toHaveLength(1);
    expect(tf.memory().numTensors).toBe(before);
  });
});

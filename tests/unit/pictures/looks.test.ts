import { describe, expect, it } from 'vitest';
import { colourTexture, colourTextureSize } from '../../../src/pictures/colour-texture';
import {
  averaged,
  brightness,
  differenceHash,
  hashDistance,
  looksSide,
  patchSide,
} from '../../../src/pictures/looks';
import { findNearDuplicates, type Looks } from '../../../src/pictures/near-duplicates';
import { likeness } from '../../../src/pictures/overlap';
import { randomNumbers } from '../../../src/statistics/random';

type Paint = (x: number, y: number) => [number, number, number];

const painted = (paint: Paint): Uint8Array =>
  Uint8Array.from({ length: looksSide ** 2 * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return paint((pixel % looksSide) / looksSide, Math.floor(pixel / looksSide) / looksSide)[
      at % 3
    ]!;
  });

/** A scene of soft blobs, different for each seed; `zoom` below 1 shows a part of it from the middle. */
function scene(seed: number, { zoom = 1, bright = 1 } = {}): Uint8Array {
  const random = randomNumbers(seed);
  const blobs = Array.from({ length: 9 }, () => [random(), random(), 0.04 + random() / 8] as const);
  return painted((x, y) => {
    const [u, v] = [0.5 + (x - 0.5) * zoom, 0.5 + (y - 0.5) * zoom];
    const tone = blobs.reduce(
      (sum, [a, b, size], at) =>
        sum + (at % 2 === 0 ? 1 : -1) * Math.exp(-((u - a) ** 2 + (v - b) ** 2) / size ** 2),
      0.5,
    );
    const value = Math.max(0, Math.min(255, 255 * bright * (0.3 + 0.25 * tone)));
    return [value, value, value];
  });
}

const patch = (rgb: Uint8Array) => averaged(brightness(rgb), looksSide, patchSide, patchSide);
const looksOf = (rgb: Uint8Array): Looks => ({
  hash: differenceHash(brightness(rgb)),
  patch: patch(rgb),
  features: null,
});

describe('a fingerprint', () => {
  it('stays the same when the tone changes', () => {
    const [one, other] = [scene(1), scene(1, { bright: 0.7 })].map((rgb) =>
      differenceHash(brightness(rgb)),
    );
    expect(hashDistance(one!, other!)).toBeLessThanOrEqual(3);
  });

  it('is another one for another picture', () => {
    const [one, other] = [scene(1), scene(2)].map((rgb) => differenceHash(brightness(rgb)));
    expect(hashDistance(one!, other!)).toBeGreaterThan(12);
  });
});

describe('likeness', () => {
  it('is that of one thing for a picture and a crop of it', () => {
    expect(likeness(patch(scene(3)), patch(scene(3, { zoom: 0.85 })))).toBeGreaterThan(0.94);
  });

  it('is nothing for two different scenes, or for blank paper', () => {
    expect(likeness(patch(scene(3)), patch(scene(4)))).toBeNull();
    const blank = patch(painted(() => [240, 240, 240]));
    expect(likeness(blank, blank)).toBeNull();
  });
});

describe('searching for near-duplicates', () => {
  const search = (all: Looks[], pause = () => Promise.resolve()) =>
    findNearDuplicates(all, randomNumbers(1), pause);

  it('finds pairs by their fingerprints, the likest first, and no others', async () => {
    const all = Array.from({ length: 30 }, (_, at) => looksOf(scene(at + 10)));
    all.push(looksOf(scene(15, { bright: 0.8 })), looksOf(scene(20)));
    const pairs = await search(all);
    expect(pairs.map(({ one, other }) => [one, other])).toEqual([
      [10, 31],
      [5, 30],
    ]);
  });

  it('finds a crop whose fingerprint is another one by its features', async () => {
    const [whole, crop] = [scene(3), scene(3, { zoom: 0.8 })].map(looksOf);
    expect(hashDistance(whole!.hash, crop!.hash)).toBeGreaterThan(7);
    const random = randomNumbers(5);
    const towards = () => Float32Array.from({ length: 64 }, () => random() - 0.5);
    const unit = (vector: Float32Array) => {
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    };
    const own = towards();
    const others = Array.from({ length: 20 }, (_, at) => ({
      ...looksOf(scene(at + 50)),
      features: unit(towards()),
    }));
    const near = unit(own.map((value) => value + (random() - 0.5) / 10));
    const all = [{ ...whole!, features: unit(own) }, ...others, { ...crop!, features: near }];
    expect(await search(all)).toMatchObject([{ one: 0, other: 21 }]);
  });

  it('stops when it is told to', async () => {
    const all = [looksOf(scene(1)), looksOf(scene(1))];
    await expect(search(all, () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('colours and textures', () => {
  const distance = (one: Uint8Array, other: Uint8Array) => {
    const [a, b] = [colourTexture(one), colourTexture(other)];
    return Math.hypot(...a.map((value, at) => value - b[at]!));
  };

  it('are histograms: the squares of each sum to one', () => {
    const vector = colourTexture(scene(1));
    expect(vector).toHaveLength(colourTextureSize);
    const squares = vector.reduce((sum, value) => sum + value * value, 0);
    expect(squares).toBeCloseTo(3, 4);
  });

  it('tell red from blue, and stripes that lie from stripes that stand', () => {
    const plain = (colour: [number, number, number]) => painted(() => colour);
    expect(distance(plain([200, 30, 30]), plain([30, 30, 200]))).toBeGreaterThan(1);
    const striped = (along: 'x' | 'y') =>
      painted((x, y) => {
        const value = Math.sin((along === 'x' ? x : y) * 40) > 0 ? 220 : 40;
        return [value, value, value];
      });
    expect(distance(striped('x'), striped('y'))).toBeGreaterThan(0.5);
  });

  it('are nearly the same where a pattern has only moved', () => {
    const stripes = (phase: number) =>
      painted((x) => {
        const value = Math.sin(x * 40 + phase) > 0 ? 220 : 40;
        return [value, value, value];
      });
    expect(distance(stripes(0), stripes(1))).toBeLessThan(0.3);
  });
});

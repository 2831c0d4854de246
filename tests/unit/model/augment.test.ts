import { describe, expect, it } from 'vitest';
import { augment } from '../../../src/model/augment';
import { randomNumbers } from '../../../src/statistics/random';

const side = 24;

/** A dark left half and a light right half, with a red spot near the upper right corner. */
const picture = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
  const [x, y] = [Math.floor(at / 3) % side, Math.floor(at / 3 / side)];
  if (x > 16 && x < 21 && y > 3 && y < 8) return at % 3 === 0 ? 250 : 0;
  return x < side / 2 ? 40 : 200;
});

const brightness = (pixels: Uint8Array, from: number, to: number) => {
  let sum = 0;
  for (let y = 0; y < side; y++)
    for (let x = from; x < to; x++) sum += pixels[(y * side + x) * 3 + 1]!;
  return sum / side / (to - from);
};

describe('augmentation', () => {
  it('changes nothing when chance says "the middle"', () => {
    expect(augment(picture, side, () => 0.5)).toEqual(picture);
  });

  it('is repeatable, varied, and leaves the original alone', () => {
    const before = picture.slice();
    const [first, again, other] = [1, 1, 2].map((seed) =>
      augment(picture, side, randomNumbers(seed)),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(picture).toEqual(before);
  });

  it('never mirrors a picture or turns it over', () => {
    for (let seed = 0; seed < 200; seed++) {
      const changed = augment(picture, side, randomNumbers(seed));
      expect(brightness(changed, 0, 6)).toBeLessThan(brightness(changed, side - 6, side));
      let [redness, x, y] = [0, 0, 0];
      for (let at = 0; at < changed.length; at += 3) {
        const red = Math.max(0, changed[at]! - changed[at + 1]! - 60);
        redness += red;
        x += red * (Math.floor(at / 3) % side);
        y += red * Math.floor(at / 3 / side);
      }
      expect(x / redness).toBeGreaterThan(side / 2);
      expect(y / redness).toBeLessThan(side / 2);
    }
  });
});

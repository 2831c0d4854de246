import { describe, expect, it } from 'vitest';
import { chooseFloor, defaultFloor, fitTemperature } from '../../../src/model/calibration';

/** Rows of two logits (z, 0), of which the first is right in the first `right` rows. */
function twoWay(n: number, right: number, z: number): [Float32Array, Uint8Array] {
  const logits = Float32Array.from({ length: n * 2 }, (_, at) => (at % 2 === 0 ? z : 0));
  const targets = Uint8Array.from({ length: n * 2 }, (_, at) =>
    Math.floor(at / 2) < right === (at % 2 === 0) ? 1 : 0,
  );
  return [logits, targets];
}

describe('the temperature', () => {
  it('turns a confidence into how often it is right, given many items', () => {
    // Right 3 times in 4, so the difference of logits should be log 3; it is 4.
    const temperature = fitTemperature(...twoWay(10_000, 7_500, 4), 2, 'softmax');
    expect(temperature).toBeCloseTo(4 / Math.log(3), 1);
  });

  it('sharpens where the model is too modest', () => {
    const temperature = fitTemperature(...twoWay(10_000, 9_000, 1), 2, 'softmax');
    expect(temperature).toBeCloseTo(1 / Math.log(9), 2);
  });

  it('does the same for tags', () => {
    // One tag at logit 4 that three of four have.
    const targets = Uint8Array.from({ length: 8000 }, (_, at) => (at % 4 === 0 ? 0 : 1));
    const temperature = fitTemperature(new Float32Array(8000).fill(4), targets, 1, 'sigmoid');
    expect(temperature).toBeCloseTo(4 / Math.log(3), 1);
  });

  it('stays nearer to one the fewer the items', () => {
    const [few, some, many] = [4, 40, 4000].map((n) =>
      fitTemperature(...twoWay(n, (n * 3) / 4, 4), 2, 'softmax'),
    );
    expect(few).toBeGreaterThan(1);
    expect(few).toBeLessThan(some!);
    expect(some).toBeLessThan(many!);
  });

  it('is one without items', () => {
    expect(fitTemperature(new Float32Array(), new Uint8Array(), 3, 'softmax')).toBe(1);
  });
});

describe('the floor of "I don\'t know"', () => {
  /** Items at rising confidence over four labels; right from `from` on. */
  function rising(n: number, from: number): [Float32Array, Uint8Array] {
    const probabilities = new Float32Array(n * 4);
    const targets = new Uint8Array(n * 4);
    for (let row = 0; row < n; row++) {
      const confidence = 0.3 + (0.7 * row) / n;
      probabilities.fill((1 - confidence) / 3, row * 4, row * 4 + 4);
      probabilities[row * 4] = confidence;
      targets[row * 4 + (confidence >= from ? 0 : 1)] = 1;
    }
    return [probabilities, targets];
  }

  it('lies where first choices begin to be right half of the time', () => {
    expect(chooseFloor(...rising(4000, 0.6), 4)).toBeCloseTo(0.6, 2);
    expect(chooseFloor(...rising(4000, 0.8), 4)).toBeCloseTo(0.8, 2);
  });

  it('is low where even doubtful choices are right', () => {
    expect(chooseFloor(...rising(4000, 0), 4)).toBeLessThan(0.31);
  });

  it('is nearly one where nothing is right', () => {
    expect(chooseFloor(...rising(4000, 2), 4)).toBeGreaterThan(0.98);
  });

  it('stays near its default with few items, and on it with none', () => {
    expect(chooseFloor(new Float32Array(), new Uint8Array(), 4)).toBe(defaultFloor(4));
    expect(Math.abs(chooseFloor(...rising(5, 0.8), 4) - defaultFloor(4))).toBeLessThan(0.12);
  });

  it('asks a choice between two for a majority, and less of a choice among many', () => {
    expect(defaultFloor(2)).toBe(0.5);
    expect(defaultFloor(20)).toBeLessThan(0.3);
    expect(defaultFloor(1)).toBe(0.5);
  });
});

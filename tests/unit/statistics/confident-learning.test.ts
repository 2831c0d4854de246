import { describe, expect, it } from 'vitest';
import { suspectLabels } from '../../../src/statistics/confident-learning';

const oneHot = (labels: number[], classes: number) =>
  Uint8Array.from(
    labels.flatMap((label) => Array.from({ length: classes }, (_, c) => Number(c === label))),
  );

describe('doubts about one label a picture', () => {
  // Usual beliefs: class 0 (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1 (0.7 + 0.6) / 2 = 0.65.
  const probabilities = Float32Array.of(0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.3, 0.7, 0.4, 0.6);
  const { queue, likely } = suspectLabels(probabilities, oneHot([0, 0, 0, 1, 1], 2), 2, true);

  it('stand in the order in which the given label is believed least', () => {
    expect(queue.map(({ row }) => row)).toEqual([2, 4, 3, 1, 0]);
  });

  it('say what would be said instead, and how surely', () => {
    const [first] = queue;
    expect(first?.suggested).toBe(1);
    expect(first?.confidence).toBeCloseTo(0.9);
    expect(first?.belief).toBeCloseTo(0.1);
  });

  it('are counted as mistakes only where another class reaches its own usual belief', () => {
    expect(likely).toBe(1);
  });
});

describe('doubts about tags', () => {
  // Two tags. The second picture lacks tag 0, the third has tag 1, against what is believed.
  const probabilities = Float32Array.of(0.9, 0.1, 0.8, 0.2, 0.1, 0.05, 0.2, 0.9);
  const given = Uint8Array.of(1, 0, 0, 0, 0, 1, 0, 1);
  const { queue, likely } = suspectLabels(probabilities, given, 2, false);

  it('name the tag that is believed least, to be set or taken away', () => {
    expect(queue.slice(0, 2).map(({ row, suggested }) => [row, suggested])).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(queue[0]?.confidence).toBeCloseTo(0.95);
    expect(queue[1]?.belief).toBeCloseTo(0.2);
  });

  it('count a picture once, however many of its tags are off', () => {
    expect(likely).toBe(1);
  });

  it('never call a tag mistaken that nothing is known about', () => {
    const never = suspectLabels(Float32Array.of(0.6, 0.7), Uint8Array.of(0, 0), 1, false);
    expect(never.likely).toBe(0);
  });
});

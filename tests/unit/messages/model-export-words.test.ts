import { fileSize } from '../../../src/messages/numbers';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledNetworks } from '../../../src/collection/backbone-catalogue';
import { weightBytes } from '../../../src/export/model-size';
import { parityWords } from '../../../src/messages/parity-words';

describe('the size of a model', () => {
  it('counts the bundled backbones as they lie in public/backbone', () => {
    for (const { plan, parameters: bundled } of bundledNetworks.values()) {
      const { weightsManifest } = JSON.parse(readFileSync(`public/backbone/${plan}`, 'utf8')) as {
        weightsManifest: { weights: { shape: number[] }[] }[];
      };
      const parameters = weightsManifest
        .flatMap(({ weights }) => weights)
        .reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);
      expect(bundled).toBe(parameters);
    }
  });

  it('is half at half precision, and said in fileSize', () => {
    const shape = { backboneParameters: 575_368, dims: 640, classes: 6 };
    expect(weightBytes(shape, 'tfjs-float32')).toBe(2 * weightBytes(shape, 'tfjs-float16'));
    expect(fileSize(weightBytes(shape, 'tfjs-float32'))).toBe('2.3\u00a0MB');
    expect(fileSize(812)).toBe('812\u00a0bytes');
  });
});

describe('the parity statement', () => {
  it('says how many pictures were asked about and how far answers differed', () => {
    expect(
      parityWords({
        pictures: 200,
        sameFirstLabel: 200,
        largestDifference: 0.0042,
        ownWay: { pictures: 200, sameFirstLabel: 198 },
      }),
    ).toMatch(
      /200 pictures .* same every time, .* no probability .* 0\.4 percentage points\. .* 198 of 200/s,
    );
    expect(
      parityWords({ pictures: 1, sameFirstLabel: 1, largestDifference: 2e-7, ownWay: null }),
    ).toContain('one picture');
  });
});

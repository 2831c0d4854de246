import { expect, it } from 'vitest';
import { confidencePercent } from '../../../src/messages/numbers';
import { confidenceWords, rowOf } from '../../../src/predictor/outcome-rows';

it('the page says how sure it is as the app does: never quite certain', () => {
  const row = rowOf('a.jpg', Float32Array.of(0.998, 0.002), {
    collection: 'Drawings',
    task: 'single',
    labels: [
      { name: 'Plan', description: '' },
      { name: 'Map', description: '' },
    ],
    inputSize: 32,
    floor: 0.4,
  });
  expect(confidenceWords(row)).toBe('>\u00a099\u00a0%');
  expect(confidenceWords(row)).toBe(confidencePercent(0.998));
});

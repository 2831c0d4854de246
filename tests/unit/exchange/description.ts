/** A model description with everything in it, for the tests of what is written about a model. */
import type { ModelDescription } from '../../../src/exchange/model-description';

const estimate = { value: 0.8374, low: 0.77, high: 0.9, n: 120 };

export const described: ModelDescription = {
  collection: 'Herbarium sheets 1890–1920',
  task: 'single',
  run: { number: 7, version: 12, recipe: 'head', device: 'wasm' },
  labels: [
    { name: 'Fern', description: 'Leaves in fronds', uri: 'https://example.org/aat/300132399' },
    { name: 'Moss', description: '', uri: '' },
    { name: 'Grass | sedge\n*both*', description: '', uri: '' },
  ],
  inputSize: 32,
  floor: 0.41,
  evaluation: {
    n: 120,
    accuracy: estimate,
    macroF1: { ...estimate, value: 0.71 },
    classes: [
      { label: 0, n: 80, precision: 0.9, recall: estimate, f1: 0.87 },
      { label: 1, n: 38, precision: 0.7, recall: estimate, f1: 0.77 },
      { label: 2, n: 2, precision: 0, recall: { value: 0, low: 0, high: 0.66, n: 2 }, f1: 0 },
    ],
    confusion: [
      [70, 10, 0],
      [8, 30, 0],
      [1, 1, 0],
    ],
    baselines: { majority: { ...estimate, value: 0.5 }, neighbours: { ...estimate, value: 0.7 } },
  },
  evaluatedLabels: ['Fern', 'Moss', 'Grass | sedge\n*both*', 'Lichen'],
  backbone: {
    name: 'vitrine-cnn',
    licence: 'Apache-2.0',
    source: 'bundled with Vitrine',
    hash: '5d'.repeat(32),
  },
  snapshot: { hash: 'ab'.repeat(32), pool: 400, check: 90, benchmark: 120 },
  format: 'tfjs',
  precision: 'float32',
  appVersion: '0.1.0',
  tensorflowVersion: '4.22.0',
  at: Date.UTC(2026, 10, 20, 20, 50),
};

/** A finished run as its row would be, with what a test wishes changed. */
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import type { ProjectId, RunId } from '../../../src/collection/records';
import type { Run } from '../../../src/collection/training-records';

export const fineTuneSettings = {
  depth: 'last-three',
  epochs: 10,
  batchSize: 16,
  learningRate: 0.0005,
  augment: true,
  patience: 3,
} as const;

export function aRun(number: number, wishes: Partial<Run> = {}): Run {
  return {
    id: `run-${number}` as RunId,
    projectId: 'project' as ProjectId,
    number,
    recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
    seed: 7,
    startedAt: Date.UTC(2026, 10, number),
    finishedAt: Date.UTC(2026, 10, number) + 60_000,
    status: 'done',
    snapshotId: null,
    startedFrom: bundledBackbone,
    backbone: bundledBackbone,
    version: 1,
    learnedUpTo: 0,
    device: 'wasm',
    appVersion: '0.1.0',
    epochs: [],
    evaluation: null,
    evaluatedLabels: [],
    held: null,
    problem: null,
    note: '',
    tags: [],
    pinned: false,
    searchId: null,
    recreates: null,
    firstFit: null,
    ...wishes,
  };
}

export function epoch(number: number, loss: number, checkLoss: number | null) {
  return {
    epoch: number,
    loss,
    accuracy: 1 - loss / 2,
    checkLoss,
    checkAccuracy: checkLoss === null ? null : 1 - checkLoss / 2,
    milliseconds: 1000,
  };
}

export function evaluation(accuracy: number, n = 40): NonNullable<Run['evaluation']> {
  const estimate = (value: number, of = n) => ({
    value,
    low: value - 0.1,
    high: value + 0.1,
    n: of,
  });
  return {
    n,
    accuracy: estimate(accuracy),
    macroF1: estimate(accuracy - 0.05),
    classes: [
      { label: 0, n, precision: 0.9, recall: estimate(0.7), f1: 0.8 },
      { label: 1, n: 0, precision: 0, recall: estimate(0, 0), f1: 0 },
    ],
    confusion: [],
    baselines: { majority: estimate(0.5), neighbours: estimate(0.6) },
  };
}

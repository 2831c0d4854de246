/** Rows of what was learned from it: versions of the data, runs, networks and what they answered. */
import * as v from 'valibot';
import {
  count,
  floats,
  hash,
  id,
  ids,
  itemId,
  items32,
  key,
  owned,
  role,
  share,
  text,
  time,
} from './row-values';

const estimate = v.looseObject({ value: v.number(), low: v.number(), high: v.number(), n: count });

const evaluation = v.looseObject({
  n: count,
  accuracy: estimate,
  macroF1: estimate,
  classes: v.array(
    v.looseObject({
      label: count,
      n: count,
      precision: v.number(),
      recall: estimate,
      f1: v.number(),
    }),
  ),
  confusion: v.array(v.array(count)),
  baselines: v.looseObject({ majority: estimate, neighbours: estimate }),
});

const answered = v.looseObject({
  itemIds: items32,
  probabilities: floats,
  uncalibrated: floats,
  targets: v.instance(Uint8Array),
});

const head = v.looseObject({
  kind: v.picklist(['softmax', 'sigmoid']),
  dims: count,
  classes: count,
  mean: floats,
  scale: floats,
  kernel: floats,
  bias: floats,
  temperature: v.number(),
  l2: v.number(),
  floor: share,
});

export const learnedRows = {
  snapshots: v.looseObject({
    ...owned,
    id: hash,
    at: time,
    name: text,
    upTo: count,
    seed: v.number(),
    labelIds: ids,
    rows: v.array(v.looseObject({ itemId, role, labelIds: ids })),
  }),
  runs: v.looseObject({
    ...owned,
    id,
    number: key,
    recipe: v.variant('kind', [
      v.looseObject({ kind: v.literal('head'), settings: v.looseObject({}) }),
      v.looseObject({ kind: v.literal('fine-tune'), settings: v.looseObject({}) }),
    ]),
    seed: v.number(),
    startedAt: time,
    finishedAt: v.nullable(time),
    status: v.picklist([
      ...(['waiting', 'running', 'paused', 'interrupted'] as const),
      ...(['embedding', 'done', 'cancelled', 'failed'] as const),
    ]),
    snapshotId: v.nullable(hash),
    startedFrom: hash,
    backbone: hash,
    version: count,
    learnedUpTo: count,
    device: text,
    appVersion: text,
    epochs: v.array(v.looseObject({ epoch: count })),
    evaluation: v.nullable(evaluation),
    evaluatedLabels: ids,
    note: text,
    tags: v.array(text),
    pinned: v.boolean(),
    searchId: v.nullable(id),
    recreates: v.nullable(id),
    firstFit: v.nullable(v.looseObject({ sha256: hash, itemIds: items32, answers: v.array(text) })),
  }),
  heads: v.looseObject({
    ...owned,
    runId: id,
    version: count,
    backbone: hash,
    labelIds: ids,
    head: v.pipe(
      head,
      v.check(
        ({ dims, classes, kernel, bias, mean, scale }) =>
          kernel.length === dims * classes &&
          bias.length === classes &&
          mean.length === dims &&
          scale.length === dims,
        'a head whose weights do not fit together',
      ),
    ),
  }),
  searches: v.looseObject({ ...owned, id, startedAt: time, status: v.string() }),
  features: v.pipe(
    v.looseObject({
      ...owned,
      id: key,
      backbone: v.pipe(v.string(), v.maxLength(100)),
      dims: count,
      itemIds: items32,
      // Halves; float32 in files of schema 3 and before.
      vectors: v.union([v.instance(Uint16Array), floats]),
    }),
    v.check(
      ({ dims, itemIds, vectors }) => vectors.length === dims * itemIds.length,
      'features that do not fit together',
    ),
  ),
  checkpoints: v.looseObject({ ...owned, runId: id, epoch: count }),
  predictions: v.pipe(
    v.looseObject({
      ...owned,
      runId: id,
      runNumber: count,
      version: count,
      at: time,
      learnedUpTo: count,
      task: v.picklist(['single', 'tags']),
      labelIds: ids,
      floor: share,
      itemIds: items32,
      probabilities: floats,
      poolOrder: items32,
    }),
    v.check(
      ({ labelIds, itemIds, probabilities }) =>
        probabilities.length === labelIds.length * itemIds.length,
      'predictions that do not fit together',
    ),
  ),
  measurements: v.looseObject({
    ...owned,
    runId: id,
    version: count,
    at: time,
    labelIds: ids,
    benchmark: answered,
    check: answered,
  }),
  doubts: v.looseObject({ ...owned, at: time, learnedUpTo: count, itemIds: items32 }),
  assessments: v.looseObject({ ...owned, kind: v.string(), at: time, learnedUpTo: count }),
  backbones: v.looseObject({
    hash,
    name: text,
    origin: v.picklist(['catalogue', 'url', 'files', 'fine-tuned']),
    source: text,
    licence: text,
    addedAt: time,
    projectId: v.nullable(id),
    topology: v.looseObject({}),
    specs: v.array(
      v.looseObject({ name: text, shape: v.array(count), dtype: v.literal('float32') }),
    ),
    weights: v.instance(ArrayBuffer),
    inputSize: v.pipe(v.number(), v.integer(), v.minValue(32), v.maxValue(512)),
    dims: key,
  }),
} as const;

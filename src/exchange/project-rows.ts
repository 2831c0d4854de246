/**
 * What a row of each table must look like before it may enter the database from a file. Whatever the
 * app indexes, computes with or shows is checked; what it only carries along is let through.
 */
import * as v from 'valibot';
import { itemRecord } from './record-row';

const text = v.pipe(v.string(), v.maxLength(200_000));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const key = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 53 - 1));
/** Item ids are packed into 32 bits. */
const itemId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const role = v.picklist(['benchmark', 'check', 'pool']);
const ids = v.array(id);
const items32 = v.instance(Uint32Array);
const floats = v.instance(Float32Array);
const owned = { projectId: id };

const answer = v.variant('kind', [
  v.object({ kind: v.literal('labels'), labelIds: ids }),
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('cannot-tell') }),
  v.object({ kind: v.literal('skipped') }),
]);

const suggestion = v.looseObject({
  runId: id,
  version: count,
  labelIds: ids,
  confidence: share,
  shown: v.boolean(),
});

const label = v.looseObject({
  ...owned,
  id,
  name: text,
  description: text,
  uri: text,
  key: v.pipe(v.string(), v.maxLength(8)),
  guideline: text,
  position: v.number(),
  createdAt: time,
  retiredAt: v.nullable(time),
  mergedInto: v.nullable(id),
});

const metric = v.looseObject({
  kind: v.picklist(['accuracy', 'macro-f1', 'recall', 'precision']),
  labelId: v.optional(id),
});

const decision = { ...owned, id: key, itemId, actId: id, at: time, by: text, role };

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

const schemas = {
  projects: v.looseObject({
    id: v.pipe(v.string(), v.uuid()),
    name: text,
    createdAt: time,
    task: v.picklist(['single', 'tags']),
    seed: v.number(),
    annotator: text,
    criteria: v.nullable(
      v.looseObject({
        optimise: metric,
        floors: v.array(v.looseObject({ metric, atLeast: share })),
      }),
    ),
    strategy: v.picklist(['uncertain', 'random']),
    backbone: hash,
    servingRun: v.nullable(id),
    isSample: v.boolean(),
  }),
  labels: label,
  labelEdits: v.looseObject({
    ...owned,
    id: key,
    actId: id,
    at: time,
    kind: v.picklist(['create', 'change', 'merge', 'split', 'retire', 'restore', 'undo']),
    before: v.array(label),
    after: v.array(label),
    undoes: v.nullable(id),
  }),
  items: v.looseObject({
    ...owned,
    id: itemId,
    name: text,
    folder: text,
    sha256: hash,
    bytes: count,
    type: v.pipe(v.string(), v.maxLength(100)),
    width: count,
    height: count,
    importedAt: time,
    group: text,
    role,
    order: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    state: v.picklist(['open', 'skipped', 'decided']),
    standing: v.nullable(v.looseObject({ decisionId: key, answer, at: time })),
    restricted: v.boolean(),
    note: text,
    handle: v.null(),
  }),
  decisions: v.variant('kind', [
    v.looseObject({
      ...decision,
      kind: v.literal('answer'),
      source: v.pipe(v.string(), v.maxLength(40)),
      answer,
      suggestion: v.nullable(suggestion),
      tookMs: v.nullable(v.number()),
    }),
    v.looseObject({ ...decision, kind: v.literal('undo'), undoes: id }),
  ]),
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
  secondLooks: v.looseObject({ ...owned, id: key, itemId, at: time, by: text, answer, first: key }),
  accepted: v.looseObject({
    ...owned,
    itemId,
    actId: id,
    at: time,
    runId: id,
    labelIds: ids,
    confidence: share,
    risk: share,
    isAudited: v.boolean(),
  }),
  itemRecords: itemRecord,
  thumbnails: v.looseObject({
    ...owned,
    itemId,
    bytes: v.instance(ArrayBuffer),
    type: v.picklist(['image/jpeg', 'image/png', 'image/webp']),
  }),
  features: v.pipe(
    v.looseObject({
      ...owned,
      id: key,
      backbone: v.pipe(v.string(), v.maxLength(100)),
      dims: count,
      itemIds: items32,
      vectors: floats,
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

export type FileTable = keyof typeof schemas;
export type FileRow<Table extends FileTable> = v.InferOutput<(typeof schemas)[Table]>;

/** The row, or the reason why it is none, in the validator's words. */
export function checkRow<Table extends FileTable>(
  table: Table,
  row: unknown,
): { row: FileRow<Table> } | { reason: string } {
  const parsed = v.safeParse(schemas[table], row);
  return parsed.success ? { row: parsed.output } : { reason: v.summarize(parsed.issues) };
}

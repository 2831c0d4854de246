/** Rows of what a person brought in and said: a project, its labels, its pictures and the answers. */
import * as v from 'valibot';
import { itemRecord } from './record-row';
import {
  answer,
  count,
  hash,
  id,
  ids,
  itemId,
  key,
  owned,
  role,
  share,
  text,
  time,
} from './row-values';

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

export const labelledRows = {
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
  itemRecords: itemRecord,
  thumbnails: v.looseObject({
    ...owned,
    itemId,
    bytes: v.instance(ArrayBuffer),
    type: v.picklist(['image/jpeg', 'image/png', 'image/webp']),
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
} as const;

import { describe, expect, it } from 'vitest';
import type { LabelledItem } from '../../../../src/collection/labelled-items';
import type {
  Answer,
  DecisionId,
  Item,
  ItemId,
  Label,
  LabelId,
  ProjectId,
  RunId,
} from '../../../../src/collection/records';
import type { Predictions } from '../../../../src/collection/training-records';
import {
  labelClasses,
  labelledPictures,
  type Known,
} from '../../../../src/workers/export/labelled-pictures';

const label = (id: string, position: number, change: Partial<Label> = {}): Label => ({
  id: id as LabelId,
  projectId: 'p' as ProjectId,
  name: id.toUpperCase(),
  description: '',
  uri: '',
  key: '',
  guideline: '',
  position,
  createdAt: 0,
  retiredAt: null,
  mergedInto: null,
  ...change,
});

const labels = [
  label('fern', 0, { uri: 'https://example.org/fern' }),
  label('moss', 1),
  label('mos', 2, { mergedInto: 'moss' as LabelId }),
];

function labelled(id: number, answer: Answer | null, change: Partial<Item> = {}): LabelledItem {
  const item: Item = {
    id: id as ItemId,
    projectId: 'p' as ProjectId,
    name: `${id}.jpg`,
    folder: 'sheets',
    sha256: String(id).repeat(64),
    bytes: 1,
    type: 'image/jpeg',
    width: 1,
    height: 1,
    importedAt: 0,
    group: '',
    role: 'pool',
    order: 0,
    state: answer ? 'decided' : 'open',
    standing: answer && { decisionId: id as DecisionId, answer, at: 5 },
    restricted: false,
    note: 'private thought',
    handle: null,
    ...change,
  };
  const decision = answer && {
    id: id as DecisionId,
    projectId: item.projectId,
    itemId: item.id,
    actId: 'act' as never,
    at: 5,
    by: 'Ada',
    role: item.role,
    kind: 'answer' as const,
    source: 'desk' as const,
    answer,
    suggestion: null,
    tookMs: 900,
  };
  return { item, decision };
}

const of = (...ids: string[]): Answer => ({ kind: 'labels', labelIds: ids as LabelId[] });
const nothing = {
  modelLabels: true,
  includeUnanswered: true,
  includeRestricted: false,
  includeNotes: false,
  includeDecisionTimes: false,
};

const known = (predictions?: Predictions, change: Partial<Known> = {}): Known => ({
  labels,
  predictions,
  accepted: new Map(),
  runNumbers: new Map([['r' as RunId, 7]]),
  frozen: null,
  ...change,
});

const predictions = (task: 'single' | 'tags', probabilities: number[]): Predictions => ({
  projectId: 'p' as ProjectId,
  runId: 'r' as never,
  runNumber: 1,
  version: 1,
  at: 0,
  learnedUpTo: 0,
  task,
  labelIds: ['fern', 'moss'] as LabelId[],
  floor: 0.5,
  itemIds: Uint32Array.from([1, 2]),
  probabilities: Float32Array.from(probabilities),
  poolOrder: new Uint32Array(0),
});

describe('what leaves as labels', () => {
  it('keeps restricted pictures, notes and decision times here unless asked', () => {
    const items = [labelled(1, of('fern')), labelled(2, of('moss'), { restricted: true })];
    expect(labelledPictures(items, known(), nothing)).toMatchObject([
      { file: '1.jpg', annotator: 'Ada', annotatedAt: null, tookMs: null, note: '' },
    ]);
    const all = {
      ...nothing,
      includeRestricted: true,
      includeNotes: true,
      includeDecisionTimes: true,
    };
    expect(labelledPictures(items, known(), all)).toMatchObject([
      { file: '1.jpg', annotatedAt: 5, tookMs: 900, note: 'private thought', isRestricted: false },
      { file: '2.jpg', isRestricted: true },
    ]);
  });

  it('counts merged labels for the label they were merged into, once, in the order of the labels', () => {
    const [picture] = labelledPictures([labelled(1, of('mos', 'fern', 'moss'))], known(), nothing);
    expect(picture?.labels).toEqual([
      { name: 'FERN', uri: 'https://example.org/fern' },
      { name: 'MOSS', uri: '' },
    ]);
  });

  it('gives the model’s word only where no person has answered, and none below its floor', () => {
    const rows = [
      labelled(1, null),
      labelled(2, { kind: 'skipped' }),
      labelled(3, null),
      labelled(4, { kind: 'none' }),
    ];
    const seen = predictions('single', [0.25, 0.75, 0.4, 0.45]);
    expect(labelledPictures(rows, known(seen), nothing)).toMatchObject([
      { source: 'model', labels: [{ name: 'MOSS' }], confidence: 0.75, answer: '' },
      { source: 'model', labels: [], answer: 'skipped' },
      { source: '', labels: [], confidence: null, answer: '' },
      { source: 'human', labels: [], confidence: null, answer: 'none' },
    ]);
  });

  it('suggests every tag from one half on', () => {
    const seen = predictions('tags', [0.75, 0.5, 0.25, 0.125]);
    expect(
      labelledPictures([labelled(1, null), labelled(2, null)], known(seen), nothing),
    ).toMatchObject([
      { labels: [{ name: 'FERN' }, { name: 'MOSS' }], confidence: 0.75 },
      { labels: [], confidence: 0.25 },
    ]);
  });

  it('leaves the model’s word out when people’s alone are wanted, and rows without any label', () => {
    const rows = [labelled(1, null), labelled(2, of('fern')), labelled(3, { kind: 'none' })];
    const seen = predictions('single', [0.25, 0.75, 0.4, 0.45]);
    expect(labelledPictures(rows, known(seen), { ...nothing, modelLabels: false })).toMatchObject([
      { source: '', labels: [], generator: '' },
      { source: 'human' },
      { answer: 'none' },
    ]);
    const answered = { ...nothing, modelLabels: false, includeUnanswered: false };
    expect(labelledPictures(rows, known(seen), answered)).toMatchObject([
      { file: '2.jpg', labels: [{ name: 'FERN' }] },
      { file: '3.jpg', labels: [] },
    ]);
  });

  it('says which run suggested, and what was promised where the model answered by itself', () => {
    const accepted = {
      itemId: 1 as ItemId,
      projectId: 'p' as ProjectId,
      actId: 'a' as never,
      at: 0,
      runId: 'r' as RunId,
      version: 3,
      labelIds: ['mos' as LabelId],
      confidence: 0.97,
      risk: 0.05,
      isAudited: false,
    };
    const seen = predictions('single', [0.9, 0.1, 0.8, 0.2]);
    const rows = [labelled(1, null), labelled(2, null)];
    const all = known(seen, { accepted: new Map([[accepted.itemId, accepted]]) });
    expect(labelledPictures(rows, all, nothing)).toMatchObject([
      { labels: [{ name: 'MOSS' }], generator: 'run 7, version 3', promisedError: 0.05 },
      { labels: [{ name: 'FERN' }], generator: 'run 1, version 1', promisedError: null },
    ]);
  });

  it('takes a frozen version as it was: its labels, people’s word alone, nothing merged since', () => {
    const frozen = {
      labelIds: ['mos', 'fern'] as LabelId[],
      rows: new Map([
        [1 as ItemId, ['mos' as LabelId]],
        [2 as ItemId, []],
      ]),
    };
    const seen = predictions('single', [0.9, 0.1, 0.8, 0.2]);
    const rows = [labelled(1, of('fern')), labelled(2, null)];
    expect(labelledPictures(rows, known(seen, { frozen }), nothing)).toMatchObject([
      { labels: [{ name: 'MOS' }], classes: [0], source: 'human' },
      { labels: [], answer: 'none', source: 'human' },
    ]);
  });

  it('numbers the offered labels first, then retired ones, and gives every class a name of its own', () => {
    const named = [
      label('a', 0, { name: 'Fern', retiredAt: 1 }),
      label('b', 1, { name: 'Fern' }),
      label('c', 2, { name: 'Moss', mergedInto: 'b' as LabelId }),
    ];
    expect(labelClasses({ labels: named, frozen: null })).toMatchObject([
      { id: 'b', name: 'Fern', isRetired: false },
      { id: 'a', name: 'Fern (2)', isRetired: true },
    ]);
  });
});

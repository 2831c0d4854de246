import { database, newId } from '../../../src/collection/database';
import { history } from '../../../src/collection/decisions';
import { newAutosave } from '../../../src/collection/autosaves';
import { saveBackbone } from '../../../src/collection/backbones';
import { addFeatures } from '../../../src/collection/features';
import {
  createRun,
  saveCheckpoint,
  saveHead,
  savePredictions,
  updateRun,
} from '../../../src/collection/runs';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import type {
  ActId,
  BackboneHash,
  ItemId,
  LabelId,
  Project,
  ProjectId,
  RunId,
  SearchId,
  SnapshotId,
} from '../../../src/collection/records';
import { addLabels, addPictures, answer, as, backbone, begin } from './stage';

/** A project with a row in every table. */
export async function fullProject(hash: BackboneHash): Promise<Project> {
  const project = await begin();
  const { id } = project;
  const all = await addPictures(id, 4);
  const [map] = await addLabels(id, 'Map');
  await answer(id, all[0]!, as(map!));
  await addFeatures(id, backbone, 1, Uint32Array.of(all[0]!), Float32Array.of(1));
  const run = await createRun(id, {
    recipe: { kind: 'head', settings: { l2: 1, balance: true } },
    seed: 1,
    startedFrom: backbone,
    snapshotId: (await freezeSnapshot(id)).id,
    device: '',
    appVersion: '',
  });
  const firstFit = { sha256: hash, itemIds: Uint32Array.of(all[0]!), answers: [map!] };
  await updateRun(run.id, { firstFit });
  const none = new Float32Array();
  const common = { runId: run.id, projectId: id, version: 1, labelIds: [map!] };
  await saveHead({
    ...common,
    backbone,
    head: {
      kind: 'softmax',
      dims: 0,
      classes: 0,
      mean: none,
      scale: none,
      kernel: none,
      bias: none,
      temperature: 1,
      l2: 1,
      floor: 0,
    },
  });
  await saveCheckpoint({ runId: run.id, projectId: id, epoch: 1, state: null });
  await savePredictions({
    ...common,
    runNumber: 1,
    at: 1,
    learnedUpTo: 1,
    task: 'single',
    floor: 0,
    itemIds: new Uint32Array(),
    probabilities: none,
    poolOrder: new Uint32Array(),
  });
  await saveBackbone({
    hash,
    name: 'Fine-tuned',
    origin: 'fine-tuned',
    source: run.id,
    licence: '',
    addedAt: 1,
    projectId: id,
    topology: {},
    specs: [],
    weights: new ArrayBuffer(4),
    inputSize: 96,
    dims: 1,
  });
  await fillTrust(id, run.id, all[0]!, map!);
  return project;
}

/** A row in each table behind the question how far the model can be trusted. */
async function fillTrust(projectId: ProjectId, runId: RunId, itemId: ItemId, labelId: LabelId) {
  const answered = {
    itemIds: Uint32Array.of(itemId),
    probabilities: Float32Array.of(0.9),
    uncalibrated: Float32Array.of(0.8),
    targets: Uint8Array.of(1),
  };
  const [decision] = await history(itemId);
  const first = decision!.id;
  await database.measurements.put({
    ...{ runId, projectId, version: 1, at: 1, learnedFrom: 9, labelIds: [labelId] },
    ...{ benchmark: answered, check: answered },
  });
  await database.secondLooks.add({
    ...{ projectId, itemId, at: 1, by: 'Ada', answer: as(labelId), first },
  });
  await database.accepted.put({
    ...{ itemId, projectId, actId: newId<ActId>(), at: 1, runId, version: 1 },
    ...{ labelIds: [labelId], confidence: 0.99, risk: 0.1, isAudited: true },
  });
  await database.doubts.put({
    ...{
      projectId,
      at: 1,
      learnedUpTo: first,
      suggested: [labelId],
      given: [[labelId]],
      likely: 1,
    },
    ...{ itemIds: Uint32Array.of(itemId), margins: Float32Array.of(0.5) },
    confidences: Float32Array.of(0.7),
  });
  await database.searches.put({
    ...{ id: newId<SearchId>(), projectId, startedAt: 1, finishedAt: null, status: 'paused' },
    ...{ budgetMinutes: 5, seed: 1, scope: 'head', snapshotId: '' as SnapshotId, backbone },
    ...{ spentMs: 9, winner: null, problem: null },
    plan: { rounds: 1, width: 2, rungs: [1, 2], score: 'mean' },
    trials: [{ runId, round: 0, losses: [0.5], accuracies: [0.9] }],
  });
  const folder = { kind: 'directory', name: 'Backups' } as FileSystemDirectoryHandle;
  await database.autosaves.put({ ...newAutosave(projectId, folder), at: 1 });
  await database.networkViews.put({ itemId, projectId, side: 1, pixels: Uint8Array.of(1, 2, 3) });
  await database.allowances.put({ projectId, name: 'images.example.org', folder: null, at: 1 });
  await database.assessments.put({
    ...{ projectId, kind: 'cross-validation', at: 1, learnedUpTo: first },
    result: {
      ...{ folds: 0, n: 0, perFold: [], benchmark: 0 },
      accuracy: { value: 0, low: 0, high: 1, n: 0 },
    },
  });
}

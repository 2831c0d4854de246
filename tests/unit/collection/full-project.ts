import { saveBackbone } from '../../../src/collection/backbones';
import { addFeatures } from '../../../src/collection/features';
import { createRun, saveCheckpoint, saveHead, savePredictions } from '../../../src/collection/runs';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import type { BackboneHash, Project } from '../../../src/collection/records';
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
  return project;
}

import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { saveBackbone } from '../../../src/collection/backbones';
import { database } from '../../../src/collection/database';
import { addFeatures } from '../../../src/collection/features';
import {
  createProject,
  deleteProject,
  getProject,
  listProjects,
  updateProject,
} from '../../../src/collection/projects';
import { createRun, saveCheckpoint, saveHead, savePredictions } from '../../../src/collection/runs';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import type { BackboneHash, Project } from '../../../src/collection/records';
import {
  addLabels,
  addPictures,
  answer,
  as,
  backbone,
  begin,
  eachOnAnEmptyDatabase,
} from './stage';

eachOnAnEmptyDatabase();

/** A project with a row in every table. */
async function full(hash: BackboneHash): Promise<Project> {
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

async function rowsByTable(): Promise<Record<string, number>> {
  const counts = await Promise.all(
    database.tables.map(async (table) => [table.name, await table.count()] as const),
  );
  return Object.fromEntries(counts);
}

describe('projects', () => {
  it('begin with a seed of their own and nothing decided', async () => {
    const project = await createProject({ name: ' Maps ', task: 'tags', backbone });
    expect(project).toMatchObject({
      name: 'Maps',
      annotator: '',
      criteria: null,
      strategy: 'uncertain',
      servingRun: null,
      isSample: false,
    });
    const another = await createProject({ name: 'Maps', task: 'tags', backbone });
    expect(another.seed).not.toBe(project.seed);
    expect(await getProject(project.id)).toEqual(project);
  });

  it('are listed oldest first with how much of them is decided', async () => {
    const empty = await begin({ name: 'Empty' });
    const { id } = await full('1'.repeat(64) as BackboneHash);
    expect(await listProjects()).toMatchObject([
      { id: empty.id, items: 0, decided: 0 },
      { id, items: 4, decided: 1 },
    ]);
  });

  it('keep what is changed of them', async () => {
    const project = await begin();
    const criteria = { optimise: { kind: 'macro-f1' as const }, floors: [] };
    await updateProject(project.id, { name: 'Plans', criteria, strategy: 'random' });
    expect(await getProject(project.id)).toEqual({
      ...project,
      name: 'Plans',
      criteria,
      strategy: 'random',
    });
  });
});

describe('deleting a project', () => {
  it('leaves no row of it in any table, and every row of the others', async () => {
    const kept = await full('1'.repeat(64) as BackboneHash);
    const alone = await rowsByTable();
    const { id } = await full('2'.repeat(64) as BackboneHash);
    expect(Object.values(await rowsByTable()).every((rows) => rows > 1)).toBe(true);
    await deleteProject(id);
    expect(await rowsByTable()).toEqual(alone);
    expect(await getProject(kept.id)).toEqual(kept);
  });

  it('leaves a backbone of it that another project stands on, to that project', async () => {
    const hash = '3'.repeat(64) as BackboneHash;
    const { id } = await full(hash);
    const heir = await begin({ backbone: hash });
    await deleteProject(id);
    expect((await database.backbones.get(hash))?.projectId).toBe(heir.id);
    await deleteProject(heir.id);
    expect(await database.backbones.count()).toBe(0);
  });
});

import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { getBackbone, listBackbones, saveBackbone } from '../../../src/collection/backbones';
import { database } from '../../../src/collection/database';
import { getProject } from '../../../src/collection/projects';
import {
  appendEpoch,
  createRun,
  dropCheckpoint,
  getCheckpoint,
  getPredictions,
  getRun,
  listRuns,
  putIntoService,
  saveCheckpoint,
  updateRun,
  type NewRun,
} from '../../../src/collection/runs';
import type { BackboneHash, ProjectId, RunId } from '../../../src/collection/records';
import type { StoredBackbone } from '../../../src/collection/training-records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { backbone, begin } from './stage';

eachOnAnEmptyDatabase();

const beginning: NewRun = {
  recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
  seed: 7,
  startedFrom: backbone,
  snapshotId: null,
  device: 'wasm',
  appVersion: '0.1.0',
};

function epoch(number: number, loss: number) {
  return {
    epoch: number,
    loss,
    accuracy: 0.5,
    checkLoss: null,
    checkAccuracy: null,
    milliseconds: 1,
  };
}

describe('runs', () => {
  it('are numbered within their project, also when begun at once', async () => {
    const [one, other] = [await begin(), await begin()];
    await Promise.all([createRun(one.id, beginning), createRun(one.id, beginning)]);
    await createRun(other.id, beginning);
    const third = await createRun(one.id, beginning);
    expect(third).toMatchObject({ number: 3, version: 0, learnedUpTo: 0, backbone, epochs: [] });
    expect((await listRuns(one.id)).map((run) => run.number)).toEqual([3, 2, 1]);
    expect((await listRuns(other.id)).map((run) => run.number)).toEqual([1]);
  });

  it('keep what is changed of them', async () => {
    const { id } = await begin();
    const run = await createRun(id, beginning);
    await updateRun(run.id, { status: 'done', finishedAt: 5, version: 2 });
    expect(await getRun(run.id)).toEqual({ ...run, status: 'done', finishedAt: 5, version: 2 });
    await updateRun('gone' as RunId, { status: 'failed' });
  });

  it('gather their epochs; one run again after an interruption replaces its first attempt', async () => {
    const { id } = await begin();
    const run = await createRun(id, beginning);
    for (const finished of [epoch(1, 0.9), epoch(2, 0.8), epoch(3, 0.7), epoch(2, 0.6)]) {
      await appendEpoch(run.id, finished);
    }
    expect((await getRun(run.id))?.epochs).toEqual([epoch(1, 0.9), epoch(2, 0.6)]);
  });

  it('once in service are not held, and new heads stand on their backbone', async () => {
    const [{ id }, other] = [await begin(), await begin()];
    const run = await createRun(id, beginning);
    const tuned = 'd'.repeat(64) as BackboneHash;
    await updateRun(run.id, {
      backbone: tuned,
      held: { reason: 'worse', n: 30, p: 0.04, floor: null },
    });
    await expect(putIntoService(other.id, run.id)).rejects.toThrow('not part of');
    await putIntoService(id, run.id);
    expect(await getProject(id)).toMatchObject({ servingRun: run.id, backbone: tuned });
    expect((await getRun(run.id))?.held).toBeNull();
  });

  it('of a project that is gone cannot begin, and leave nothing behind', async () => {
    const projectId = 'gone' as ProjectId;
    await expect(createRun(projectId, beginning)).rejects.toThrow('deleted');
    await saveCheckpoint({ runId: 'run' as RunId, projectId, epoch: 1, state: {} });
    expect(await database.checkpoints.count()).toBe(0);
    expect(await getPredictions(projectId)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  it('replace each other and go when dropped', async () => {
    const { id } = await begin();
    const runId = 'run' as RunId;
    const state = { moments: Float32Array.of(1, 2), steps: 4 };
    await saveCheckpoint({ runId, projectId: id, epoch: 1, state: {} });
    await saveCheckpoint({ runId, projectId: id, epoch: 2, state });
    expect(await getCheckpoint(runId)).toEqual({ runId, projectId: id, epoch: 2, state });
    await dropCheckpoint(runId);
    expect(await getCheckpoint(runId)).toBeUndefined();
  });
});

describe('backbones', () => {
  function stored(wishes: Partial<StoredBackbone>): StoredBackbone {
    return {
      hash: backbone,
      name: 'Vitrine CNN',
      origin: 'catalogue',
      source: './backbone/model.json',
      licence: 'Apache-2.0',
      addedAt: 1,
      projectId: null,
      topology: { layers: [] },
      specs: [],
      weights: new ArrayBuffer(8),
      inputSize: 96,
      dims: 640,
      ...wishes,
    };
  }

  it('are kept under their hash and listed without their weights, oldest first', async () => {
    const { id } = await begin();
    const tuned = stored({ hash: 'e'.repeat(64) as BackboneHash, addedAt: 0, projectId: id });
    await saveBackbone(stored({}));
    await saveBackbone(tuned);
    expect(await getBackbone(tuned.hash)).toEqual(tuned);
    const listed = await listBackbones();
    expect(listed.map((summary) => summary.hash)).toEqual([tuned.hash, backbone]);
    expect(listed[0]).not.toHaveProperty('weights');
  });

  it('from outside do not become a project’s own', async () => {
    const { id } = await begin();
    await saveBackbone(stored({}));
    await saveBackbone(stored({ origin: 'fine-tuned', projectId: id }));
    expect((await getBackbone(backbone))?.projectId).toBeNull();
  });
});

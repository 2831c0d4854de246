import { afterEach, describe, expect, it } from 'vitest';
import { getBackbone } from '../../../../src/collection/backbones';
import { decide } from '../../../../src/collection/decisions';
import { readFeatures } from '../../../../src/collection/features';
import { getProject, updateProject } from '../../../../src/collection/projects';
import type { ProjectId, RunId } from '../../../../src/collection/records';
import type { Run } from '../../../../src/collection/training-records';
import {
  createRun,
  getCheckpoint,
  getPredictions,
  getRun,
  listRuns,
} from '../../../../src/collection/runs';
import type { FineTuneSettings } from '../../../../src/model/fine-tune-request';
import { trainerClient, remoteCallback, type WorkerClient } from '../../../../src/workers/client';
import { openMachine, type Machine } from '../../../../src/workers/machine';
import type { MachineStatus, TrainerApi } from '../../../../src/workers/protocol/trainer';
import { collectionOfKinds } from '../pictures-of-kinds';
import { addTinyBackbone } from '../backbones/tiny-backbone';

const clients: WorkerClient<TrainerApi>[] = [];
const machines: Machine[] = [];
afterEach(() => {
  for (const machine of machines.splice(0)) machine.close();
  for (const trainer of clients.splice(0)) trainer.close();
});

function trainer(): WorkerClient<TrainerApi> {
  const one = trainerClient();
  clients.push(one);
  return one;
}

const settings: FineTuneSettings = {
  depth: 'all',
  epochs: 4,
  batchSize: 8,
  learningRate: 0.01,
  augment: true,
  patience: 10,
};

/** A collection on the tiny network, decided and embedded, with a head in service. */
async function readyCollection() {
  const backbone = await addTinyBackbone(trainer());
  const collection = await collectionOfKinds(48, backbone);
  const projectId = collection.project.id;
  await decide(
    projectId,
    collection.items.map((item) => ({
      itemId: item.id,
      answer: { kind: 'labels' as const, labelIds: [collection.truth(item).id] },
      suggestion: null,
      tookMs: 1,
    })),
    { source: 'desk' },
  );
  const machine = openMachine(projectId);
  machines.push(machine);
  await expect.poll(() => getPredictions(projectId)).toBeDefined();
  await expect.poll(async () => (await readFeatures(projectId, backbone)).itemIds.length).toBe(48);
  return { ...collection, projectId };
}

async function newestRun(projectId: ProjectId): Promise<Run> {
  const [run] = await listRuns(projectId);
  if (!run) throw new Error('There is no run.');
  return run;
}

describe('a fine-tuning run', () => {
  it('raises training accuracy on WebGPU and brings its backbone to the gate', async () => {
    const { projectId } = await readyCollection();
    const devices = new Set<string>();
    const tuned = await trainer().call((api, job) =>
      api.fineTune(
        job,
        { projectId, settings },
        remoteCallback(({ device }) => devices.add(device.backend)),
      ),
    );
    expect(tuned).toMatchObject({ ok: true });
    await expect.poll(() => [...devices]).toEqual(['webgpu']);
    const run = await newestRun(projectId);
    expect(run.epochs).toHaveLength(4);
    expect(run.epochs.at(-1)!.loss).toBeLessThan(run.epochs[0]!.loss);
    expect(run.snapshotId).not.toBeNull();
    expect(run.backbone).not.toBe(run.startedFrom);
    expect(await getBackbone(run.backbone)).toMatchObject({ origin: 'fine-tuned', projectId });

    const statusOf = async () => (await newestRun(projectId)).status;
    await expect.poll(statusOf, { timeout: 120_000 }).toBe('done');
    const settled = await newestRun(projectId);
    const serving = (await getProject(projectId))?.servingRun;
    expect(settled.evaluation?.n).toBeGreaterThan(0);
    expect(serving === settled.id).toBe(settled.held === null);
    expect(await getCheckpoint(settled.id)).toBeUndefined();
  });

  it('survives the death of its worker: found interrupted, resumed at the next epoch', async () => {
    const { projectId } = await readyCollection();
    const first = trainer();
    const killed = first.call((api, job) =>
      api.fineTune(
        job,
        { projectId, settings: { ...settings, epochs: 5 } },
        remoteCallback(() => undefined),
      ),
    );
    const epochs = async () => (await newestRun(projectId)).epochs.length;
    // As early as can be: four more are to come.
    await expect.poll(epochs, { timeout: 120_000 }).toBeGreaterThanOrEqual(1);
    first.close();
    await killed;

    expect((await newestRun(projectId)).status).toBe('running');
    machines.splice(0).forEach((machine) => machine.close());
    machines.push(openMachine(projectId));
    await expect.poll(async () => (await newestRun(projectId)).status).toBe('interrupted');
    // Its lock is free, so it is dead: what it kept at the last moment is there.
    const before = await newestRun(projectId);

    const steps: number[] = [];
    const resumed = await trainer().call((api, job) =>
      api.fineTune(
        job,
        { resume: before.id },
        remoteCallback(({ epoch }) => steps.push(epoch)),
      ),
    );
    expect(resumed).toEqual({ ok: true, value: before.id });
    const after = await newestRun(projectId);
    expect(after.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    await expect.poll(() => steps[0]).toBe(before.epochs.length + 1);
  });

  it('is found interrupted though its lock is given back late, as a killed tab may', async () => {
    const { project } = await collectionOfKinds(3);
    const { id } = await createRun(project.id, {
      ...{ recipe: { kind: 'fine-tune', settings }, seed: 1, startedFrom: project.backbone },
      ...{ snapshotId: null, device: '', appVersion: '' },
    });
    const statusOf = async () => (await getRun(id))?.status;
    let giveBack = (): void => undefined;
    const late = new Promise<void>((resolve) => (giveBack = resolve));
    const held = navigator.locks.request(`vitrine-fine-tuning-${project.id}`, () => late);
    const machine = openMachine(project.id);
    machines.push(machine);
    const seen: MachineStatus[] = [];
    machine.status.subscribe((status) => seen.push(status));
    await expect.poll(() => seen.at(-1)?.activity, { timeout: 120_000 }).toBe('idle');
    expect(await statusOf()).toBe('running');
    giveBack();
    await held;
    await expect.poll(statusOf).toBe('interrupted');
  });

  it('can be paused, and cancelled without a trace in service', async () => {
    const { projectId } = await readyCollection();
    const serving = (await getProject(projectId))?.servingRun;
    const mine = trainer();
    const stop = new AbortController();
    let job = '';
    const running = mine.call((api, name) => {
      job = name;
      return api.fineTune(
        name,
        { projectId, settings: { ...settings, epochs: 500 } },
        remoteCallback(() => undefined),
      );
    }, stop.signal);
    const statusOf = async () => (await newestRun(projectId)).status;
    await expect.poll(statusOf).toBe('running');
    await mine.ask((api) => api.pause(job, true));
    await expect.poll(statusOf).toBe('paused');
    await mine.ask((api) => api.pause(job, false));
    await expect.poll(statusOf).toBe('running');
    stop.abort();
    expect(await running).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    await expect.poll(statusOf).toBe('cancelled');
    expect((await getProject(projectId))?.servingRun).toBe(serving);
  });

  it('says what is missing when there is too little to learn from', async () => {
    const collection = await collectionOfKinds(6);
    await updateProject(collection.project.id, { name: 'Nothing decided' });
    const outcome = await trainer().call((api, job) =>
      api.fineTune(
        job,
        { projectId: collection.project.id, settings },
        remoteCallback(() => undefined),
      ),
    );
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'too-few-examples' } });
  });

  it('says so when the run to resume is gone', async () => {
    const outcome = await trainer().call((api, job) =>
      api.fineTune(
        job,
        { resume: 'nowhere' as RunId },
        remoteCallback(() => undefined),
      ),
    );
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
  });
});

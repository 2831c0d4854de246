import { afterEach, describe, expect, it } from 'vitest';
import { decide } from '../../../../src/collection/decisions';
import { getProject } from '../../../../src/collection/projects';
import type { BackboneHash, ProjectId, RunId } from '../../../../src/collection/records';
import type { FirstFit, Run } from '../../../../src/collection/training-records';
import { createRun, getHead, getPredictions, getRun } from '../../../../src/collection/runs';
import type { Outcome } from '../../../../src/outcome';
import { trainerClient, remoteCallback, type WorkerClient } from '../../../../src/workers/client';
import { openMachine, type Machine } from '../../../../src/workers/machine';
import type { TrainerApi } from '../../../../src/workers/protocol/trainer';
import { backgroundLearnerGone } from '../learning/background-learner-gone';
import { collectionOfKinds, type KindsCollection } from '../pictures-of-kinds';
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

const answer = (collection: KindsCollection, items: KindsCollection['items']) =>
  decide(
    collection.project.id,
    items.map((item) => ({
      itemId: item.id,
      answer: { kind: 'labels' as const, labelIds: [collection.truth(item).id] },
      suggestion: null,
      tookMs: 1,
    })),
    { source: 'desk' },
  );

/** On the tiny network: most pictures decided, all embedded, a head in service. */
async function servedCollection(backbone: BackboneHash) {
  const collection = await collectionOfKinds(48, backbone);
  const projectId = collection.project.id;
  await answer(collection, collection.items.slice(0, 30));
  machines.push(openMachine(projectId));
  await expect.poll(async () => (await getPredictions(projectId))?.itemIds.length).toBe(48);
  return { ...collection, projectId };
}

function granted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.kind} ${outcome.problem.detail ?? ''}`);
  return outcome.value;
}

async function settled(id: RunId): Promise<Run & { firstFit: FirstFit }> {
  let run: Run | undefined;
  const status = async () => {
    run = await getRun(id);
    return run?.status;
  };
  await expect.poll(status, { timeout: 180_000 }).toBe('done');
  if (!run?.firstFit) throw new Error('There is no first head.');
  return { ...run, firstFit: run.firstFit };
}

const servingRun = async (projectId: ProjectId) => (await getProject(projectId))?.servingRun;

const head = { l2: 'auto', balance: true } as const;

describe('a run made again', () => {
  it('has the very same head, bit for bit, whatever has been decided since', async () => {
    const mine = trainer();
    const collection = await servedCollection(await addTinyBackbone(mine));
    const { projectId, items } = collection;
    const begun = await mine.call((api, job) => api.trainNow(job, projectId, head));
    const original = await settled(granted(begun));
    await answer(collection, items.slice(30, 44));
    await expect
      .poll(async () => (await getPredictions(projectId))?.learnedUpTo)
      .toBeGreaterThan(original.learnedUpTo);
    const serving = await servingRun(projectId);

    const report = remoteCallback(() => undefined);
    const again = await mine.call((api, job) => api.recreate(job, original.id, report));
    const repetition = await settled(granted(again));
    expect(repetition).toMatchObject({
      recreates: original.id,
      snapshotId: original.snapshotId,
      recipe: original.recipe,
      seed: original.seed,
      device: original.device,
    });
    expect(repetition.firstFit).toEqual(original.firstFit);
    expect(repetition.firstFit.itemIds.length).toBeGreaterThan(0);
    expect(await servingRun(projectId)).toBe(serving);
    expect((await getHead(repetition.id))?.version).toBe(1);
  });

  it('trained deeper differs in one benchmark answer at most', async () => {
    const mine = trainer();
    const { projectId } = await servedCollection(await addTinyBackbone(mine));
    const settings = {
      ...{ depth: 'all' as const, epochs: 2, batchSize: 8, learningRate: 0.01 },
      ...{ augment: true, patience: 10 },
    };
    const report = remoteCallback(() => undefined);
    const begun = await mine.call((api, job) => api.fineTune(job, { projectId, settings }, report));
    const original = await settled(granted(begun));
    const again = await mine.call((api, job) => api.recreate(job, original.id, report));
    const repetition = await settled(granted(again));
    expect(repetition).toMatchObject({ recreates: original.id, startedFrom: original.startedFrom });
    expect(repetition.epochs).toHaveLength(original.epochs.length);
    const [one, other] = [original.firstFit, repetition.firstFit];
    expect([...other.itemIds]).toEqual([...one.itemIds]);
    const differing = one.answers.filter((said, at) => said !== other.answers[at]);
    expect(differing.length).toBeLessThanOrEqual(1);
    expect(await servingRun(projectId)).not.toBe(repetition.id);
  });

  it('is refused where the data was never frozen', async () => {
    const { project } = await collectionOfKinds(6);
    const run = await createRun(project.id, {
      recipe: { kind: 'head', settings: head },
      ...{ seed: 1, startedFrom: project.backbone, snapshotId: null, device: '', appVersion: '' },
    });
    const report = remoteCallback(() => undefined);
    const refused = await trainer().call((api, job) => api.recreate(job, run.id, report));
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
  });
});

describe('a run on another network', () => {
  it('leaves the collection on the network it serves with until it serves itself', async () => {
    const mine = trainer();
    const tiny = await addTinyBackbone(mine);
    const { projectId, project } = await servedCollection(tiny);
    const other = (await collectionOfKinds(1)).project.backbone;
    machines.splice(0).forEach((machine) => machine.close());
    // It would take the run up at once.
    await backgroundLearnerGone(projectId);
    const begun = await mine.call((api, job) => api.trainNow(job, projectId, head, other));
    const run = await getRun(granted(begun));
    expect(run).toMatchObject({ status: 'embedding', backbone: other });
    expect((await getProject(projectId))?.backbone).toBe(project.backbone);
    machines.push(openMachine(projectId));
    const finished = await settled(granted(begun));
    const after = await getProject(projectId);
    expect(after?.backbone).toBe(finished.held === null ? other : tiny);
  });
});

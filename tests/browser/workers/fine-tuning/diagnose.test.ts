import { afterEach, describe, expect, it } from 'vitest';
import { decide } from '../../../../src/collection/decisions';
import { readFeatures } from '../../../../src/collection/features';
import type { ProjectId } from '../../../../src/collection/records';
import { listRuns } from '../../../../src/collection/runs';
import { usualFineTune } from '../../../../src/training/recipes';
import { trainerClient, remoteCallback, type WorkerClient } from '../../../../src/workers/client';
import { openMachine } from '../../../../src/workers/machine';
import type { Progress } from '../../../../src/workers/protocol/calls';
import type { DiagnosisKind, TrainerApi } from '../../../../src/workers/protocol/trainer';
import { backgroundLearnerGone } from '../learning/background-learner-gone';
import { collectionOfKinds } from '../pictures-of-kinds';
import { addTinyBackbone } from '../backbones/tiny-backbone';

const clients: WorkerClient<TrainerApi>[] = [];
afterEach(() => {
  for (const trainer of clients.splice(0)) trainer.close();
});

function trainer(): WorkerClient<TrainerApi> {
  const one = trainerClient();
  clients.push(one);
  return one;
}

async function lookedAt(): Promise<ProjectId> {
  const backbone = await addTinyBackbone(trainer());
  const kinds = await collectionOfKinds(24, backbone);
  const { project, items } = kinds;
  await decide(
    project.id,
    items.map((item) => ({
      itemId: item.id,
      answer: { kind: 'labels' as const, labelIds: [kinds.truth(item).id] },
      suggestion: null,
      tookMs: 1,
    })),
    { source: 'desk' },
  );
  const machine = openMachine(project.id);
  try {
    const embedded = async () => (await readFeatures(project.id, backbone)).itemIds.length;
    await expect.poll(embedded).toBe(items.length);
    const evaluation = async () => (await listRuns(project.id))[0]?.evaluation ?? null;
    await expect.poll(evaluation).not.toBeNull();
  } finally {
    machine.close();
  }
  await backgroundLearnerGone(project.id);
  return project.id;
}

/** Decided pictures on the tiny network, looked at by a machine: asked again and again, since nothing is kept. */
let known: Promise<ProjectId> | undefined;
const collection = () => (known ??= lookedAt());

const settings = { ...usualFineTune, depth: 'last-block' as const, batchSize: 4 };

function ask(
  projectId: ProjectId,
  kind: DiagnosisKind,
  hear: (progress: Progress) => void = () => undefined,
  signal?: AbortSignal,
) {
  return trainer().call(
    (api, job) => api.diagnose(job, projectId, { kind, settings }, remoteCallback(hear)),
    signal,
  );
}

describe('a diagnosis of training', () => {
  it('sweeps over rising learning rates and keeps nothing of it', async () => {
    const projectId = await collection();
    const runs = await listRuns(projectId);
    const heard: Progress[] = [];
    const swept = await ask(projectId, 'learning-rate', (progress) => heard.push(progress));
    if (!swept.ok || swept.value.kind !== 'learning-rate') throw new Error(JSON.stringify(swept));
    const { rates, losses } = swept.value;
    expect(losses).toHaveLength(rates.length);
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
    await expect.poll(() => heard.at(0)).toMatchObject({ done: 0, total: 60 });
    expect(await listRuns(projectId)).toEqual(runs);
  });

  it('sees whether a few pictures of every label can be learned by heart', async () => {
    const projectId = await collection();
    const learned = await ask(projectId, 'overfit');
    if (!learned.ok || learned.value.kind !== 'overfit') throw new Error(JSON.stringify(learned));
    const { pictures, hasLearned, wrong, losses } = learned.value;
    expect(pictures).toBe(12);
    expect(losses[0]).toBeCloseTo(Math.log(3), 3);
    expect(hasLearned).toBe(true);
    expect(wrong).toEqual([]);
  });

  it('stops when it is told to, and says what is missing', async () => {
    const projectId = await collection();
    const stop = new AbortController();
    const stopped = ask(projectId, 'overfit', () => stop.abort(), stop.signal);
    expect(await stopped).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    const empty = await collectionOfKinds(3);
    expect(await ask(empty.project.id, 'overfit')).toMatchObject({
      ok: false,
      problem: { kind: 'too-few-examples' },
    });
  });
});

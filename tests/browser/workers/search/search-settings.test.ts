import { afterEach, describe, expect, it } from 'vitest';
import { decide } from '../../../../src/collection/decisions';
import { getProject } from '../../../../src/collection/projects';
import type { BackboneHash, ProjectId, SearchId } from '../../../../src/collection/records';
import { getBackbone } from '../../../../src/collection/backbones';
import { getCheckpoint, getRun } from '../../../../src/collection/runs';
import {
  bringToGate,
  getSearch,
  listSearches,
  runsOfSearch,
} from '../../../../src/collection/searches';
import { runsToServe } from '../../../../src/collection/service';
import type { Search } from '../../../../src/collection/trust-records';
import { wholeEffort, type HalvingPlan } from '../../../../src/statistics/successive-halving';
import { trainerClient, remoteCallback, type WorkerClient } from '../../../../src/workers/client';
import { openMachine } from '../../../../src/workers/machine';
import type {
  SearchProgress,
  SearchWishes,
  TrainerApi,
} from '../../../../src/workers/protocol/trainer';
import { addTinyBackbone } from '../backbones/tiny-backbone';
import { collectionOfKinds } from '../pictures-of-kinds';

const clients: WorkerClient<TrainerApi>[] = [];
afterEach(() => {
  for (const trainer of clients.splice(0)) trainer.close();
});

function trainer(): WorkerClient<TrainerApi> {
  const one = trainerClient();
  clients.push(one);
  return one;
}

/** A collection on a tiny network, all decided. */
async function decidedCollection(): Promise<ProjectId> {
  const backbone: BackboneHash = await addTinyBackbone(trainer());
  const collection = await collectionOfKinds(44, backbone);
  await decide(
    collection.project.id,
    collection.items.map((item) => ({
      itemId: item.id,
      answer: { kind: 'labels' as const, labelIds: [collection.truth(item).id] },
      suggestion: null,
      tookMs: 1,
    })),
    { source: 'desk' },
  );
  return collection.project.id;
}

const headPlan: HalvingPlan = { rounds: 2, width: 4, rungs: [1, 2, 4], score: 'mean' };
const networkPlan: HalvingPlan = { rounds: 1, width: 2, rungs: [1, 2], score: 'lowest' };

function wishes(projectId: ProjectId, change: Partial<SearchWishes> = {}): SearchWishes {
  return { projectId, scope: 'head', budgetMinutes: 60, seed: 5, plan: headPlan, ...change };
}

function search(
  at: WorkerClient<TrainerApi>,
  beginning: SearchWishes | { resume: SearchId; conclude: boolean },
  hear: (progress: SearchProgress) => void = () => undefined,
  signal?: AbortSignal,
) {
  return at.call((api, job) => api.search(job, beginning, remoteCallback(hear)), signal);
}

/** One collection and one search left alone, which the others are held against. */
let known: Promise<{ projectId: ProjectId; whole: Search }> | undefined;
function searchedCollection() {
  return (known ??= (async () => {
    const projectId = await decidedCollection();
    const outcome = await search(trainer(), wishes(projectId));
    if (!outcome.ok) throw new Error(`${outcome.problem.kind} ${outcome.problem.detail ?? ''}`);
    const whole = await getSearch(outcome.value);
    if (!whole) throw new Error('The search is gone.');
    return { projectId, whole };
  })());
}

/** The search of a collection begun last. */
async function newest(projectId: ProjectId): Promise<Search> {
  const [search] = await listSearches(projectId);
  if (!search) throw new Error('There is no search.');
  return search;
}

/** What was tried, what came of it and what won, without the names that chance gave. */
async function story(row: Search) {
  const runs = await runsOfSearch(row);
  return {
    winner: row.trials.findIndex(({ runId }) => runId === row.winner),
    trials: row.trials.map(({ round, losses, accuracies }, at) => {
      return { round, losses, accuracies, recipe: runs[at]!.recipe };
    }),
  };
}

describe('a search over heads', () => {
  it('tries what its plan says, every trial a run, and asks the benchmark about the winner alone', async () => {
    const { whole: row } = await searchedCollection();
    expect(row).toMatchObject({ status: 'done', problem: null });
    expect(row.trials).toHaveLength(wholeEffort(headPlan).trials);
    const runs = await runsOfSearch(row);
    expect(runs.every(({ searchId, status }) => searchId === row.id && status === 'done')).toBe(
      true,
    );
    expect(runs[0]!.recipe.settings).toEqual({ l2: 'auto', balance: true });
    const asked = runs.filter(({ evaluation }) => evaluation !== null);
    expect(asked.map(({ id }) => id)).toEqual([row.winner]);
    expect(asked[0]!.evaluation!.n).toBeGreaterThan(0);
  });

  it('stopped and gone on with ends exactly as one that was left alone, in another worker', async () => {
    const { projectId, whole } = await searchedCollection();
    const stop = new AbortController();
    const stopped = await search(
      trainer(),
      wishes(projectId),
      ({ units }) => {
        if (units.done >= 7) stop.abort();
      },
      stop.signal,
    );
    expect(stopped).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    const held = await newest(projectId);
    expect(held).toMatchObject({ status: 'paused', winner: null });
    expect(held.trials.length).toBeLessThan(whole.trials.length);

    const resumed = await search(trainer(), { resume: held.id, conclude: false });
    expect(resumed).toEqual({ ok: true, value: held.id });
    expect(await story(await newest(projectId))).toEqual(await story(whole));
  });

  it('is found held after its worker was killed, and can take the best so far', async () => {
    const { projectId } = await searchedCollection();
    const killed = trainer();
    const dead = search(killed, wishes(projectId), ({ units }) => {
      if (units.done >= 6) killed.close();
    });
    expect(await dead).toMatchObject({ ok: false });
    const machine = openMachine(projectId);
    const status = async () => (await newest(projectId)).status;
    try {
      await expect.poll(status).toBe('paused');
    } finally {
      machine.close();
    }
    const held = await newest(projectId);
    const concluded = await search(trainer(), { resume: held.id, conclude: true });
    expect(concluded).toMatchObject({ ok: true });
    const row = await newest(projectId);
    expect(row).toMatchObject({ status: 'done', winner: expect.any(String) as string });
    expect(row.trials).toHaveLength(held.trials.length);
  });

  it('ends when its time is spent, but never before the usual settings are measured', async () => {
    const { projectId } = await searchedCollection();
    const outcome = await search(trainer(), wishes(projectId, { budgetMinutes: 0 }));
    expect(outcome).toMatchObject({ ok: true });
    const row = await newest(projectId);
    expect(row.trials.map(({ losses }) => losses.length)).toEqual([4]);
    expect(row.winner).toBe(row.trials[0]!.runId);
  });

  it('leaves the model in service alone until its winner is brought to the gate', async () => {
    const { projectId, whole } = await searchedCollection();
    const trials = new Set(whole.trials.map(({ runId }) => runId));
    expect(await runsToServe(projectId)).toEqual([]);
    expect(trials.has((await getProject(projectId))!.servingRun!)).toBe(false);
    await bringToGate(whole.winner!);
    const machine = openMachine(projectId);
    try {
      // It may have been refreshed again before anybody looks.
      const version = async () => (await getRun(whole.winner!))?.version ?? 0;
      await expect.poll(version).toBeGreaterThanOrEqual(1);
    } finally {
      machine.close();
    }
    const run = await getRun(whole.winner!);
    expect(run?.status).toBe('done');
    const serving = (await getProject(projectId))?.servingRun;
    expect(serving === run?.id).toBe(run?.held === null);
  });

  it('says what is missing when there is too little to learn from', async () => {
    const collection = await collectionOfKinds(6);
    const outcome = await search(trainer(), wishes(collection.project.id));
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'too-few-examples' } });
    expect(await listSearches(collection.project.id)).toEqual([]);
  });
});

describe('a search over the whole network', () => {
  it('goes on from its checkpoints, keeps the winner’s network and no checkpoint', async () => {
    const { projectId } = await searchedCollection();
    const stop = new AbortController();
    const beginning = wishes(projectId, { scope: 'network', plan: networkPlan, seed: 2 });
    const stopped = await search(
      trainer(),
      beginning,
      ({ units }) => {
        if (units.done >= 2) stop.abort();
      },
      stop.signal,
    );
    expect(stopped).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    const held = await newest(projectId);
    const before = held.trials.map(({ losses }) => losses);
    const resumed = await search(trainer(), { resume: held.id, conclude: false });
    expect(resumed).toMatchObject({ ok: true });

    const row = await newest(projectId);
    expect(row.status).toBe('done');
    expect(row.trials.map(({ losses }) => losses.length).sort()).toEqual([1, 2, 2]);
    before.forEach((losses, at) => {
      expect(row.trials[at]!.losses.slice(0, losses.length)).toEqual(losses);
    });
    const winner = (await getRun(row.winner!))!;
    expect(winner.backbone).not.toBe(winner.startedFrom);
    expect(await getBackbone(winner.backbone)).toMatchObject({ origin: 'fine-tuned', projectId });
    expect(winner.evaluation?.n).toBeGreaterThan(0);
    for (const { runId } of row.trials) expect(await getCheckpoint(runId)).toBeUndefined();
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { bundledBackbone } from '../../../../src/collection/backbone-catalogue';
import { database } from '../../../../src/collection/database';
import { decide, undo } from '../../../../src/collection/decisions';
import { readFeatures } from '../../../../src/collection/features';
import { getMeasurement } from '../../../../src/collection/measurements';
import { getProject } from '../../../../src/collection/projects';
import type { Item, ProjectId } from '../../../../src/collection/records';
import type { Predictions } from '../../../../src/collection/training-records';
import { getHead, getPredictions, getRun } from '../../../../src/collection/runs';
import { openMachine, type Machine } from '../../../../src/workers/machine';
import type { MachineStatus } from '../../../../src/workers/protocol/trainer';
import { collectionOfKinds, type KindsCollection } from '../pictures-of-kinds';

const open: Machine[] = [];
afterEach(() => {
  for (const machine of open.splice(0)) machine.close();
});

function learnInBackground(projectId: ProjectId): { machine: Machine; seen: MachineStatus[] } {
  const machine = openMachine(projectId);
  open.push(machine);
  const seen: MachineStatus[] = [];
  machine.status.subscribe((status) => seen.push(status));
  return { machine, seen };
}

const answer = (collection: KindsCollection, items: readonly Item[]) =>
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

const poolOf = ({ items }: KindsCollection) => items.filter(({ role }) => role === 'pool');

async function learned(projectId: ProjectId, decisionId: number): Promise<Predictions> {
  let predictions: Predictions | undefined;
  await expect
    .poll(
      async () => {
        predictions = await getPredictions(projectId);
        return predictions?.learnedUpTo ?? 0;
      },
      { timeout: 90_000 },
    )
    .toBeGreaterThanOrEqual(decisionId);
  if (!predictions) throw new Error('There are no predictions.');
  return predictions;
}

/** How many of these items the predictions call by their right name. */
function rightly(collection: KindsCollection, predictions: Predictions, items: readonly Item[]) {
  const { labelIds, probabilities } = predictions;
  return items.filter((item) => {
    const row = predictions.itemIds.indexOf(item.id) * labelIds.length;
    const mine = [...probabilities.slice(row, row + labelIds.length)];
    return labelIds[mine.indexOf(Math.max(...mine))] === collection.truth(item).id;
  }).length;
}

describe('the background learner of an open project', () => {
  it('embeds, learns from decisions by itself, and serves what it learned', async () => {
    const collection = await collectionOfKinds(48);
    const { project, items } = collection;
    const { machine, seen } = learnInBackground(project.id);
    await expect
      .poll(async () => (await readFeatures(project.id, project.backbone)).itemIds.length)
      .toBe(48);
    await expect.poll(() => seen.map(({ activity }) => activity)).toContain('embedding');

    const pool = poolOf(collection);
    const asked = pool.slice(0, 12);
    const act = await answer(collection, asked);
    const predictions = await learned(project.id, Math.max(...act.decisionIds));
    const left = pool.slice(12);
    expect(rightly(collection, predictions, left)).toBeGreaterThan(0.8 * left.length);
    expect(predictions.itemIds).toHaveLength(48);
    expect([...predictions.poolOrder].sort((a, b) => a - b)).toEqual(left.map(({ id }) => id));

    const serving = (await getProject(project.id))?.servingRun;
    const { runs, heads } = database;
    const [run, head] = await database.transaction('r', [runs, heads], () =>
      Promise.all([getRun(serving!), getHead(serving!)]),
    );
    expect(run).toMatchObject({ number: 1, status: 'done', recipe: { kind: 'head' } });
    expect(head?.version).toBe(run?.version);

    const like = await machine.neighbours(left[0]?.id ?? items[0]!.id, 3);
    expect(like).toHaveLength(3);
    expect(asked.map(({ id }) => id)).toEqual(
      expect.arrayContaining(like.map(({ itemId }) => itemId)),
    );
    expect(like[0]!.similarity).toBeGreaterThanOrEqual(like[2]!.similarity);
  });

  it('learns again after an undo, and scores the benchmark it was never shown', async () => {
    const collection = await collectionOfKinds(60);
    const { project, items } = collection;
    learnInBackground(project.id);
    // Once every picture has its vector, the benchmark is scored as a whole whenever it is scored.
    await expect
      .poll(async () => (await readFeatures(project.id, project.backbone)).itemIds.length)
      .toBe(60);
    const benchmark = items.filter(({ role }) => role === 'benchmark');
    const check = items.filter(({ role }) => role === 'check');
    await answer(collection, [...poolOf(collection).slice(0, 9), ...check, ...benchmark]);
    const [wrong] = poolOf(collection).slice(20);
    const act = await answer(collection, [wrong!]);
    await undo(project.id, act.actId);
    const predictions = await learned(project.id, Math.max(...act.decisionIds) + 1);
    await expect
      .poll(async () => [...((await getPredictions(project.id))?.poolOrder ?? [])])
      .toContain(wrong!.id);
    // It may be learning once more meanwhile: what belongs together is read together.
    const { runs, measurements } = database;
    const [run, measurement] = await database.transaction('r', [runs, measurements], () =>
      Promise.all([getRun(predictions.runId), getMeasurement(predictions.runId)]),
    );
    expect(run?.evaluation?.n).toBe(benchmark.length);
    expect(run?.evaluatedLabels).toHaveLength(3);
    expect(run?.evaluation?.baselines.majority.n).toBe(benchmark.length);

    // Its answers are kept one by one, so that it can be looked into and compared later.
    expect(measurement).toMatchObject({ version: run?.version, labelIds: run?.evaluatedLabels });
    const { itemIds, probabilities, uncalibrated, targets } = measurement!.benchmark;
    expect([...itemIds].sort((a, b) => a - b)).toEqual(benchmark.map(({ id }) => id));
    const places = [...itemIds].map((_, row) => [row * 3, row * 3 + 1, row * 3 + 2]);
    const first = (values: ArrayLike<number>, row: number[]) =>
      row.reduce((best, at) => (values[at]! > values[best]! ? at : best));
    const right = places.filter((row) => targets[first(probabilities, row)] === 1).length;
    expect(right / itemIds.length).toBe(run?.evaluation?.accuracy.value);
    // A temperature changes how sure it is and never what it says.
    expect(places.map((row) => first(uncalibrated, row))).toEqual(
      places.map((row) => first(probabilities, row)),
    );
    expect(uncalibrated).not.toEqual(probabilities);
    expect(measurement?.check.itemIds).toHaveLength(check.length);
  });

  it('goes on from the rows alone when it is opened again', async () => {
    const collection = await collectionOfKinds(30);
    const { project } = collection;
    const first = learnInBackground(project.id).machine;
    const act = await answer(collection, poolOf(collection).slice(0, 9));
    const before = await learned(project.id, Math.max(...act.decisionIds));
    first.close();
    const more = await answer(collection, poolOf(collection).slice(9, 12));
    learnInBackground(project.id);
    const after = await learned(project.id, Math.max(...more.decisionIds));
    expect(after.runId).toBe(before.runId);
    expect(after.version).toBeGreaterThan(before.version);
  });

  it('leaves the work to one tab, and the other takes over when that one goes', async () => {
    const collection = await collectionOfKinds(12, bundledBackbone);
    const first = learnInBackground(collection.project.id);
    await expect.poll(() => first.seen.at(-1)?.activity).toBe('idle');
    const second = learnInBackground(collection.project.id);
    await expect.poll(() => second.seen.at(-1)?.activity).toBe('elsewhere');
    first.machine.close();
    await expect.poll(() => second.seen.at(-1)?.activity).toBe('idle');
  });
});

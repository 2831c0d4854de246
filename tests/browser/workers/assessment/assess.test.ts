import { afterEach, describe, expect, it } from 'vitest';
import { getAssessment } from '../../../../src/collection/assessments';
import { database } from '../../../../src/collection/database';
import { getItems, itemIds } from '../../../../src/collection/items';
import { judgePair } from '../../../../src/collection/pair-verdicts';
import { createProject } from '../../../../src/collection/projects';
import { missingFeatures } from '../../../../src/collection/features';
import type { Item, ProjectId } from '../../../../src/collection/records';
import type { FindingKind } from '../../../../src/collection/trust-records';
import { bundledBackbone } from '../../../../src/collection/backbone-catalogue';
import { drawSample } from '../../../../sample/draw-sample';
import { randomNumbers } from '../../../../src/statistics/random';
import {
  pictureClients,
  trainerClient,
  remoteCallback,
  type WorkerClient,
} from '../../../../src/workers/client';
import { openMachine } from '../../../../src/workers/machine';
import type { Progress } from '../../../../src/workers/protocol/calls';
import type { TrainerApi } from '../../../../src/workers/protocol/trainer';
import { greyScale, plant, plantKinds } from '../../../proofs/page/plants';
import { learnedCollection } from '../../export/learned-collection';

const clients: WorkerClient<TrainerApi>[] = [];
afterEach(() => {
  for (const trainer of clients.splice(0)) trainer.close();
});

function assess(
  projectId: ProjectId,
  kinds: FindingKind[],
  report: (progress: Progress) => void = () => undefined,
  signal?: AbortSignal,
) {
  const trainer = trainerClient();
  clients.push(trainer);
  return trainer.call(
    (api, job) => api.assess(job, projectId, kinds, remoteCallback(report)),
    signal,
  );
}

async function found<Kind extends FindingKind>(projectId: ProjectId, kind: Kind) {
  const row = await getAssessment(projectId, kind);
  if (!row) throw new Error(`There is no ${kind}.`);
  return row.result;
}

describe('looking a learned collection over', () => {
  it('sets the run beside simpler ways, draws its curve, folds it, and checks its data', async () => {
    const { project, decided } = await learnedCollection(90);
    const seen: number[] = [];
    const kinds: FindingKind[] = ['baselines', 'learning-curve', 'cross-validation', 'data-checks'];
    const outcome = await assess(project.id, kinds, ({ done }) => seen.push(done));
    expect(outcome).toEqual({ ok: true, value: undefined });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));

    const baselines = await found(project.id, 'baselines');
    expect(baselines.methods.map(({ method }) => method).sort()).toEqual([
      'colour-texture',
      'frozen-head',
      'majority',
      'neighbours',
    ]);
    expect(baselines.run?.id).toBe(project.servingRun);
    expect(baselines.methods.every(({ accuracy }) => accuracy.n === baselines.n)).toBe(true);
    // Stripes, discs and plain paper: a linear model on textures alone can tell them apart.
    const by = (method: string) => baselines.methods.find((one) => one.method === method)!;
    expect(by('colour-texture').accuracy.value).toBeGreaterThan(by('majority').accuracy.value);

    const folds = await found(project.id, 'cross-validation');
    expect(folds).toMatchObject({ n: decided.length, folds: 5 });
    expect(folds.accuracy.value).toBeGreaterThan(0.7);

    const curve = await found(project.id, 'learning-curve');
    expect(curve.silence === null).toBe(curve.forecasts.length > 0);

    const checks = await found(project.id, 'data-checks');
    expect(checks.items).toBe(90);
    expect(checks.labels).toHaveLength(3);
    expect(checks.shift).toEqual([]);
  });

  it('stops when it is told to, and keeps nothing half-made', async () => {
    const { project } = await learnedCollection(30);
    const stop = new AbortController();
    const outcome = await assess(project.id, ['data-checks'], () => stop.abort(), stop.signal);
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    expect(await getAssessment(project.id, 'data-checks')).toBeUndefined();
  });
});

async function bringIn(projectId: ProjectId, pictures: [string, Blob][]): Promise<void> {
  const [hands] = pictureClients(1);
  const files = pictures.map(([name, blob]) => ({
    ...{
      file: new File([blob], name, { type: blob.type }),
      folder: '',
      handle: null,
      attachments: null,
    },
  }));
  const request = { projectId, files, workingSide: 1024, folderLabels: null };
  await hands!.ask((api, job) => api.importBatch(job, request));
  hands!.close();
}

async function embedded(projectId: ProjectId): Promise<Map<string, Item>> {
  const machine = openMachine(projectId);
  const missing = async () => (await missingFeatures(projectId, bundledBackbone)).length;
  await expect.poll(missing, { timeout: 180_000 }).toBe(0);
  machine.close();
  const items = await getItems(await itemIds(projectId));
  return new Map(items.map((item) => [item.name, item]));
}

describe('planted in the sample collection', () => {
  it('near-duplicates are found, and lie in one role once accepted; a grey batch is a shift', async () => {
    const { id } = await createProject({
      ...{ name: 'Planted', task: 'single', backbone: bundledBackbone, seed: 3 },
    });
    const random = randomNumbers(12);
    const drawn = await Promise.all(Array.from({ length: 48 }, (_, at) => drawSample(at)));
    const originals = drawn.map(({ blob }, at): [string, Blob] => [`${at}.png`, blob]);
    const copies: [string, Blob][] = [];
    // One after another: in whatever order they became ready, they would draw other numbers.
    for (const [at, [name, blob]] of originals.slice(0, 12).entries()) {
      const kind = plantKinds[at % plantKinds.length]!;
      copies.push([`copy of ${name}`, await plant(blob, kind, random)]);
    }
    const more = await Promise.all(Array.from({ length: 24 }, (_, at) => drawSample(100 + at)));
    const grey = await Promise.all(
      more.map(async ({ blob }, at): Promise<[string, Blob]> => [
        `grey ${at}.jpg`,
        await greyScale(blob),
      ]),
    );
    await bringIn(id, [...originals, ...copies]);
    await bringIn(id, grey);
    const items = await embedded(id);
    // As if the grey ones had come in an hour later.
    for (const [name] of grey) {
      const item = items.get(name)!;
      await database.items.update(item.id, { importedAt: item.importedAt + 3_600_000 });
    }
    expect(await assess(id, ['data-checks'])).toMatchObject({ ok: true });
    const checks = await found(id, 'data-checks');

    const nameOf = new Map([...items].map(([name, item]) => [item.id, name]));
    const named = checks.pairs.map(({ itemIds: pair }) =>
      pair.map((one) => nameOf.get(one)!).sort(),
    );
    const wanted = copies.map(([copy]) => [copy.replace('copy of ', ''), copy].sort());
    const isWanted = (pair: string[]) => wanted.some((one) => String(one) === String(pair));
    expect(named.filter(isWanted).length).toBeGreaterThanOrEqual(11);
    expect(named.filter((pair) => !isWanted(pair)).length).toBeLessThanOrEqual(2);
    for (const { itemIds: pair } of checks.pairs) await judgePair(id, pair, 'one-object');
    const after = new Map((await getItems(await itemIds(id))).map((item) => [item.name, item]));
    for (const pair of named) {
      expect(after.get(pair[0]!)?.role).toBe(after.get(pair[1]!)?.role);
    }

    expect(checks.shift).toHaveLength(1);
    expect(checks.shift[0]).toMatchObject({ n: 24, against: 60 });
    expect(checks.shift[0]!.p).toBeLessThan(0.01);
    expect(checks.shift[0]!.examples.every((one) => nameOf.get(one)!.startsWith('grey'))).toBe(
      true,
    );
  });
});

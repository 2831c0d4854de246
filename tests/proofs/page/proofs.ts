/** What scripts/proofs/trust-checks.ts asks the browser for: the app's own workers on planted pictures. */
import { getAssessment } from '../../../src/collection/assessments';
import type { DataChecks } from '../../../src/collection/assessment-records';
import { missingFeatures } from '../../../src/collection/features';
import { getItems, itemIds } from '../../../src/collection/items';
import { judgePair } from '../../../src/collection/pair-verdicts';
import { createProject, getProject } from '../../../src/collection/projects';
import type { Item, ProjectId } from '../../../src/collection/records';
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import { randomNumbers, shuffled } from '../../../src/statistics/random';
import { pictureClients, trainerClient, remoteCallback } from '../../../src/workers/client';
import { openMachine } from '../../../src/workers/machine';
import { FeatureTable } from '../../../src/workers/backbones/feature-table';
import { baselineFeatures } from '../../../src/workers/assessment/baseline-features';
import { shiftBetweenBatches } from '../../../src/workers/assessment/shift-between-batches';
import { thingOf } from './known-twins';
import { greyScale, plant, plantKinds, type PlantKind } from './plants';

/** Pictures as they are handed over, by name. */
const originals = new Map<string, Blob>();

export interface Planted {
  original: string;
  copy: string;
  kind: PlantKind;
}

export interface PairsFound {
  planted: { kind: PlantKind; isFound: boolean }[];
  /** Pairs that were not planted; `isOneThing` where the collection itself shows one thing twice. */
  others: { names: [string, string]; likeness: number; isOneThing: boolean }[];
  /** Planted pairs found that lie in two roles: before, and after all were accepted as one object. */
  straddling: { before: number; after: number };
}

const proofs = {
  begin: async (seed: number) =>
    (
      await createProject({
        name: 'Proof',
        task: 'single',
        backbone: bundledBackbone,
        seed,
      })
    ).id,

  receive(pictures: { name: string; base64: string }[]): void {
    for (const { name, base64 } of pictures) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      originals.set(name, new Blob([bytes], { type: 'image/jpeg' }));
    }
  },

  addOriginals: (projectId: ProjectId, prefix: string) =>
    add(
      projectId,
      [...originals].filter(([name]) => name.startsWith(prefix)),
    ),

  async addPlants(projectId: ProjectId, count: number, seed: number): Promise<Planted[]> {
    const random = randomNumbers(seed, 1);
    const names = [...originals.keys()];
    const chosen = [...shuffled(names.length, random).slice(0, count)].map((at) => names[at]!);
    const planted: Planted[] = [];
    const files: [string, Blob][] = [];
    for (const [at, original] of chosen.entries()) {
      const kind = plantKinds[at % plantKinds.length]!;
      const copy = `${kind}-${original}`;
      files.push([copy, await plant(originals.get(original)!, kind, random)]);
      planted.push({ original, copy, kind });
    }
    await add(projectId, files);
    return planted;
  },

  async addGrey(projectId: ProjectId, count: number): Promise<void> {
    const chosen = [...originals].filter((_, at) => at % 3 === 0).slice(0, count);
    const files = await Promise.all(
      chosen.map(async ([name, blob]) => [`grey-${name}`, await greyScale(blob)] as const),
    );
    await add(projectId, files);
  },

  async embed(projectId: ProjectId): Promise<number> {
    const machine = openMachine(projectId);
    const project = await getProject(projectId);
    while ((await missingFeatures(projectId, project!.backbone)).length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    machine.close();
    return (await itemIds(projectId)).length;
  },

  async findPairs(projectId: ProjectId, planted: Planted[]): Promise<PairsFound> {
    const checks = await checked(projectId);
    const items = await namedItems(projectId);
    const nameOf = new Map([...items].map(([name, { id }]) => [id, name]));
    const keyOf = (one: string, other: string) => [one, other].sort().join(' = ');
    const wanted = new Set(planted.map(({ original, copy }) => keyOf(original, copy)));
    const found = checks.pairs.map(({ itemIds: pair, likeness }) => {
      const names: [string, string] = [nameOf.get(pair[0])!, nameOf.get(pair[1])!];
      return { names, likeness, key: keyOf(...names), pair };
    });
    const keys = new Set(found.map(({ key }) => key));
    const caught = planted.filter(({ original, copy }) => keys.has(keyOf(original, copy)));
    const before = straddlingOf(caught, items);
    for (const { pair, key } of found) {
      if (wanted.has(key)) await judgePair(projectId, pair, 'one-object');
    }
    return {
      planted: planted.map(({ original, copy, kind }) => ({
        kind,
        isFound: keys.has(keyOf(original, copy)),
      })),
      others: found
        .filter(({ key }) => !wanted.has(key))
        .map(({ names, likeness }) => ({
          ...{ names, likeness, isOneThing: thingOf(names[0]) === thingOf(names[1]) },
        })),
      straddling: { before, after: straddlingOf(caught, await namedItems(projectId)) },
    };
  },

  /** p-values of batches drawn from pictures named so, each against 250 museum pictures it has no part in. */
  async shiftTrials(
    projectId: ProjectId,
    prefix: string,
    trials: number,
    batchSize: number,
  ): Promise<number[]> {
    const project = (await getProject(projectId))!;
    const table = await FeatureTable.read(projectId, project.backbone);
    const never = new AbortController().signal;
    const baseline = await baselineFeatures(projectId, () => undefined, never);
    const items = [...(await namedItems(projectId))];
    const museum = items.filter(([name]) => name.startsWith('museum'));
    const pool = items.filter(([name]) => name.startsWith(prefix));
    return Array.from({ length: trials }, (_, trial) => {
      const random = randomNumbers(trial, 7);
      const batch = some(pool, batchSize, random);
      // The grey copy of a picture is not held against that very picture.
      const taken = new Set(batch.map(([name]) => name.replace('grey-', '')));
      const left = museum.filter(([name]) => !taken.has(name));
      const before = some(left, 250, random);
      const rows: Item[] = [
        ...before.map(([, item]) => ({ ...item, importedAt: 0 })),
        ...batch.map(([, item]) => ({ ...item, importedAt: 3_600_000 })),
      ];
      return shiftBetweenBatches(trial, rows, table, baseline, never)[0]!.p;
    });
  },
};

declare global {
  interface Window {
    proofs: typeof proofs;
  }
}
window.proofs = proofs;

async function add(
  projectId: ProjectId,
  pictures: readonly (readonly [string, Blob])[],
): Promise<number> {
  const [hands] = pictureClients(1);
  let added = 0;
  for (let start = 0; start < pictures.length; start += 50) {
    const files = pictures.slice(start, start + 50).map(([name, blob]) => ({
      ...{
        file: new File([blob], name, { type: blob.type }),
        folder: '',
        handle: null,
        attachments: null,
      },
    }));
    const request = { projectId, files, workingSide: 1024, folderLabels: null };
    const reports = await hands!.ask((api, job) => api.importBatch(job, request));
    if (reports.ok) added += reports.value.filter(({ ok }) => ok).length;
  }
  hands!.close();
  return added;
}

async function checked(projectId: ProjectId): Promise<DataChecks> {
  const trainer = trainerClient();
  const outcome = await trainer.call((api, job) =>
    api.assess(
      job,
      projectId,
      ['data-checks'],
      remoteCallback(() => undefined),
    ),
  );
  trainer.close();
  if (!outcome.ok) throw new Error(`${outcome.problem.kind} ${outcome.problem.detail ?? ''}`);
  return (await getAssessment(projectId, 'data-checks'))!.result;
}

async function namedItems(projectId: ProjectId): Promise<Map<string, Item>> {
  const items = await getItems(await itemIds(projectId));
  return new Map(items.map((item) => [item.name, item]));
}

function straddlingOf(planted: readonly Planted[], items: Map<string, Item>): number {
  return planted.filter(({ original, copy }) => items.get(original)?.role !== items.get(copy)?.role)
    .length;
}

function some<T>(all: readonly T[], count: number, random: () => number): T[] {
  return [...shuffled(all.length, random).slice(0, count)].map((at) => all[at]!);
}

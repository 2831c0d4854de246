/** A project as a whole, table by table: for taking it out of this browser and bringing it back. */
import { database } from './database';
import { forgetAnswers } from './standing-answers';
import { bareRecord, recordFor } from './item-records';
import { deleteProject } from './projects';
import type { Project, ProjectId, WorkingCopy } from './records';
import type { StoredBackbone } from './training-records';

/** What is read in one transaction, so that decisions, labels and runs agree with each other. */
export const coreTables = [
  'projects',
  'labels',
  'labelEdits',
  'items',
  'decisions',
  'snapshots',
  'runs',
  'heads',
  'searches',
  'secondLooks',
  'accepted',
] as const;

/** What can be large, or can be computed again: read in pages. */
export const pagedTables = [
  'itemRecords',
  'thumbnails',
  'features',
  'checkpoints',
  'predictions',
  'measurements',
  'doubts',
  'assessments',
] as const;

export type CoreTable = (typeof coreTables)[number];
export type ProjectTable = CoreTable | (typeof pagedTables)[number];

/** Pictures, or blocks of features, read at once. */
const pageSize = 64;

/** The version of the schema that rows follow here. */
export function schemaVersion(): number {
  return database.verno;
}

/** Every row of the core tables as of one moment, by primary key. Undefined when the project is gone. */
export function readCore(
  projectId: ProjectId,
): Promise<(Record<CoreTable, object[]> & { projects: [Project] }) | undefined> {
  const tables = coreTables.map((name) => database.table<object>(name));
  return database.transaction('r', tables, async () => {
    const project = await database.projects.get(projectId);
    if (project === undefined) return undefined;
    const read = await Promise.all(
      coreTables.map(async (name) => [
        name,
        name === 'projects'
          ? [project]
          : await database.table<object>(name).where({ projectId }).toArray(),
      ]),
    );
    return Object.fromEntries(read) as Record<CoreTable, object[]> & { projects: [Project] };
  });
}

/** The rows of one table in pages, in the order of their keys. */
export async function* readPages(
  projectId: ProjectId,
  name: 'workingCopies' | (typeof pagedTables)[number],
): AsyncGenerator<object[]> {
  const table = database.table<object>(name);
  const keys = await table.where({ projectId }).primaryKeys();
  for (let at = 0; at < keys.length; at += pageSize) {
    const rows = await table.bulkGet(keys.slice(at, at + pageSize));
    yield rows.filter((row) => row !== undefined);
  }
}

/** The networks a project stands on, where this browser holds them (the bundled one is in no table). */
export async function backbonesOf(projectId: ProjectId): Promise<StoredBackbone[]> {
  const project = await database.projects.get(projectId);
  const runs = await database.runs.where({ projectId }).toArray();
  const own = await database.backbones.where({ projectId }).primaryKeys();
  const used = runs.flatMap(({ backbone, startedFrom }) => [backbone, startedFrom]);
  const hashes = new Set([...own, ...used, ...(project ? [project.backbone] : [])]);
  return (await database.backbones.bulkGet([...hashes])).filter((row) => row !== undefined);
}

/** Keeps rows of a project that is being brought back. Throws when there is no room, or a key is taken. */
export async function addRows(name: ProjectTable, rows: readonly object[]): Promise<void> {
  // Added, never put: a row whose key another project holds is not that project's to lose.
  await database.table<object>(name).bulkAdd([...rows]);
}

/** Gives a bare record to every item that has none. */
export async function completeRecords(projectId: ProjectId): Promise<void> {
  const { items, itemRecords } = database;
  const known = new Set(await itemRecords.where({ projectId }).primaryKeys());
  const missing = await items
    .where({ projectId })
    .filter(({ id }) => !known.has(id))
    .toArray();
  await itemRecords.bulkAdd(missing.map((item) => recordFor(item, bareRecord)));
}

export async function addWorkingCopies(copies: readonly WorkingCopy[]): Promise<void> {
  await database.workingCopies.bulkAdd([...copies]);
}

/** How far numbered ids must be moved so that they meet none that are here; 0 where they fit as they are. */
export async function roomFor(
  name: 'items' | 'decisions' | 'labelEdits' | 'features' | 'secondLooks',
  ids: readonly number[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const table = database.table<object, number>(name);
  const [first, last] = ids.reduce(
    ([low, high], id) => [Math.min(low, id), Math.max(high, id)],
    [Infinity, -Infinity],
  );
  if ((await table.where('id').between(first, last, true, true).count()) === 0) return 0;
  const highest = (await table.orderBy('id').reverse().limit(1).primaryKeys())[0] ?? 0;
  return Math.max(0, highest + 1 - first);
}

export async function hasProject(projectId: ProjectId): Promise<boolean> {
  return (await database.projects.get(projectId)) !== undefined;
}

/** While a project is being brought back, its rows are there and its own row is not yet. */
function lockOf(projectId: string): string {
  return `vitrine-opening-${projectId}`;
}

/**
 * Runs `work`, which brings back every row of a project but its own; that one is put last, so that a
 * project is on the shelf whole or not at all. What was written is removed when `work` fails. A project
 * that is here is let go with `replace`; without, nothing is done and the answer is false.
 */
export function bringBack(
  project: Project,
  { replace }: { replace: boolean },
  work: () => Promise<void>,
): Promise<boolean> {
  return navigator.locks.request(lockOf(project.id), async () => {
    // Asked under the lock: another tab may have brought the same one back a moment ago.
    if (!replace && (await hasProject(project.id))) return false;
    let isDone = false;
    try {
      if (replace) await deleteProject(project.id);
      await work();
      await database.projects.put(project);
      isDone = true;
    } finally {
      if (!isDone) await deleteProject(project.id);
      forgetAnswers(project.id);
    }
    return isDone;
  });
}

/** Removes what a project left that never arrived: the tab was closed while it was being opened. */
export async function sweepUnfinished(): Promise<void> {
  const present = new Set<string>(await database.projects.toCollection().primaryKeys());
  const found = await Promise.all(
    database.tables
      .filter(({ name, schema }) => {
        const isIndexed = 'projectId' in schema.idxByName || schema.primKey.name === 'projectId';
        return isIndexed && name !== 'backbones';
      })
      .map((table) => table.orderBy('projectId').uniqueKeys()),
  );
  const orphans = new Set(found.flat().map(String));
  for (const id of orphans) {
    if (present.has(id)) continue;
    await navigator.locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
      if (lock && !(await hasProject(id as ProjectId))) await deleteProject(id as ProjectId);
    });
  }
}

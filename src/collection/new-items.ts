/** How a batch of pictures comes in: whole, or not at all. */
import { database, newId } from './database';
import { appendAnswers } from './decision-log';
import { requireProject } from './projects';
import { draw, roleFor } from './roles';
import type { ActId, Item, ItemId, LabelId, Project, ProjectId } from './records';

export interface NewItem {
  name: string;
  folder: string;
  sha256: string;
  bytes: number;
  type: string;
  width: number;
  height: number;
  handle: FileSystemFileHandle | null;
  working: Blob;
  thumbnail: { bytes: ArrayBuffer; type: string };
  /** The label its folder gives it; null for none. */
  labelId: LabelId | null;
}

export function addInOneTransaction(
  projectId: ProjectId,
  incoming: readonly NewItem[],
): Promise<(ItemId | { duplicateOf: string })[]> {
  const { projects, items, workingCopies, thumbnails, decisions } = database;
  return database.transaction(
    'rw',
    [projects, items, workingCopies, thumbnails, decisions],
    async () => {
      const project = await requireProject(projectId);
      const twins = await twinsOf(projectId, incoming);
      const fresh = incoming.filter((item) => twins.get(item.sha256) === item);
      const ids = await items.bulkAdd(await rowsFor(project, fresh), { allKeys: true });
      const idOf = new Map(fresh.map((item, index) => [item, ids[index] as ItemId]));
      const kept = [...idOf];
      await Promise.all([
        workingCopies.bulkAdd(
          kept.map(([{ working }, itemId]) => ({ itemId, projectId, blob: working })),
        ),
        thumbnails.bulkAdd(
          kept.map(([item, itemId]) => ({ itemId, projectId, ...item.thumbnail })),
        ),
      ]);
      await decideByFolder(project, kept);
      return incoming.map(
        (item) => idOf.get(item) ?? { duplicateOf: twins.get(item.sha256)?.name ?? item.name },
      );
    },
  );
}

/** For each hash, who has it first: an item already here, or the first of the batch. */
async function twinsOf(
  projectId: ProjectId,
  incoming: readonly NewItem[],
): Promise<Map<string, NewItem | Item>> {
  const twins = new Map<string, NewItem | Item>();
  const stored = await Promise.all(
    incoming.map(({ sha256 }) => database.items.get({ projectId, sha256 })),
  );
  incoming.forEach((item, index) => {
    if (!twins.has(item.sha256)) twins.set(item.sha256, stored[index] ?? item);
  });
  return twins;
}

async function rowsFor(project: Project, fresh: readonly NewItem[]): Promise<Omit<Item, 'id'>[]> {
  const role = 'benchmark';
  let benchmark = await database.items.where({ projectId: project.id, role }).count();
  const importedAt = Date.now();
  return fresh.map(({ name, folder, sha256, bytes, type, width, height, handle }) => {
    const drawn = draw(project.seed, sha256);
    const role = roleFor(drawn.role, benchmark);
    if (role === 'benchmark') benchmark += 1;
    return {
      projectId: project.id,
      name,
      folder,
      sha256,
      bytes,
      type,
      width,
      height,
      importedAt,
      group: sha256,
      role,
      order: drawn.order,
      state: 'open',
      standing: null,
      restricted: false,
      note: '',
      handle,
    };
  });
}

async function decideByFolder(
  project: Project,
  kept: readonly (readonly [NewItem, ItemId])[],
): Promise<void> {
  const entries = kept.flatMap(([{ labelId }, itemId]) =>
    labelId === null
      ? []
      : [
          {
            itemId,
            answer: { kind: 'labels' as const, labelIds: [labelId] },
            suggestion: null,
            tookMs: null,
          },
        ],
  );
  if (entries.length > 0) await appendAnswers(project, newId<ActId>(), 'folder', entries);
}

/** How a batch of pictures comes in: whole, or not at all. */
import { database, newId } from './database';
import { appendAnswers, type Entry } from './decision-log';
import { bareRecord, recordFor, type Attachments } from './item-records';
import { keepViews } from './network-views';
import type { NetworkView } from './browser-records';
import { requireProject } from './projects';
import { draw, roleFor } from './roles';
import { settle } from './twin-decisions';
import type { ActId, DecisionSource, Item, ItemId, Project, ProjectId, Role } from './records';

export interface NewItem {
  name: string;
  folder: string;
  sha256: string;
  bytes: number;
  type: string;
  width: number;
  height: number;
  handle: FileSystemFileHandle | null;
  /** Null where the original stays within reach. */
  working: Blob | null;
  thumbnail: { bytes: ArrayBuffer; type: string };
  /** What the network will be shown, where it is known already. */
  view?: Pick<NetworkView, 'side' | 'pixels'> | undefined;
  attachments: Attachments | null;
}

/** The same bytes are here; `contradicts` is the path they have here, where two decisions came with them. */
export interface TwinHere {
  duplicateOf: string;
  contradicts: string | null;
}

export function addInOneTransaction(
  projectId: ProjectId,
  incoming: readonly NewItem[],
): Promise<(ItemId | TwinHere)[]> {
  const { projects, items, itemRecords, workingCopies, thumbnails, networkViews, decisions } =
    database;
  return database.transaction(
    'rw',
    [projects, items, itemRecords, workingCopies, thumbnails, networkViews, decisions],
    async () => {
      const project = await requireProject(projectId);
      const twins = await twinsOf(projectId, incoming);
      const fresh = incoming.filter((item) => twins.get(item.sha256) === item);
      const ids = await items.bulkAdd(await rowsFor(project, fresh), { allKeys: true });
      const kept = fresh.map((item, index) => [item, ids[index] as ItemId] as const);
      const returned = await unpictured(incoming, twins);
      for (const [{ handle }, id] of returned) if (handle) await items.update(id, { handle });
      const pictured = [...kept, ...returned];
      const idOf = new Map(pictured);
      await Promise.all([
        workingCopies.bulkPut(
          pictured.flatMap(([{ working }, itemId]) =>
            working === null ? [] : [{ itemId, projectId, blob: working }],
          ),
        ),
        keepViews(
          projectId,
          kept.flatMap(([{ view }, itemId]) => (view ? [{ itemId, projectId, ...view }] : [])),
        ),
        itemRecords.bulkAdd(
          kept.map(([{ attachments }, id]) =>
            recordFor({ id, projectId }, attachments?.record ?? bareRecord),
          ),
        ),
        thumbnails.bulkPut(
          pictured.map(([item, itemId]) => ({ itemId, projectId, ...item.thumbnail })),
        ),
      ]);
      await decideAlong(project, kept);
      const answers: (ItemId | TwinHere)[] = [];
      for (const item of incoming) {
        const duplicateOf = twins.get(item.sha256)?.name ?? item.name;
        const contradicts = idOf.has(item) ? null : await contradicted(project, item);
        answers.push(idOf.get(item) ?? { duplicateOf, contradicts });
      }
      return answers;
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

async function contradicted(
  project: Project,
  { sha256, attachments }: NewItem,
): Promise<string | null> {
  if (!attachments?.decision) return null;
  const twin = await database.items.get({ projectId: project.id, sha256 });
  return twin === undefined ? null : settle(project, twin, attachments.decision);
}

/** What arrives for items that are here without their pictures: those of a backup that had none. */
async function unpictured(
  incoming: readonly NewItem[],
  twins: ReadonlyMap<string, NewItem | Item>,
): Promise<(readonly [NewItem, ItemId])[]> {
  const found: (readonly [NewItem, ItemId])[] = [];
  const seen = new Set<ItemId>();
  for (const item of incoming) {
    const twin = twins.get(item.sha256);
    if (!twin || !('id' in twin) || seen.has(twin.id) || (await isPictured(twin))) continue;
    seen.add(twin.id);
    found.push([item, twin.id]);
  }
  return found;
}

/** With a copy, or with the way to its file: then it needs none. */
export async function isPictured({ id, handle }: Pick<Item, 'id' | 'handle'>): Promise<boolean> {
  return handle !== null || (await database.workingCopies.where({ itemId: id }).count()) > 0;
}

/** The same bytes were found in another place: from now on they are opened there. */
export async function renewHandle(
  { id, projectId, handle }: Item,
  found: FileSystemFileHandle | null,
): Promise<void> {
  if (handle === null || found === null || (await handle.isSameEntry(found))) return;
  await database.items.update(id, { handle: found });
  // So that what could not be reached is tried again.
  await database.allowances.where({ projectId }).modify({ at: Date.now() });
}

async function rowsFor(project: Project, fresh: readonly NewItem[]): Promise<Omit<Item, 'id'>[]> {
  const role = 'benchmark';
  let benchmark = await database.items.where({ projectId: project.id, role }).count();
  const groupRoles = await rolesOfGroups(project.id, fresh);
  const importedAt = Date.now();
  return fresh.map(({ name, folder, sha256, bytes, type, width, height, handle, attachments }) => {
    const group = attachments?.group ?? sha256;
    const role = groupRoles.get(group) ?? roleFor(draw(project.seed, group).role, benchmark);
    if (attachments?.group) groupRoles.set(group, role);
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
      group,
      role,
      order: draw(project.seed, sha256).order,
      state: 'open',
      standing: null,
      restricted: false,
      note: '',
      handle,
    };
  });
}

/** What members of the named groups, that are here already, are for. */
async function rolesOfGroups(
  projectId: ProjectId,
  fresh: readonly NewItem[],
): Promise<Map<string, Role>> {
  const named = new Set(fresh.flatMap(({ attachments }) => attachments?.group ?? []));
  const members = await Promise.all(
    [...named].map((group) => database.items.where({ projectId, group }).first()),
  );
  return new Map(members.flatMap((item) => (item ? [[item.group, item.role] as const] : [])));
}

/** Decisions that came along are one act, whoever made them. */
async function decideAlong(
  project: Project,
  kept: readonly (readonly [NewItem, ItemId])[],
): Promise<void> {
  const actId = newId<ActId>();
  const origins = new Map<string, { source: DecisionSource; by: string; entries: Entry[] }>();
  for (const [{ attachments }, itemId] of kept) {
    if (!attachments?.decision) continue;
    const { source, by, answer } = attachments.decision;
    const key = JSON.stringify([source, by]);
    const origin = origins.get(key) ?? { source, by, entries: [] };
    origin.entries.push({ itemId, answer, suggestion: null, tookMs: null });
    origins.set(key, origin);
  }
  for (const { source, by, entries } of origins.values()) {
    const annotator = by === '' ? project.annotator : by;
    await appendAnswers({ ...project, annotator }, actId, source, entries);
  }
}

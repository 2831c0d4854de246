/**
 * Groups a person names: pictures of one object, of one volume, of one sitter. All of a group play one
 * role, so that none is learned from while another is scored on. One act, taken back as one.
 */
import { getAssessment } from './assessments';
import type { Regrouping } from './assessment-records';
import { database } from './database';
import { requireProject } from './projects';
import { draw, roleFor } from './roles';
import type { Item, ItemId, Project, ProjectId, Role } from './records';
import { latestDecisionId } from './standing-answers';
import { learnedSince } from './pair-verdicts';

export interface Regrouped {
  /** Groups of two pictures and more that were named, and the pictures in the largest. */
  groups: number;
  largest: number;
  /** Pictures whose group or role is another now. */
  moved: number;
  /** Of them, pictures that have another role now. */
  movedRoles: number;
}

/**
 * Puts every item of `groupOf` into the group it names. Groups that had a picture in common before
 * become one: a regrouping never parts what a person put together. `words` say what it was done by.
 */
export function regroup(
  projectId: ProjectId,
  groupOf: ReadonlyMap<ItemId, string>,
  words: string,
): Promise<Regrouped> {
  const { projects, items, decisions, assessments } = database;
  return database.transaction('rw', [projects, items, decisions, assessments], async () => {
    const project = await requireProject(projectId);
    const rows = await items.where({ projectId }).toArray();
    const places = joined(rows, groupOf);
    const before = await placeAll(project, rows, places);
    const moved = before.filter(({ itemId, role }) => places.roles.get(itemId) !== role);
    const result: Regrouped = {
      ...sizesOf(places.groups, groupOf),
      moved: before.length,
      movedRoles: moved.length,
    };
    if (before.length === 0) return result;
    const groupings = (project.groupings ?? 0) + 1;
    await projects.update(projectId, { groupings });
    await settleVerdicts(projectId);
    const regrouping: Regrouping = { at: Date.now(), words, groupings, ...result, before };
    await assessments.put({
      projectId,
      kind: 'regrouping',
      at: regrouping.at,
      learnedUpTo: await latestDecisionId(projectId),
      result: regrouping,
    });
    return result;
  });
}

/** The regrouping that can be taken back: the latest, unless groups were changed since. */
export async function lastRegrouping(projectId: ProjectId): Promise<Regrouping | null> {
  const [row, project] = await Promise.all([
    getAssessment(projectId, 'regrouping'),
    database.projects.get(projectId),
  ]);
  return row?.result.groupings === (project?.groupings ?? 0) ? (row?.result ?? null) : null;
}

/**
 * Takes the latest regrouping back. A picture that a run was frozen to learn from meanwhile stays in
 * the pool: it can never be scored on again. @returns Pictures that are as they were before.
 */
export function takeBackRegrouping(projectId: ProjectId): Promise<number> {
  const { projects, items, assessments, snapshots } = database;
  return database.transaction('rw', [projects, items, assessments, snapshots], async () => {
    const last = await lastRegrouping(projectId);
    if (last === null) return 0;
    const learned = await learnedSince(projectId, last.at);
    await inSlices(last.before, (slice) =>
      items.bulkUpdate(
        slice.map(({ itemId, group, role }) => ({
          key: itemId,
          changes: learned.has(itemId) ? { group } : { group, role },
        })),
      ),
    );
    await projects.update(projectId, { groupings: last.groupings + 1 });
    await assessments.delete([projectId, 'regrouping']);
    return last.before.length;
  });
}

/** Pictures whose label came with the folder they lay in, whatever it is called by now. */
export async function labelledByFolder(projectId: ProjectId): Promise<Set<ItemId>> {
  const ids = new Set<ItemId>();
  await database.decisions.where({ projectId }).each((event) => {
    if (event.kind === 'answer' && event.source === 'folder') ids.add(event.itemId);
  });
  return ids;
}

interface Places {
  groups: Map<ItemId, string>;
  roles: Map<ItemId, Role>;
}

/** The name of every item's group: what is wished for, and whatever was one group with it before. */
function joined(rows: readonly Item[], groupOf: ReadonlyMap<ItemId, string>): Places {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let top = name;
    for (let up = parents.get(top); up !== undefined; up = parents.get(top)) top = up;
    // Shortened on the way, so that long chains are walked once.
    for (let at = name; at !== top;) {
      const up = parents.get(at) ?? top;
      parents.set(at, top);
      at = up;
    }
    return top;
  };
  for (const { id, group } of rows) {
    const wished = groupOf.get(id);
    if (wished === undefined) continue;
    const [one, other] = [root(group), root(wished)];
    // The wished name wins; where two wished names meet, the first of them.
    if (one !== other) parents.set(one, other);
  }
  return { groups: new Map(rows.map(({ id, group }) => [id, root(group)])), roles: new Map() };
}

/** Writes groups and roles where they change. @returns What was there before. */
async function placeAll(
  project: Project,
  rows: readonly Item[],
  places: Places,
): Promise<Regrouping['before']> {
  const members = new Map<string, Item[]>();
  for (const item of rows) {
    const group = places.groups.get(item.id) ?? item.group;
    const list = members.get(group);
    if (list === undefined) members.set(group, [item]);
    else list.push(item);
  }
  const changed = [...members].filter(([group, list]) => list.some((one) => one.group !== group));
  if (changed.length === 0) return [];
  const touched = new Set(changed.flatMap(([, list]) => list.map(({ id }) => id)));
  let benchmark = rows.filter(({ id, role }) => role === 'benchmark' && !touched.has(id)).length;
  const hadASay = await rolesAnsweredIn(project.id, touched);

  const moves: { item: Item; group: string; role: Role }[] = [];
  for (const [group, list] of changed) {
    const role = roleOf(list, hadASay) ?? roleFor(draw(project.seed, group).role, benchmark);
    if (role === 'benchmark') benchmark += list.length;
    for (const item of list) {
      places.roles.set(item.id, role);
      if (item.group !== group || item.role !== role) moves.push({ item, group, role });
    }
  }
  await inSlices(moves, (slice) =>
    database.items.bulkUpdate(
      slice.map(({ item, group, role }) => ({ key: item.id, changes: { group, role } })),
    ),
  );
  return moves.map(({ item }) => ({ itemId: item.id, group: item.group, role: item.role }));
}

/**
 * A picture alone keeps its role. Of several, what was learned from draws all into the pool, what
 * settings were chosen by into check: nothing that had a say in a model may be scored on. Null where
 * nobody has decided any: then the group's name draws, as if they had come in together.
 */
function roleOf(
  members: readonly Item[],
  hadASay: ReadonlyMap<ItemId, ReadonlySet<Role>>,
): Role | null {
  if (members.length === 1) return members[0]?.role ?? null;
  for (const role of ['pool', 'check', 'benchmark'] as const)
    if (members.some((item) => hadASay.get(item.id)?.has(role))) return role;
  return null;
}

/** The roles in which each item was ever answered, and the one in which its answer counts now. */
async function rolesAnsweredIn(
  projectId: ProjectId,
  wanted: ReadonlySet<ItemId>,
): Promise<Map<ItemId, Set<Role>>> {
  const roles = new Map<ItemId, Set<Role>>();
  const note = (itemId: ItemId, role: Role) => {
    const known = roles.get(itemId);
    if (known === undefined) roles.set(itemId, new Set([role]));
    else known.add(role);
  };
  await database.decisions.where({ projectId }).each(({ itemId, kind, role }) => {
    if (kind === 'answer' && wanted.has(itemId)) note(itemId, role);
  });
  await database.items.where({ projectId, state: 'decided' }).each(({ id, role }) => {
    if (wanted.has(id)) note(id, role);
  });
  return roles;
}

function sizesOf(
  groups: ReadonlyMap<ItemId, string>,
  groupOf: ReadonlyMap<ItemId, string>,
): Pick<Regrouped, 'groups' | 'largest'> {
  const wished = new Set([...groupOf.keys()].map((id) => groups.get(id)));
  const sizes = new Map<string, number>();
  for (const group of groups.values())
    if (wished.has(group)) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const shared = [...sizes.values()].filter((size) => size > 1);
  return { groups: shared.length, largest: shared.reduce((most, size) => Math.max(most, size), 0) };
}

/** What was said about pairs stays said, but taking it back must not part what is one group now. */
async function settleVerdicts(projectId: ProjectId): Promise<void> {
  const row = await getAssessment(projectId, 'data-checks');
  if (row === undefined) return;
  const verdicts = row.result.verdicts.map((verdict) => ({ ...verdict, before: [] }));
  await database.assessments.put({ ...row, result: { ...row.result, verdicts } });
}

/** Rows written at once: all of a large collection in one go would hold up whoever else writes. */
async function inSlices<T>(
  list: readonly T[],
  write: (slice: readonly T[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let start = 0; start < list.length; start += 1000) {
    await write(list.slice(start, start + 1000));
  }
}

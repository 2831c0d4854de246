/**
 * What a person says about two pictures that look alike: one object, or different ones. Pictures of one
 * object get one group and one role, so that none is learned from while another is scored on.
 */
import { getAssessment } from './assessments';
import type { PairVerdict } from './assessment-records';
import { database, newId } from './database';
import { requireProject } from './projects';
import type { ActId, Item, ItemId, Project, ProjectId, Role } from './records';

/**
 * Keeps a verdict, and where it is "one object" merges the two groups, in one transaction. Throws when
 * the checks that offered the pair, or one of the two pictures, are gone.
 */
export function judgePair(
  projectId: ProjectId,
  itemIds: readonly [ItemId, ItemId],
  says: PairVerdict['says'],
): Promise<ActId> {
  const { projects, items, decisions, assessments } = database;
  return database.transaction('rw', [projects, items, decisions, assessments], async () => {
    const project = await requireProject(projectId);
    const before = says === 'one-object' ? await mergeGroups(project, itemIds) : [];
    const [actId, at] = [newId<ActId>(), Date.now()];
    const verdict: PairVerdict = { actId, at, by: project.annotator, itemIds, says, before };
    await changeVerdicts(projectId, (verdicts) => [...verdicts, verdict]);
    return actId;
  });
}

/**
 * Takes a verdict back: groups and roles as they were. A picture that a run was frozen to learn from
 * meanwhile stays in the pool: it can never be scored on again.
 */
export function takeBackVerdict(projectId: ProjectId, actId: ActId): Promise<void> {
  const { projects, items, decisions, assessments, snapshots } = database;
  const tables = [projects, items, decisions, assessments, snapshots];
  return database.transaction('rw', tables, async () => {
    const project = await requireProject(projectId);
    let taken: PairVerdict | undefined;
    await changeVerdicts(projectId, (verdicts) => {
      taken = verdicts.find((verdict) => verdict.actId === actId);
      return verdicts.filter((verdict) => verdict !== taken);
    });
    if (taken === undefined || taken.before.length === 0) return;
    const learned = await learnedSince(projectId, taken.at);
    for (const { itemId, group, role } of taken.before) {
      await database.items.update(itemId, learned.has(itemId) ? { group } : { group, role });
    }
    await countGrouping(project);
  });
}

/** Both groups become one, in one role. @returns The moved items as they were. */
async function mergeGroups(
  project: Project,
  itemIds: readonly [ItemId, ItemId],
): Promise<PairVerdict['before']> {
  const pair = await database.items.bulkGet([...itemIds]);
  const groups = pair.map((item) => item?.projectId === project.id && item.group);
  const members: Item[] = [];
  for (const group of new Set(groups)) {
    if (typeof group !== 'string') throw new Error('One of the two pictures is gone.');
    members.push(...(await database.items.where({ projectId: project.id, group }).toArray()));
  }
  const heir = await heirOf(members);
  const moved = members.filter(({ group, role }) => group !== heir.group || role !== heir.role);
  if (moved.length === 0) return [];
  const changes = { group: heir.group, role: heir.role };
  await database.items.bulkUpdate(moved.map(({ id }) => ({ key: id, changes })));
  await countGrouping(project);
  return moved.map(({ id, group, role }) => ({ itemId: id, group, role }));
}

/**
 * The member whose group and role the others take: one that was learned from, else one that settings
 * were chosen by, because nothing that had a say in a model may be scored on. Where none has, the role
 * that is scarcest: benchmark, then check.
 */
async function heirOf(members: readonly Item[]): Promise<Pick<Item, 'group' | 'role'>> {
  const answered = await Promise.all(members.map(rolesAnsweredIn));
  const learned = members.find((_, index) => answered[index]?.has('pool'));
  if (learned !== undefined) return { group: learned.group, role: 'pool' };
  const heir =
    members.find((_, index) => answered[index]?.has('check')) ??
    members.find(({ role }) => role === 'benchmark') ??
    members.find(({ role }) => role === 'check') ??
    members[0];
  if (heir === undefined) throw new Error('There is nothing to merge.');
  return heir;
}

/** Whatever stands now: what was learned once may live on in a run. */
async function rolesAnsweredIn({ id, projectId }: Item): Promise<Set<Role>> {
  const events = await database.decisions.where({ projectId, itemId: id }).toArray();
  return new Set(events.filter(({ kind }) => kind === 'answer').map(({ role }) => role));
}

export async function learnedSince(projectId: ProjectId, since: number): Promise<Set<ItemId>> {
  const frozen = await database.snapshots
    .where('[projectId+at]')
    .between([projectId, since], [projectId, Infinity])
    .toArray();
  const rows = frozen.flatMap((snapshot) => snapshot.rows.filter(({ role }) => role === 'pool'));
  return new Set(rows.map(({ itemId }) => itemId));
}

async function changeVerdicts(
  projectId: ProjectId,
  change: (verdicts: PairVerdict[]) => PairVerdict[],
): Promise<void> {
  const row = await getAssessment(projectId, 'data-checks');
  if (row === undefined) throw new Error('The checks that offered this pair are gone.');
  const result = { ...row.result, verdicts: change(row.result.verdicts) };
  await database.assessments.put({ ...row, result });
}

/** Whoever remembers roles (see answers.ts) reads them anew, in every tab and worker. */
async function countGrouping(project: Project): Promise<void> {
  await database.projects.update(project.id, { groupings: (project.groupings ?? 0) + 1 });
}

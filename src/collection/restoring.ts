/** A data version as a branch of the labels: one act makes the truth what it was, and can be taken back. */
import { failure, type Outcome } from '../outcome';
import { database } from './database';
import { decide } from './decisions';
import { listLabels } from './labels';
import { planRestore, type RestorePlan } from './restore-plan';
import { currentTruth, freezeSnapshot, getSnapshot, truthId } from './snapshots';
import { guardQuota } from './storage';
import { nameVersion } from './versions';
import type { ActId, ItemId, ProjectId, Role, SnapshotId } from './records';
import type { Snapshot } from './training-records';

/** What restoring a version would do now; null when the version is gone. */
export async function restorePlan(
  projectId: ProjectId,
  id: SnapshotId,
): Promise<RestorePlan | null> {
  const snapshot = await getSnapshot(id);
  return snapshot?.projectId === projectId ? plan(projectId, snapshot) : null;
}

export interface Restored {
  readonly plan: RestorePlan;
  /** What stood before, frozen and named. */
  readonly before: Snapshot;
  /** To take it back by; null where nothing had to change. */
  readonly actId: ActId | null;
  /** The truth now is the version again: their hashes are equal. */
  readonly isSame: boolean;
}

/**
 * Freezes what stands, then appends one act after which every picture that can have it has its former
 * answer, and what was decided since is asked again. Fails with 'not-found', 'quota-exceeded'.
 */
export async function restoreVersion(
  projectId: ProjectId,
  id: SnapshotId,
  name: string,
): Promise<Outcome<Restored>> {
  const snapshot = await getSnapshot(id);
  if (snapshot?.projectId !== projectId) return failure('not-found', 'the version is gone');
  return guardQuota(async () => {
    const before = await freezeSnapshot(projectId);
    if (before.name === '' && before.id !== id) {
      await nameVersion(before.id, `Before restoring ${name}`);
    }
    const todo = await plan(projectId, snapshot);
    const act =
      todo.entries.length === 0
        ? null
        : await decide(projectId, todo.entries, { source: 'restore' });
    const isSame = (await truthId(projectId)) === id;
    return { plan: todo, before, actId: act?.actId ?? null, isSame };
  });
}

async function plan(projectId: ProjectId, snapshot: Snapshot): Promise<RestorePlan> {
  const [truth, labels, roles] = await Promise.all([
    currentTruth(projectId),
    listLabels(projectId),
    rolesOf(projectId),
  ]);
  return planRestore(snapshot, truth.rows, labels, roles);
}

async function rolesOf(projectId: ProjectId): Promise<Map<ItemId, Role>> {
  const roles: Role[] = ['benchmark', 'check', 'pool'];
  const found = await Promise.all(
    roles.map(async (role) => {
      const ids = await database.items.where({ projectId, role }).primaryKeys();
      return ids.map((itemId) => [itemId, role] as const);
    }),
  );
  return new Map(found.flat());
}

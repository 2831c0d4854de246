/** Data versions: the snapshots of a project as a list, with what is in each. Rows stay where they are. */
import { database } from './database';
import type { LabelId, ProjectId, Role, SnapshotId } from './records';
import type { Snapshot } from './training-records';

export interface Version extends Omit<Snapshot, 'rows' | 'labelIds'> {
  /** Pictures with a known truth, by role. */
  readonly roles: Record<Role, number>;
  /** Labels that were offered, by position, each with its pictures. */
  readonly labels: { readonly id: LabelId; readonly pictures: number }[];
}

/** Newest first. One after the other, so that no two of them are in memory at once. */
export async function listVersions(projectId: ProjectId): Promise<Version[]> {
  const found: Version[] = [];
  await database.snapshots
    .where('[projectId+at]')
    .between([projectId, 0], [projectId, Infinity])
    .each((snapshot) => {
      found.push(summary(snapshot));
    });
  return found.sort((a, b) => b.at - a.at || b.upTo - a.upTo);
}

/** What a person calls a version; '' takes the name away. */
export async function nameVersion(id: SnapshotId, name: string): Promise<void> {
  await database.snapshots.update(id, { name: name.replace(/\s+/gu, ' ').trim() });
}

function summary({ rows, labelIds, ...rest }: Snapshot): Version {
  const roles: Record<Role, number> = { benchmark: 0, check: 0, pool: 0 };
  const counts = new Map<LabelId, number>(labelIds.map((id) => [id, 0]));
  for (const row of rows) {
    roles[row.role] += 1;
    for (const id of row.labelIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return { ...rest, roles, labels: [...counts].map(([id, pictures]) => ({ id, pictures })) };
}

/** Two data versions held against each other: what came, what went, what is called otherwise. */
import type { ItemId, LabelId } from '../collection/records';
import type { Snapshot } from '../collection/training-records';

export interface Difference {
  readonly itemId: ItemId;
  readonly kind: 'added' | 'removed' | 'relabelled';
  /** Null where the picture is not in that version. */
  readonly before: LabelId[] | null;
  readonly after: LabelId[] | null;
}

export interface VersionDiff {
  /** Relabelled first, then removed, then added. */
  readonly differences: Difference[];
  /** Pictures in both whose role is another one. */
  readonly moved: number;
  readonly labelsAdded: LabelId[];
  readonly labelsRemoved: LabelId[];
}

type Frozen = Pick<Snapshot, 'rows' | 'labelIds'>;

export function diffVersions(before: Frozen, after: Frozen): VersionDiff {
  const then = new Map(before.rows.map((row) => [row.itemId, row]));
  const now = new Map(after.rows.map((row) => [row.itemId, row]));
  const kept = after.rows.flatMap((row) => {
    const former = then.get(row.itemId);
    return former ? [{ row, former }] : [];
  });
  const relabelled = kept.filter(({ row, former }) => !isSame(row.labelIds, former.labelIds));
  return {
    differences: [
      ...relabelled.map(({ row, former }) => ({
        ...{ itemId: row.itemId, kind: 'relabelled' as const },
        ...{ before: former.labelIds, after: row.labelIds },
      })),
      ...before.rows
        .filter((row) => !now.has(row.itemId))
        .map(({ itemId, labelIds }) => ({
          ...{ itemId, kind: 'removed' as const, before: labelIds, after: null },
        })),
      ...after.rows
        .filter((row) => !then.has(row.itemId))
        .map(({ itemId, labelIds }) => ({
          ...{ itemId, kind: 'added' as const, before: null, after: labelIds },
        })),
    ],
    moved: kept.filter(({ row, former }) => row.role !== former.role).length,
    labelsAdded: after.labelIds.filter((id) => !before.labelIds.includes(id)),
    labelsRemoved: before.labelIds.filter((id) => !after.labelIds.includes(id)),
  };
}

function isSame(one: readonly LabelId[], other: readonly LabelId[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** What it takes to make the truth what it was in a version, and what cannot come back. */
import type { Entry } from './decision-log';
import { isOffered, resolveLabel } from './label-rows';
import type { Answer, ItemId, Label, LabelId, Role } from './records';
import type { Snapshot, SnapshotRow } from './training-records';

/** Why the truth afterwards is not, picture for picture, what it was. */
export type Obstacle =
  /** Its pictures keep the answer they have now. */
  | { kind: 'retired'; labelId: LabelId; pictures: number }
  /** Its pictures come back as the other label. */
  | { kind: 'merged'; labelId: LabelId; into: LabelId; pictures: number }
  /** Offered now and not then. */
  | { kind: 'new-label'; labelId: LabelId }
  /** Pictures that have another role since. */
  | { kind: 'moved'; pictures: number }
  /** Pictures that are not in the collection any more. */
  | { kind: 'gone'; pictures: number };

export interface RestorePlan {
  readonly entries: Entry[];
  /** Of these: answered as they were, and reset to undecided. */
  readonly answered: number;
  readonly askedAgain: number;
  readonly obstacles: Obstacle[];
}

export function planRestore(
  snapshot: Snapshot,
  now: readonly SnapshotRow[],
  labels: readonly Label[],
  roles: ReadonlyMap<ItemId, Role>,
): RestorePlan {
  const truth = new Map(now.map((row) => [row.itemId, row]));
  const targets = new Map(labels.map(({ id }) => [id, resolveLabel(labels, id)]));
  const offered = new Set(labels.filter(isOffered).map(({ id }) => id));
  const answered: Entry[] = [];
  const [retired, merged] = [new Map<LabelId, number>(), new Map<LabelId, number>()];
  let [moved, gone] = [0, 0];

  for (const row of snapshot.rows) {
    const role = roles.get(row.itemId);
    if (role === undefined) gone += 1;
    else if (role !== row.role) moved += 1;
    const wanted = [...new Set(row.labelIds.map((id) => targets.get(id) ?? id))];
    for (const id of row.labelIds) if (targets.get(id) !== id) count(merged, id);
    const lost = wanted.filter((id) => !offered.has(id));
    for (const id of lost) count(retired, id);
    if (role === undefined || lost.length > 0) continue;
    if (!isSame(wanted, truth.get(row.itemId)?.labelIds)) {
      answered.push(entry(row.itemId, answerFor(wanted)));
    }
  }
  const known = new Set(snapshot.rows.map((row) => row.itemId));
  const askedAgain = now
    .filter((row) => !known.has(row.itemId))
    .map((row) => entry(row.itemId, { kind: 'skipped' }));
  const then = new Set(snapshot.labelIds);
  return {
    entries: [...answered, ...askedAgain],
    answered: answered.length,
    askedAgain: askedAgain.length,
    obstacles: [
      ...[...retired].map(([labelId, pictures]) => ({
        ...{ kind: 'retired' as const, labelId, pictures },
      })),
      ...[...merged].map(([labelId, pictures]) => ({
        ...{ kind: 'merged' as const, labelId, into: targets.get(labelId) ?? labelId, pictures },
      })),
      ...[...offered]
        .filter((id) => !then.has(id))
        .map((labelId) => ({ kind: 'new-label' as const, labelId })),
      ...(moved > 0 ? [{ kind: 'moved' as const, pictures: moved }] : []),
      ...(gone > 0 ? [{ kind: 'gone' as const, pictures: gone }] : []),
    ],
  };
}

function count(counts: Map<LabelId, number>, id: LabelId): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}

function entry(itemId: ItemId, answer: Answer): Entry {
  return { itemId, answer, suggestion: null, tookMs: null };
}

function answerFor(labelIds: LabelId[]): Answer {
  return labelIds.length === 0 ? { kind: 'none' } : { kind: 'labels', labelIds };
}

function isSame(wanted: readonly LabelId[], now: readonly LabelId[] | undefined): boolean {
  return now?.length === wanted.length && wanted.every((id) => now.includes(id));
}

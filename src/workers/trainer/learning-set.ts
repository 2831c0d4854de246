/** Decisions laid against features: what is trained on, what is checked on, what is scored on. */
import type { LabelId, Role, SnapshotRow } from '../../collection/records';
import type { FeatureTable } from './feature-table';

/** Some decided items: rows of the feature table with their targets, n × classes, one- or multi-hot. */
export interface Examples {
  readonly rows: number[];
  readonly itemIds: number[];
  readonly targets: Uint8Array;
}

export interface LearningSet {
  /** The labels a head can learn now: those with at least one example in the pool. */
  readonly labelIds: LabelId[];
  readonly pool: Examples;
  readonly check: Examples;
  readonly benchmark: Examples;
}

/** Two labels with this many pool examples each are enough to begin helping. */
const examplesToBegin = 2;

/** Null while there is too little to learn from, or nothing of it has been embedded yet. */
export function laySet(
  truth: { labelIds: LabelId[]; rows: SnapshotRow[] },
  table: Pick<FeatureTable, 'rowOf'>,
): LearningSet | null {
  const embedded = truth.rows.flatMap((row) => {
    const at = table.rowOf(row.itemId);
    return at === undefined ? [] : [{ ...row, at }];
  });
  const counts = new Map<LabelId, number>();
  for (const row of embedded) {
    if (row.role !== 'pool') continue;
    for (const labelId of row.labelIds) counts.set(labelId, (counts.get(labelId) ?? 0) + 1);
  }
  const labelIds = truth.labelIds.filter((labelId) => counts.has(labelId));
  const wellKnown = labelIds.filter((labelId) => (counts.get(labelId) ?? 0) >= examplesToBegin);
  if (wellKnown.length < 2) return null;

  const classOf = new Map(labelIds.map((labelId, index) => [labelId, index]));
  const examplesOf = (role: Role): Examples => {
    // A label the head does not know yet would make its picture look like "none of these".
    const rows = embedded.filter(
      (row) => row.role === role && row.labelIds.every((labelId) => classOf.has(labelId)),
    );
    const targets = new Uint8Array(rows.length * labelIds.length);
    rows.forEach((row, index) => {
      for (const labelId of row.labelIds) {
        targets[index * labelIds.length + (classOf.get(labelId) ?? 0)] = 1;
      }
    });
    return {
      rows: rows.map((row) => row.at),
      itemIds: rows.map((row) => row.itemId),
      targets,
    };
  };
  return {
    labelIds,
    pool: examplesOf('pool'),
    check: examplesOf('check'),
    benchmark: examplesOf('benchmark'),
  };
}

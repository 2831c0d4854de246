/** Decisions laid against features: what is trained on, what is checked on, what is scored on. */
import type { LabelId, Role } from '../../collection/records';
import type { SnapshotRow } from '../../collection/training-records';
import type { FeatureTable } from '../backbones/feature-table';

/** Some decided items: rows of the feature table with their targets, n × labels, one- or multi-hot. */
export interface Examples {
  readonly rows: number[];
  readonly itemIds: number[];
  readonly targets: Uint8Array;
}

export interface LearningSet {
  /** The labels a head can learn now: those with at least one example in the pool. */
  readonly labelIds: LabelId[];
  /** Those, then the labels only the benchmark has: what the score counts. */
  readonly evaluated: LabelId[];
  readonly pool: Examples;
  readonly check: Examples;
  /** Targets are n × evaluated. */
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
  const labelsOf = (role: Role) =>
    embedded.filter((row) => row.role === role).flatMap((row) => row.labelIds);
  const counts = new Map<LabelId, number>();
  for (const labelId of labelsOf('pool')) counts.set(labelId, (counts.get(labelId) ?? 0) + 1);

  const labelIds = truth.labelIds.filter((labelId) => counts.has(labelId));
  const wellKnown = labelIds.filter((labelId) => (counts.get(labelId) ?? 0) >= examplesToBegin);
  if (wellKnown.length < 2) return null;
  const beyond = new Set(labelsOf('benchmark'));
  const evaluated = [
    ...labelIds,
    ...truth.labelIds.filter((labelId) => beyond.has(labelId) && !counts.has(labelId)),
  ];

  const examplesOf = (role: Role, columns: readonly LabelId[]): Examples => {
    const columnOf = new Map(columns.map((labelId, index) => [labelId, index]));
    // A label without a column would make its picture look like "none of these".
    const rows = embedded.filter(
      (row) => row.role === role && row.labelIds.every((labelId) => columnOf.has(labelId)),
    );
    const targets = new Uint8Array(rows.length * columns.length);
    rows.forEach((row, index) => {
      for (const labelId of row.labelIds) {
        targets[index * columns.length + (columnOf.get(labelId) ?? 0)] = 1;
      }
    });
    return { rows: rows.map((row) => row.at), itemIds: rows.map((row) => row.itemId), targets };
  };
  return {
    labelIds,
    evaluated,
    pool: examplesOf('pool', labelIds),
    check: examplesOf('check', labelIds),
    benchmark: examplesOf('benchmark', evaluated),
  };
}

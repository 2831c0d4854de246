/**
 * Numbered ids are counted per browser: those of a file from elsewhere may be taken here. Then all of
 * a kind move by one distance, so that their order, which means something, stays as it was.
 */
import type { FileRow, FileTable } from '../../exchange/project-rows';

/** How far each kind of id moves; 0 for not at all. */
export interface Shift {
  items: number;
  decisions: number;
  labelEdits: number;
  features: number;
  secondLooks: number;
}

const packed = (ids: Uint32Array, by: number) => (by === 0 ? ids : ids.map((id) => id + by));

/** 0 means "nothing yet", wherever a row says up to which decision something was learned. */
const upTo = (id: number, by: number) => (id === 0 ? 0 : id + by);

type Movers = { [Table in FileTable]: (row: FileRow<Table>, by: Shift) => object };

const movers: Movers = {
  projects: (row) => row,
  labels: (row) => row,
  backbones: (row) => row,
  heads: (row) => row,
  checkpoints: (row) => row,
  searches: (row) => row,
  labelEdits: (row, by) => ({ ...row, id: row.id + by.labelEdits }),
  items: (row, by) => ({
    ...row,
    id: row.id + by.items,
    standing: row.standing && {
      ...row.standing,
      decisionId: row.standing.decisionId + by.decisions,
    },
  }),
  decisions: (row, by) => ({
    ...row,
    id: row.id + by.decisions,
    itemId: row.itemId + by.items,
  }),
  snapshots: (row, by) => ({
    ...row,
    upTo: upTo(row.upTo, by.decisions),
    rows: row.rows.map((one) => ({ ...one, itemId: one.itemId + by.items })),
  }),
  runs: (row, by) => ({
    ...row,
    learnedUpTo: upTo(row.learnedUpTo, by.decisions),
    firstFit: row.firstFit && {
      ...row.firstFit,
      itemIds: packed(row.firstFit.itemIds, by.items),
    },
  }),
  itemRecords: (row, by) => ({ ...row, itemId: row.itemId + by.items }),
  thumbnails: (row, by) => ({ ...row, itemId: row.itemId + by.items }),
  features: (row, by) => ({
    ...row,
    id: row.id + by.features,
    itemIds: packed(row.itemIds, by.items),
  }),
  predictions: (row, by) => ({
    ...row,
    learnedUpTo: upTo(row.learnedUpTo, by.decisions),
    itemIds: packed(row.itemIds, by.items),
    poolOrder: packed(row.poolOrder, by.items),
  }),
  measurements: (row, by) => ({
    ...row,
    benchmark: { ...row.benchmark, itemIds: packed(row.benchmark.itemIds, by.items) },
    check: { ...row.check, itemIds: packed(row.check.itemIds, by.items) },
  }),
  secondLooks: (row, by) => ({
    ...row,
    id: row.id + by.secondLooks,
    itemId: row.itemId + by.items,
    first: row.first + by.decisions,
  }),
  accepted: (row, by) => ({ ...row, itemId: row.itemId + by.items }),
  doubts: (row, by) => ({
    ...row,
    learnedUpTo: upTo(row.learnedUpTo, by.decisions),
    itemIds: packed(row.itemIds, by.items),
  }),
  assessments: (row, by) => ({ ...row, learnedUpTo: upTo(row.learnedUpTo, by.decisions) }),
};

export function shifted<Table extends FileTable>(
  table: Table,
  row: FileRow<Table>,
  by: Shift,
): object {
  return movers[table](row, by);
}

/** What all trials of a search stand on: the same frozen pictures, seen by the same network. */
import { getItems } from '../../collection/items';
import type { BackboneHash, ItemId, Project } from '../../collection/records';
import type { Snapshot } from '../../collection/training-records';
import { enoughToSearch } from '../protocol/search-plans';
import { failure, success, type Outcome } from '../../outcome';
import { stratifiedFolds } from '../../statistics/folds';
import { randomNumbers } from '../../statistics/random';
import { embedSome } from '../backbones/embedding';
import type { Engine } from '../backbones/engine';
import { FeatureTable } from '../backbones/feature-table';
import { laySet, type LearningSet } from '../learning/learning-set';

export interface SearchBench {
  readonly project: Project;
  readonly snapshot: Snapshot;
  readonly table: FeatureTable;
  readonly set: LearningSet;
}

/** Pictures looked at between two looks at the signal, in milliseconds of work. */
const turnMs = 400;

/**
 * Lays the frozen decisions against features, looking first at pictures the network has not seen yet.
 * Fails with 'too-few-examples', 'aborted', and as loading a backbone does.
 */
export async function layBench(
  embedder: Engine,
  project: Project,
  snapshot: Snapshot,
  hash: BackboneHash,
  signal: AbortSignal,
): Promise<Outcome<SearchBench>> {
  const backbone = await embedder.backbone(hash);
  if (!backbone.ok) return backbone;
  const table = await FeatureTable.read(project.id, hash, backbone.value.dims);
  let missing = unseen(snapshot, table);
  while (missing.length > 0) {
    if (signal.aborted) return failure('aborted');
    const done = await embedSome(project.id, backbone.value, table, missing, turnMs, signal);
    if (!done.ok) return done;
    missing = unseen(snapshot, table);
  }
  const set = laySet(snapshot, table);
  if (!set || set.pool.rows.length < enoughToSearch) return failure('too-few-examples');
  return success({ project, snapshot, table, set });
}

function unseen(snapshot: Snapshot, table: FeatureTable): ItemId[] {
  return snapshot.rows.map(({ itemId }) => itemId).filter((itemId) => table.lacks(itemId));
}

/** Into which part each of the pool's examples falls, labels dealt evenly and no group divided. */
export async function partsOfPool(
  { set }: SearchBench,
  parts: number,
  seed: number,
): Promise<Uint8Array> {
  const { pool, labelIds } = set;
  const items = await getItems(pool.itemIds as ItemId[]);
  const groupOf = new Map(items.map(({ id, group }) => [id as number, group]));
  const members = pool.itemIds.map((itemId, row) => {
    const own = pool.targets.subarray(row * labelIds.length, (row + 1) * labelIds.length);
    return { group: groupOf.get(itemId) ?? String(itemId), stratum: own.indexOf(1) };
  });
  return stratifiedFolds(members, parts, randomNumbers(seed, 0xf01d));
}

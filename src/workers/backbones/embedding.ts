/**
 * Pictures into vectors. What the import has kept for the network is used as it is; other pictures are
 * decoded ahead while the network looks at the batch before.
 */
import { addFeatures } from '../../collection/features';
import { dropViews, waitingViews } from '../../collection/network-views';
import type { ItemId, ProjectId } from '../../collection/records';
import type { Embedder } from '../../model/embedder';
import { success, type Outcome } from '../../outcome';
import type { FeatureTable } from './feature-table';
import { isOutOfReach, networkView } from './network-view';

const batchSize = 16;
/** Batches made ready ahead, so that the network never waits for a picture. */
const ahead = 2;

/**
 * Embeds the first of `missing` until about `budgetMs` have passed, keeps the vectors, and returns how
 * many of `missing` it has dealt with. A picture that cannot be decoded any more is embedded as blank
 * paper: it is still asked about, and never blocks the others. One that cannot be had now is noted in
 * `table.outOfReach`, and nothing is kept of it.
 */
export async function embedSome(
  projectId: ProjectId,
  backbone: Embedder,
  table: FeatureTable,
  missing: readonly ItemId[],
  budgetMs: number,
  signal: AbortSignal,
): Promise<Outcome<number>> {
  const begun = performance.now();
  const ready: Promise<Seen[]>[] = [];
  let done = 0;
  const itemIds: ItemId[] = [];
  const vectors: Float32Array[] = [];
  for (let turn = 0; turn * batchSize < missing.length; turn++) {
    if (performance.now() - begun >= budgetMs || signal.aborted) break;
    for (let next = ready.length; next <= turn + ahead; next++) {
      ready.push(viewsOf(batchAt(missing, next), backbone.inputSize, signal));
    }
    const seen = (await ready[turn]) ?? [];
    const had = seen.flatMap(({ itemId, view }) => (view ? [{ itemId, view }] : []));
    for (const { itemId, view } of seen) if (!view) table.outOfReach.add(itemId);
    if (had.length > 0) vectors.push(await backbone.embed(had.map(({ view }) => view)));
    itemIds.push(...had.map(({ itemId }) => itemId));
    done += seen.length;
  }
  await keep(projectId, table, itemIds, vectors);
  await dropViews(itemIds);
  return success(done);
}

interface Seen {
  readonly itemId: ItemId;
  /** Null where the picture cannot be had now. */
  readonly view: Uint8Array | null;
}

function batchAt(itemIds: readonly ItemId[], turn: number): ItemId[] {
  return itemIds.slice(turn * batchSize, (turn + 1) * batchSize);
}

async function viewsOf(
  itemIds: readonly ItemId[],
  side: number,
  signal: AbortSignal,
): Promise<Seen[]> {
  const waiting = await waitingViews(itemIds, side);
  return Promise.all(
    itemIds.map(async (itemId, at) => {
      const kept = waiting[at];
      if (kept) return { itemId, view: kept };
      const view = await networkView(itemId, side, signal);
      if (isOutOfReach(view)) return { itemId, view: null };
      return { itemId, view: view.ok ? view.value : blank(side) };
    }),
  );
}

function blank(side: number): Uint8Array {
  return new Uint8Array(side * side * 3).fill(255);
}

async function keep(
  projectId: ProjectId,
  table: FeatureTable,
  itemIds: readonly ItemId[],
  parts: Float32Array[],
): Promise<void> {
  if (itemIds.length === 0) return;
  const vectors = new Float32Array(itemIds.length * table.dims);
  let offset = 0;
  for (const part of parts) {
    vectors.set(part, offset);
    offset += part.length;
  }
  const packedIds = Uint32Array.from(itemIds);
  const { backbone, dims } = table;
  table.add(packedIds, await addFeatures(projectId, backbone, dims, packedIds, vectors));
}

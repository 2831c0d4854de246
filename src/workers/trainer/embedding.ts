/** Pictures into vectors: they are decoded ahead while the network looks at the batch before. */
import { addFeatures } from '../../collection/features';
import type { ItemId, ProjectId } from '../../collection/records';
import type { Backbone } from '../../model/backbone';
import { success, type Outcome } from '../../outcome';
import type { FeatureTable } from './feature-table';
import { networkView } from './network-view';

const batchSize = 16;
/** Pictures decoded ahead, so that the network never waits for a picture. */
const ahead = 2 * batchSize;

/**
 * Embeds the first of `missing` until about `budgetMs` have passed, keeps the vectors, and returns how
 * many of `missing` it has dealt with. A picture that cannot be decoded any more is embedded as blank
 * paper: it is still asked about, and never blocks the others.
 */
export async function embedSome(
  projectId: ProjectId,
  backbone: Backbone,
  table: FeatureTable,
  missing: readonly ItemId[],
  budgetMs: number,
  signal: AbortSignal,
): Promise<Outcome<number>> {
  const begun = performance.now();
  const decoded: Promise<Uint8Array>[] = [];
  const itemIds: number[] = [];
  const vectors: Float32Array[] = [];
  let done = 0;
  while (done < missing.length && performance.now() - begun < budgetMs && !signal.aborted) {
    while (decoded.length < missing.length && decoded.length < done + batchSize + ahead) {
      const itemId = missing[decoded.length];
      if (itemId === undefined) break;
      decoded.push(pixelsOf(itemId, backbone.inputSize));
    }
    const batch = missing.slice(done, done + batchSize);
    const pixels = await Promise.all(decoded.slice(done, done + batch.length));
    vectors.push(await backbone.embed(pixels));
    itemIds.push(...batch);
    done += batch.length;
  }
  await keep(projectId, table, itemIds, vectors);
  return success(done);
}

async function pixelsOf(itemId: ItemId, side: number): Promise<Uint8Array> {
  return (await networkView(itemId, side)) ?? blank(side);
}

function blank(side: number): Uint8Array {
  return new Uint8Array(side * side * 3).fill(255);
}

async function keep(
  projectId: ProjectId,
  table: FeatureTable,
  itemIds: number[],
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
  await addFeatures(projectId, table.backbone, table.dims, packedIds, vectors);
  table.add(packedIds, vectors);
}

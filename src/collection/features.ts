/** Features: each item's vector under a backbone, computed once, kept packed in blocks. */
import { database } from './database';
import type { BackboneHash, ItemId, ProjectId } from './records';

/**
 * Keeps the embeddings of some items: `vectors` is itemIds.length × dims, row-major. Nothing is kept
 * when the project was deleted meanwhile. Throws when there is no room (see `guardQuota`).
 */
export async function addFeatures(
  projectId: ProjectId,
  backbone: BackboneHash,
  dims: number,
  itemIds: Uint32Array,
  vectors: Float32Array,
): Promise<void> {
  if (vectors.length !== itemIds.length * dims)
    throw new RangeError('Features do not fit their ids.');
  await database.transaction('rw', [database.projects, database.features], async () => {
    if ((await database.projects.get(projectId)) === undefined) return;
    // Copies: a view would carry the whole buffer under it to the disk.
    await database.features.add({
      projectId,
      backbone,
      dims,
      itemIds: itemIds.slice(),
      vectors: vectors.slice(),
    });
  });
}

/** Items without features under a backbone, in the order of import. */
export async function missingFeatures(
  projectId: ProjectId,
  backbone: BackboneHash,
): Promise<ItemId[]> {
  const [blocks, ids] = await Promise.all([
    blockMembers(projectId, backbone),
    database.items.where({ projectId }).primaryKeys(),
  ]);
  const present = new Set<number>();
  for (const members of blocks) for (const id of members) present.add(id);
  return ids.filter((id) => !present.has(id));
}

/**
 * All features of a project under a backbone as one matrix, itemIds.length × dims, row-major; ids
 * ascend, each once. `dims` is 0 when there are none.
 */
export async function readFeatures(
  projectId: ProjectId,
  backbone: BackboneHash,
): Promise<{ itemIds: Uint32Array; dims: number; vectors: Float32Array }> {
  const blocks = await database.features.where({ projectId, backbone }).toArray();
  const places = new Map<number, { vectors: Float32Array; start: number }>();
  const dims = blocks[0]?.dims ?? 0;
  for (const { itemIds, vectors } of blocks) {
    itemIds.forEach((id, row) => places.set(id, { vectors, start: row * dims }));
  }
  const itemIds = Uint32Array.from(places.keys()).sort();
  const matrix = new Float32Array(itemIds.length * dims);
  itemIds.forEach((id, row) => {
    const place = places.get(id);
    if (place) matrix.set(place.vectors.subarray(place.start, place.start + dims), row * dims);
  });
  return { itemIds, dims, vectors: matrix };
}

export async function dropFeatures(projectId: ProjectId, backbone: BackboneHash): Promise<void> {
  await database.features.where({ projectId, backbone }).delete();
}

/**
 * Which items each block holds, remembered: a block never changes, and to read its ids again would be
 * to read its vectors again. The key holds the project's id, so no other database's block has it.
 */
const remembered = new Map<string, Uint32Array>();

async function blockMembers(projectId: ProjectId, backbone: BackboneHash): Promise<Uint32Array[]> {
  const keys = await database.features.where({ projectId, backbone }).primaryKeys();
  const members: Uint32Array[] = [];
  for (const key of keys) {
    const place = `${projectId} ${backbone} ${String(key)}`;
    const ids = remembered.get(place) ?? (await database.features.get(key))?.itemIds;
    if (ids === undefined) continue;
    remembered.set(place, ids);
    members.push(ids);
  }
  return members;
}

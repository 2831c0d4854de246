/** Features: each item's vector under a backbone, computed once, kept packed in blocks. */
import { database } from './database';
import type { BackboneHash, ItemId, ProjectId } from './records';
import type { FeatureBlock } from './training-records';

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
  const places = new Map<number, { vectors: Float32Array; start: number }>();
  let dims = 0;
  for await (const block of featureBlocks(projectId, backbone)) {
    dims = block.dims;
    block.itemIds.forEach((id, row) =>
      places.set(id, { vectors: block.vectors, start: row * block.dims }),
    );
  }
  const itemIds = Uint32Array.from(places.keys()).sort();
  const matrix = new Float32Array(itemIds.length * dims);
  itemIds.forEach((id, row) => {
    const place = places.get(id);
    if (place) matrix.set(place.vectors.subarray(place.start, place.start + dims), row * dims);
  });
  return { itemIds, dims, vectors: matrix };
}

/** Blocks on their way at once: enough to keep the disk busy, few enough to hold. */
const ahead = 8;

/**
 * The blocks one after another, oldest first; `blocks` says how many there are. Where some are packed
 * meanwhile, the large one comes last, and an item in it may have come before.
 */
export async function* featureBlocks(
  projectId: ProjectId,
  backbone: BackboneHash,
): AsyncGenerator<FeatureBlock & { blocks: number }> {
  const read = new Set<number | undefined>();
  for (let isWhole = false; !isWhole;) {
    isWhole = true;
    const all = await database.features.where({ projectId, backbone }).primaryKeys();
    const keys = all.filter((key) => !read.has(key));
    const coming: Promise<FeatureBlock | undefined>[] = [];
    for (const [at, key] of keys.entries()) {
      while (coming.length < Math.min(keys.length, at + ahead)) {
        const next = keys[coming.length];
        if (next === undefined) break;
        coming.push(database.features.get(next));
      }
      const block = await coming[at];
      // Read, and let go: all blocks together would be as large as what is made of them.
      coming[at] = Promise.resolve(undefined);
      if (block === undefined) {
        isWhole = false;
        continue;
      }
      read.add(key);
      remembered.set(placeOf(projectId, backbone, key), block.itemIds);
      yield { ...block, blocks: keys.length };
    }
  }
}

/** Rows of a block that is packed: some megabytes, which a disk reads in one go. */
const packedRows = 2048;
/** Fewer small blocks than this are left alone. */
const worthPacking = 24;

/**
 * Joins small blocks, as embedding leaves them, into a large one: three thousand small ones take many
 * times as long to read as fifty large ones. One block a call; false when there is nothing to join.
 * Blocks that were never read here are left alone.
 */
export async function packFeatures(
  projectId: ProjectId,
  backbone: BackboneHash,
  { rows: wanted = packedRows, least = worthPacking } = {},
): Promise<boolean> {
  const keys = await database.features.where({ projectId, backbone }).primaryKeys();
  const chosen: (typeof keys)[number][] = [];
  let rows = 0;
  for (const key of keys) {
    const size = remembered.get(placeOf(projectId, backbone, key))?.length ?? wanted;
    if (size > wanted / 2 || rows + size > wanted) continue;
    chosen.push(key);
    rows += size;
  }
  if (chosen.length < least) return false;
  await database.transaction('rw', [database.projects, database.features], async () => {
    const blocks = (await database.features.bulkGet(chosen)).filter((row) => row !== undefined);
    const dims = blocks[0]?.dims ?? 0;
    // Another tab may have joined them meanwhile.
    if (blocks.length < chosen.length || blocks.some((block) => block.dims !== dims)) return;
    await database.features.bulkDelete(chosen);
    await database.features.add(joined(projectId, backbone, dims, blocks));
  });
  for (const key of chosen) remembered.delete(placeOf(projectId, backbone, key));
  return true;
}

function joined(
  projectId: ProjectId,
  backbone: BackboneHash,
  dims: number,
  blocks: readonly FeatureBlock[],
): FeatureBlock {
  const rows = blocks.reduce((sum, block) => sum + block.itemIds.length, 0);
  const itemIds = new Uint32Array(rows);
  const vectors = new Float32Array(rows * dims);
  let at = 0;
  for (const block of blocks) {
    itemIds.set(block.itemIds, at);
    vectors.set(block.vectors, at * dims);
    at += block.itemIds.length;
  }
  return { projectId, backbone, dims, itemIds, vectors };
}

export async function dropFeatures(projectId: ProjectId, backbone: BackboneHash): Promise<void> {
  await database.features.where({ projectId, backbone }).delete();
}

/**
 * Which items each block holds, remembered: a block never changes, and to read its ids again would be
 * to read its vectors again. The key holds the project's id, so no other database's block has it.
 */
const remembered = new Map<string, Uint32Array>();

function placeOf(projectId: ProjectId, backbone: BackboneHash, key: number | undefined): string {
  return `${projectId} ${backbone} ${String(key)}`;
}

async function blockMembers(projectId: ProjectId, backbone: BackboneHash): Promise<Uint32Array[]> {
  const keys = await database.features.where({ projectId, backbone }).primaryKeys();
  const members: Uint32Array[] = [];
  for (const key of keys) {
    const place = placeOf(projectId, backbone, key);
    const ids = remembered.get(place) ?? (await database.features.get(key))?.itemIds;
    if (ids === undefined) continue;
    remembered.set(place, ids);
    members.push(ids);
  }
  return members;
}

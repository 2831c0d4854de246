/** Features: each item's vector under a backbone, computed once, kept packed in blocks, in half precision. */
import { fromHalves, toFloat16 } from '../statistics/half-precision';
import { database } from './database';
import type { BackboneHash, ItemId, ProjectId } from './records';
import type { FeatureBlock } from './training-records';

/**
 * Keeps the embeddings of some items: `vectors` is itemIds.length × dims, row-major. Nothing is kept
 * when the project was deleted meanwhile. Throws when there is no room (see `guardQuota`).
 *
 * @returns What will be read back: each number rounded to half precision. To be computed with instead of
 *   `vectors`, so that the next visit finds what this one has learned from.
 */
export async function addFeatures(
  projectId: ProjectId,
  backbone: BackboneHash,
  dims: number,
  itemIds: Uint32Array,
  vectors: Float32Array,
): Promise<Float32Array> {
  if (vectors.length !== itemIds.length * dims)
    throw new RangeError('Features do not fit their ids.');
  const halves = toFloat16(vectors);
  await database.transaction('rw', [database.projects, database.features], async () => {
    if ((await database.projects.get(projectId)) === undefined) return;
    // A copy: a view would carry the whole buffer under it to the disk.
    const own = itemIds.slice();
    await database.features.add({ projectId, backbone, dims, itemIds: own, vectors: halves });
  });
  return fromHalves(halves);
}

/** Puts a block's vectors into a matrix, from number `at` on. */
export function unpack(vectors: FeatureBlock['vectors'], into: Float32Array, at: number): void {
  if (vectors instanceof Float32Array) into.set(vectors, at);
  else fromHalves(vectors, into, at);
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
  const places = new Map<number, { vectors: FeatureBlock['vectors']; start: number }>();
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
    if (!place) return;
    unpack(place.vectors.subarray(place.start, place.start + dims), matrix, row * dims);
  });
  return { itemIds, dims, vectors: matrix };
}

/** About as much is asked for at once, in bytes: enough to keep the disk busy, little enough to hold. */
const bytesAtOnce = 8 * 2 ** 20;

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
    let size = 1;
    let at = 0;
    let coming = database.features.bulkGet(keys.slice(0, size));
    while (at < keys.length) {
      const blocks = await coming;
      const next = at + blocks.length;
      const bytes = blocks.reduce((sum, block) => sum + (block?.vectors.byteLength ?? 0), 0);
      size = Math.max(1, Math.floor(bytesAtOnce / Math.max(1, bytes / blocks.length)));
      // While these are looked at, the next are read.
      coming = database.features.bulkGet(keys.slice(next, next + size));
      coming.catch(() => undefined);
      for (const [place, block] of blocks.entries()) {
        const key = keys[at + place];
        if (block === undefined) {
          isWhole = false;
          continue;
        }
        read.add(key);
        remember(projectId, backbone, key, block);
        yield { ...block, blocks: keys.length };
      }
      at = next;
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
  // Joined with others of its kind: rounding what was float32 would change what runs have learned from.
  const half = smallOf(keys, (known) => known.isHalf);
  const full = smallOf(keys, (known) => !known.isHalf);
  const chosen = half.length >= least ? half : full;
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

  function smallOf(among: typeof keys, isOfKind: (known: Remembered) => boolean): typeof keys {
    const small: typeof keys = [];
    let rows = 0;
    for (const key of among) {
      const known = remembered.get(placeOf(projectId, backbone, key));
      const size = known?.itemIds.length ?? wanted;
      if (!known || !isOfKind(known) || size > wanted / 2 || rows + size > wanted) continue;
      small.push(key);
      rows += size;
    }
    return small;
  }
}

function joined(
  projectId: ProjectId,
  backbone: BackboneHash,
  dims: number,
  blocks: readonly FeatureBlock[],
): FeatureBlock {
  const rows = blocks.reduce((sum, block) => sum + block.itemIds.length, 0);
  const itemIds = new Uint32Array(rows);
  const isHalf = blocks[0]?.vectors instanceof Uint16Array;
  const vectors = isHalf ? new Uint16Array(rows * dims) : new Float32Array(rows * dims);
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

interface Remembered {
  readonly itemIds: Uint32Array;
  readonly isHalf: boolean;
}

/**
 * Which items each block holds, remembered: a block never changes, and to read its ids again would be
 * to read its vectors again. The key holds the project's id, so no other database's block has it.
 */
const remembered = new Map<string, Remembered>();

function placeOf(projectId: ProjectId, backbone: BackboneHash, key: number | undefined): string {
  return `${projectId} ${backbone} ${String(key)}`;
}

function remember(
  projectId: ProjectId,
  backbone: BackboneHash,
  key: number | undefined,
  { itemIds, vectors }: FeatureBlock,
): void {
  const isHalf = vectors instanceof Uint16Array;
  remembered.set(placeOf(projectId, backbone, key), { itemIds, isHalf });
}

async function blockMembers(projectId: ProjectId, backbone: BackboneHash): Promise<Uint32Array[]> {
  const keys = await database.features.where({ projectId, backbone }).primaryKeys();
  const members: Uint32Array[] = [];
  for (const key of keys) {
    const known = remembered.get(placeOf(projectId, backbone, key));
    if (known) members.push(known.itemIds);
    else {
      const block = await database.features.get(key);
      if (block === undefined) continue;
      remember(projectId, backbone, key, block);
      members.push(block.itemIds);
    }
  }
  return members;
}

/** What every picture looks like without a network: worked out once from its thumbnail, and kept. */
import { addFeatures } from '../../collection/features';
import { itemIds as listItemIds, thumbnails } from '../../collection/items';
import type { BackboneHash, ItemId, ProjectId } from '../../collection/records';
import { toPixels } from '../../model/pixels';
import { colourTexture, colourTextureSize } from '../../pictures/colour-texture';
import {
  averaged,
  brightness,
  differenceHash,
  hashBits,
  looksSide,
  patchSide,
} from '../../pictures/looks';
import { FeatureTable } from '../backbones/feature-table';

/** Kept like the features of a network, under names no network can have. */
const colourKey = 'colour-texture-1' as BackboneHash;
const printKey = 'print-1' as BackboneHash;

const printSize = hashBits + patchSide * patchSide + 1;
const batchSize = 64;

/** A print taken apart. */
export interface Print {
  readonly hash: Uint8Array;
  readonly patch: Float32Array;
  /** False where the picture cannot be decoded any more. */
  readonly isReadable: boolean;
}

export class BaselineFeatures {
  constructor(
    readonly colours: FeatureTable,
    private readonly prints: FeatureTable,
  ) {}

  printOf(itemId: ItemId): Print | null {
    const row = this.prints.rowOf(itemId);
    if (row === undefined) return null;
    const print = this.prints.vectorAt(row);
    return {
      hash: Uint8Array.from(print.subarray(0, hashBits)),
      patch: print.slice(hashBits, printSize - 1),
      isReadable: print[printSize - 1] === 1,
    };
  }
}

/**
 * Looks at every picture that has not been looked at; each time it waits until what it tells has been
 * heard, so that who stops it then does not find it over. Throws when the signal fires.
 */
export async function baselineFeatures(
  projectId: ProjectId,
  tell: (done: number, total: number) => void | Promise<void>,
  signal: AbortSignal,
): Promise<BaselineFeatures> {
  const colours = await FeatureTable.read(projectId, colourKey, colourTextureSize);
  const prints = await FeatureTable.read(projectId, printKey, printSize);
  const all = await listItemIds(projectId);
  const missing = all.filter(
    (id) => colours.rowOf(id) === undefined || prints.rowOf(id) === undefined,
  );
  for (let start = 0; start < missing.length; start += batchSize) {
    await tell(start, missing.length);
    signal.throwIfAborted();
    const batch = missing.slice(start, start + batchSize);
    const found = await thumbnails(batch);
    const seen = await Promise.all(batch.map((id) => lookAt(found.get(id))));
    await keep(
      projectId,
      colours,
      batch,
      seen.map(({ colour }) => colour),
    );
    await keep(
      projectId,
      prints,
      batch,
      seen.map(({ print }) => print),
    );
  }
  return new BaselineFeatures(colours, prints);
}

async function lookAt(
  thumbnail: Blob | undefined,
): Promise<{ colour: Float32Array; print: Float32Array }> {
  const print = new Float32Array(printSize);
  try {
    if (thumbnail === undefined) throw new Error('There is no thumbnail.');
    const pixels = await toPixels(thumbnail, looksSide);
    const light = brightness(pixels);
    print.set(differenceHash(light), 0);
    print.set(averaged(light, looksSide, patchSide, patchSide), hashBits);
    print[printSize - 1] = 1;
    return { colour: colourTexture(pixels), print };
  } catch (error) {
    // Not lost: it stands in the checks as unreadable.
    console.warn('A thumbnail could not be decoded', error);
    return { colour: new Float32Array(colourTextureSize), print };
  }
}

async function keep(
  projectId: ProjectId,
  table: FeatureTable,
  itemIds: readonly ItemId[],
  rows: readonly Float32Array[],
): Promise<void> {
  const vectors = new Float32Array(rows.length * table.dims);
  rows.forEach((row, at) => vectors.set(row, at * table.dims));
  const ids = Uint32Array.from(itemIds);
  const { backbone, dims } = table;
  table.add(ids, await addFeatures(projectId, backbone, dims, ids, vectors));
}

/**
 * The kept picture a network is shown. A small network needs no more than the thumbnail, twice its own
 * side, which is quick to decode; a larger one gets the working copy. Embedding, fine-tuning
 * and the parity check all look through here, so that they see the same.
 */
import { thumbnail, workingCopy } from '../../collection/items';
import type { ItemId } from '../../collection/records';
import { toPixels } from '../../model/pixels';

/** Longest side of the thumbnails in the collection. */
const thumbnailSide = 256;

/**
 * @param side Side of the network's square input, in pixels.
 * @returns RGB bytes as `toPixels` gives them; null when the picture is gone or cannot be decoded any more.
 */
export async function networkView(itemId: ItemId, side: number): Promise<Uint8Array | null> {
  const kept = 2 * side <= thumbnailSide ? thumbnail(itemId) : workingCopy(itemId);
  const picture = await kept;
  if (!picture) return null;
  try {
    return await toPixels(picture, side);
  } catch (error) {
    console.warn(`Item ${itemId} could not be decoded`, error);
    return null;
  }
}

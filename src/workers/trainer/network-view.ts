/**
 * The kept picture a network is shown: the working copy. Embedding, fine-tuning and the parity check all
 * look through here, so that they see the same. (The thumbnail would be quicker to decode, but it is
 * compressed once more: a model would then answer differently about the file it was made from.)
 */
import { workingCopy } from '../../collection/items';
import type { ItemId } from '../../collection/records';
import { toPixels } from '../../model/pixels';

/**
 * @param side Side of the network's square input, in pixels.
 * @returns RGB bytes as `toPixels` gives them; null when the picture is gone or cannot be decoded any more.
 */
export async function networkView(itemId: ItemId, side: number): Promise<Uint8Array | null> {
  const picture = await workingCopy(itemId);
  if (!picture) return null;
  try {
    return await toPixels(picture, side);
  } catch (error) {
    console.warn(`Item ${itemId} could not be decoded`, error);
    return null;
  }
}

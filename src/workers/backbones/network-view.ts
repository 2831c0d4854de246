/**
 * The kept picture a network is shown: the working copy, or what it would be. Embedding, fine-tuning and
 * the parity check all look through here, so that they see the same. (The thumbnail would be quicker to
 * decode, but it is compressed once more: a model would then answer differently about the file it was made
 * from.)
 */
import type { ItemId } from '../../collection/records';
import { toPixels } from '../../model/pixels';
import { failure, success, type Outcome } from '../../outcome';
import { keptPicture } from '../originals/kept-picture';

/** Bytes that are here and make no picture: trying again would not help. */
const hopeless: ReadonlySet<string> = new Set([
  'undecodable-image',
  'not-an-image',
  'unsupported-image',
  'image-too-large',
  'empty-file',
]);

/**
 * @param side Side of the network's square input, in pixels.
 * @returns RGB bytes as `toPixels` gives them. Failures as `keptPicture`, and 'undecodable-image'.
 */
export async function networkView(
  itemId: ItemId,
  side: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome<Uint8Array>> {
  const picture = await keptPicture(itemId, signal);
  if (!picture.ok) return picture;
  try {
    return success(await toPixels(picture.value, side));
  } catch (error) {
    return failure('undecodable-image', String(error));
  }
}

/** Whether the picture may be had another time: the folder unlocked, the server asked, the disk back. */
export function isOutOfReach(view: Outcome<Uint8Array>): boolean {
  return !view.ok && !hopeless.has(view.problem.kind);
}

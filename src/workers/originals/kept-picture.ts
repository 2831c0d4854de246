/**
 * The one way to the picture of an item, for whoever looks at it here: the working copy, else what the
 * working copy would be, made again from the original. So all see the same, copies kept or not.
 */
import { getItem, workingCopy } from '../../collection/items';
import type { ItemId } from '../../collection/records';
import { failure, success, type Outcome } from '../../outcome';
import { render } from '../../pictures/render';
import { originalOf } from './original';

/** Longest side of a picture made again, in pixels: that of working copies. */
const workingSide = 1024;

/** Failures: 'not-found' where the item is gone, and those of `originalOf`. */
export async function keptPicture(itemId: ItemId, signal: AbortSignal): Promise<Outcome<Blob>> {
  const copy = await workingCopy(itemId);
  if (copy !== undefined) return success(copy);
  const item = await getItem(itemId);
  if (item === undefined) return failure('not-found');
  const original = await originalOf(item, workingSide, signal);
  if (!original.ok) return original;
  const rendered = await render(original.value, workingSide);
  if (!rendered.ok) return rendered;
  return success(rendered.value.working ?? original.value.file);
}

/**
 * A picture made ready before it is due: fetched, decoded and waiting in an element of its own, so
 * that moving that element into the page paints it in the same frame.
 */
import { thumbnail } from '../collection/items';
import type { Item } from '../collection/records';
import { pictureOf } from '../viewer/full-picture';
import type { Problem } from '../outcome';

export interface Picture {
  /** The working copy, or the original at its size, decoded; null when it is not to be had. */
  readonly image: HTMLImageElement | null;
  /** Why it is not to be had; null where it is, or where it will not decode. */
  readonly problem: Problem | null;
  /** Address of the thumbnail; '' when there is none. */
  readonly thumbnail: string;
  /** Gives the addresses back to the browser; the picture cannot be shown after that. */
  release(): void;
}

export async function preparePicture(item: Item): Promise<Picture> {
  const [copy, small] = await Promise.all([pictureOf(item.id), thumbnail(item.id)]);
  const addresses: string[] = [];
  const address = (blob: Blob) => {
    const url = URL.createObjectURL(blob);
    addresses.push(url);
    return url;
  };
  const image = copy.ok ? await decoded(address(copy.value), item) : null;
  return {
    image,
    problem: copy.ok ? null : copy.problem,
    thumbnail: small === undefined ? '' : address(small),
    release: () => {
      for (const url of addresses) URL.revokeObjectURL(url);
    },
  };
}

/** An image element whose pixels are ready; null when the browser cannot decode them. */
async function decoded(
  url: string,
  item: Pick<Item, 'id' | 'name'>,
): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.alt = item.name;
  image.draggable = false;
  // Should the browser have dropped the pixels meanwhile, it decodes them before it paints, not after.
  image.decoding = 'sync';
  image.dataset.item = String(item.id);
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch (error) {
    console.warn(`${item.name} cannot be shown.`, error);
    return null;
  }
}

/** Bytes to pixels: the first frame or one page, orientation applied, colours managed where the browser does it. */
import { failure, success, type Outcome } from '../outcome';
import { decodeForeign, isForeign } from './decode-foreign';
import type { InspectedPicture } from './inspect';

/** From here on, in pixels, pictures are decoded one at a time, whichever worker holds them. */
const largePicture = 25_000_000;

/**
 * The caller closes the bitmap, which may be smaller than the page where a large one can be read small.
 * Fails with 'undecodable-image'. A truncated file passes when the browser can show what is there of it.
 */
export async function decode(picture: InspectedPicture): Promise<Outcome<ImageBitmap>> {
  const { width, height } = picture.page.stored;
  const work = () => decodeNow(picture);
  // Four workers with 400 MB each would bring an office laptop to its knees.
  return width * height < largePicture
    ? work()
    : navigator.locks.request('vitrine-large-picture', work);
}

async function decodeNow({
  file,
  bytes,
  type,
  page: { tiff, stored },
}: InspectedPicture): Promise<Outcome<ImageBitmap>> {
  try {
    if (tiff !== null) {
      const { suitsGeotiff } = await import('./suits-geotiff');
      const { decodeTiff } = await import('./decode-tiff');
      if (suitsGeotiff(tiff, bytes)) return success(await decodeTiff(bytes, tiff));
    } else if (!isForeign(type)) {
      return success(await createImageBitmap(file));
    }
  } catch (error) {
    // Where geotiff gives up, ImageMagick may know better.
    if (!isForeign(type)) return failure('undecodable-image', String(error));
  }
  if (!isForeign(type)) throw new Error(`${type} has no decoder.`);
  return decodeForeign(bytes, type, tiff?.index ?? 0, stored);
}

/** Bytes to pixels: the first frame or one page, upright, in the colours of the web. */
import { success, type Outcome } from '../outcome';
import { asBitmapFile } from './bitmap-file';
import { cropped } from './clean-aperture';
import { foreignDecoder } from './decode-foreign';
import type { InspectedPicture } from './inspect';
import { isBitmapFile } from './measure';
import type { Decoded } from './read-foreign';
import type { PictureType } from './sniff';
import { upright } from './upright';
import { untold } from './webp-orientation';

/** From here on, in pixels, pictures are decoded one at a time, whichever worker holds them. */
const largePicture = 25_000_000;

/** What browsers decode by themselves. */
const browsers: readonly PictureType[] = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/bmp',
  'image/x-icon',
];

/**
 * The caller closes the bitmap, which may be smaller than the page where a large one can be read small.
 * Of a file that is cut off, what can be read passes with a remark. Fails with 'undecodable-image', or
 * with 'runaway-image' when it does not come to an end.
 */
export async function decode(picture: InspectedPicture): Promise<Outcome<Decoded>> {
  const { width, height } = picture.page.stored;
  const work = () => decodeNow(picture);
  // Four workers with 400 MB each would bring an office laptop to its knees.
  return width * height < largePicture
    ? work()
    : navigator.locks.request('vitrine-large-picture', work);
}

async function decodeNow(picture: InspectedPicture): Promise<Outcome<Decoded>> {
  const { bytes, type, page } = picture;
  if (browsers.includes(type)) {
    const image = await byBrowser(picture);
    if (image !== null) return success({ image, remarks: [] });
  }
  const megapixels = (page.stored.width * page.stored.height) / 1e6;
  return foreignDecoder.decode({ bytes, type, tiff: page.tiff }, megapixels);
}

/** Null where the browser cannot: what it finds broken, and what its version does not know. */
async function byBrowser({ file, bytes, type }: InspectedPicture): Promise<ImageBitmap | null> {
  try {
    switch (type) {
      case 'image/bmp':
        return await createImageBitmap(isBitmapFile(bytes) ? file : asBitmapFile(bytes));
      case 'image/webp': {
        const { still, orientation } = untold(bytes, file);
        return await upright(await createImageBitmap(still), orientation);
      }
      case 'image/avif':
        return await cropped(await createImageBitmap(file), bytes);
      default:
        return await createImageBitmap(file);
    }
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

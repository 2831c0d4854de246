/** Bytes to pixels, as the browser does it: the first frame, orientation applied, colours managed. */
import { failure, success, type Outcome } from '../outcome';
import type { InspectedPicture } from './inspect';

/** From here on, in pixels, pictures are decoded one at a time, whichever worker holds them. */
const largePicture = 25_000_000;

/**
 * The caller closes the bitmap. Fails with 'undecodable-image'. A truncated file passes when the
 * browser can show what is there of it.
 */
export async function decode(picture: InspectedPicture): Promise<Outcome<ImageBitmap>> {
  const { width, height } = picture.stored;
  const work = () => decodeNow(picture);
  // Four workers with 400 MB each would bring an office laptop to its knees.
  return width * height < largePicture
    ? work()
    : navigator.locks.request('vitrine-large-picture', work);
}

async function decodeNow({ file }: InspectedPicture): Promise<Outcome<ImageBitmap>> {
  try {
    return success(await createImageBitmap(file));
  } catch (error) {
    return failure('undecodable-image', String(error));
  }
}

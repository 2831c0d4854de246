/** The part of an AVIF that is meant to be seen, where the browser shows all of it. */
import { readHeif, type Crop, type HeifPicture } from './heif';

/** Closes what it is given where it gives another. */
export async function cropped(
  bitmap: ImageBitmap,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ImageBitmap> {
  const said = readHeif(bytes);
  if (!said?.crop || said.isMirrored) return bitmap;
  const { width, height } = turned({ x: 0, y: 0, ...said.stored }, said);
  if (bitmap.width !== width || bitmap.height !== height) return bitmap;
  const { x, y, width: w, height: h } = turned(said.crop, said);
  const part = await createImageBitmap(bitmap, x, y, w, h);
  bitmap.close();
  return part;
}

/** Where a part lies once the picture has been turned. */
function turned(part: Crop, { stored, turns }: HeifPicture): Crop {
  let [{ x, y, width, height }, across, down] = [part, stored.width, stored.height];
  for (let turn = 0; turn < turns; turn++) {
    [x, y, width, height] = [y, across - x - width, height, width];
    [across, down] = [down, across];
  }
  return { x, y, width, height };
}

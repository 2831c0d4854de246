/** How large a picture says it is, before anybody makes room for its pixels. */
import { imageSize } from 'image-size';
import { failure, success, type Outcome } from '../outcome';
import type { PictureType } from './sniff';

/** Four bytes a pixel: above this a single picture would take more than 400 MB to decode. */
const pixelLimit = 100_000_000;

/** In pixels, as stored: orientation is not applied yet. */
export interface Extent {
  width: number;
  height: number;
}

/**
 * Reads the header only. Fails with 'undecodable-image' when the header makes no sense and with
 * 'image-too-large' above 100 megapixels; the detail then says how large.
 */
export function measure(bytes: Uint8Array<ArrayBuffer>, type: PictureType): Outcome<Extent> {
  let extent: Extent;
  try {
    extent = isOldBitmap(bytes, type) ? oldBitmapExtent(bytes) : imageSize(bytes);
  } catch (error) {
    return failure('undecodable-image', String(error));
  }
  return checkedExtent(extent);
}

/** Fails as `measure` does, for sizes that were read elsewhere. */
export function checkedExtent({ width, height }: Extent): Outcome<Extent> {
  const pixels = width * height;
  if (!Number.isFinite(pixels) || pixels <= 0) return failure('undecodable-image', 'no size');
  if (pixels > pixelLimit)
    return failure('image-too-large', `${String(width)} × ${String(height)} pixels`);
  return success({ width, height });
}

/** The 12-byte header of OS/2 has 16-bit sides, which `image-size` would read as one number. */
function isOldBitmap(bytes: Uint8Array, type: PictureType): boolean {
  return type === 'image/bmp' && bytes[14] === 12;
}

function oldBitmapExtent(bytes: Uint8Array): Extent {
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: header.getUint16(18, true), height: header.getUint16(20, true) };
}

/** How large a picture says it is, before anybody makes room for its pixels. */
import { imageSize } from 'image-size';
import { failure, success, type Outcome } from '../outcome';
import type { Extent } from './extent';
import { readHeif } from './heif';
import { jpegExtent } from './jpeg-frame';
import { readJp2 } from './jp2';
import * as headers from './plain-headers';
import type { PictureType } from './sniff';

/** Four bytes a pixel: above this a single picture would take more than 400 MB to decode. */
const pixelLimit = 100_000_000;

/**
 * Reads the header only. Fails with 'undecodable-image' when the header makes no sense and with
 * 'image-too-large' above 100 megapixels; the detail then says how large.
 */
export function measure(bytes: Uint8Array<ArrayBuffer>, type: PictureType): Outcome<Extent> {
  let extent: Extent | null;
  try {
    extent = extentOf(bytes, type);
  } catch (error) {
    return unmeasured(String(error));
  }
  return extent === null ? unmeasured('no header with a size') : checkedExtent(extent);
}

function unmeasured(technical: string): Outcome<never> {
  return failure('undecodable-image', 'it does not say how large it is', technical);
}

/** Fails as `measure` does, for sizes that were read elsewhere. */
export function checkedExtent({ width, height }: Extent): Outcome<Extent> {
  const pixels = width * height;
  if (!Number.isFinite(pixels) || pixels <= 0)
    return failure('undecodable-image', 'it has no size', `${width} × ${height}`);
  if (pixels > pixelLimit)
    return failure('image-too-large', `${String(width)} × ${String(height)} pixels`);
  return success({ width, height });
}

function extentOf(bytes: Uint8Array, type: PictureType): Extent | null {
  switch (type) {
    case 'image/jpeg':
      return jpegExtent(bytes);
    case 'image/avif':
    case 'image/heic':
      return readHeif(bytes)?.stored ?? null;
    case 'image/jp2':
    case 'image/j2c':
      return readJp2(bytes)?.stored ?? null;
    case 'image/bmp':
      return headers.bareBitmap(isBitmapFile(bytes) ? bytes.subarray(14) : bytes);
    case 'image/x-icon':
      return headers.icon(bytes);
    case 'image/x-portable-anymap':
      return headers.anymap(bytes);
    case 'image/x-tga':
      return headers.tga(bytes);
    case 'image/x-pcx':
      return headers.pcx(bytes);
    case 'image/x-sgi':
      return headers.sgi(bytes);
    case 'image/x-dds':
      return headers.dds(bytes);
    default:
      return imageSize(bytes);
  }
}

/** One without is what programs hand each other. */
export function isBitmapFile(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d;
}

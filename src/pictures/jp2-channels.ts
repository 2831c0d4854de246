/**
 * JPEG 2000 whose channels nobody has described: one beyond the colours is taken for transparency, as
 * other programs do, and said so where ImageMagick looks for it.
 */
import { readJp2 } from './jp2';

export function prepared(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return readJp2(bytes) === null ? bytes : bytes;
}

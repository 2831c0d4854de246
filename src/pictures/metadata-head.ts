/**
 * The part of a file where metadata can be, found by stepping from one header to the next. Most pictures
 * have none, and what has none is told in microseconds.
 */
import type { PictureType } from './sniff';

/** Bytes of headers that are looked through: depth maps and whole other pictures hide in some. */
const limit = 1 << 20;

/** Null where there is nothing to read. */
export function headWithMetadata(
  bytes: Uint8Array<ArrayBuffer>,
  type: PictureType,
): Uint8Array<ArrayBuffer> | null {
  switch (type) {
    case 'image/jpeg':
      return jpegHead(bytes);
    case 'image/png':
      return pngSaysMore(bytes) ? bytes : null;
    case 'image/webp':
      return webpSaysMore(bytes) ? bytes : null;
    case 'image/tiff':
    case 'image/heic':
    case 'image/avif':
      return bytes;
    default:
      return null;
  }
}

/** Up to the pixels, where EXIF and XMP (APP1), a profile (APP2) or IPTC (APP13) come before them. */
function jpegHead(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  let saysMore = false;
  let at = 2;
  while (at + 4 <= bytes.length && at < limit && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === 0xda) break;
    saysMore ||= marker === 0xe1 || marker === 0xe2 || marker === 0xed;
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return saysMore ? bytes.slice(0, at) : null;
}

function pngSaysMore(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at))
    if (/^(eXIf|iTXt|tEXt|zTXt|iCCP)$/.test(letters(bytes, at + 4))) return true;
  return false;
}

/** The extended header has a flag for each: profile, EXIF, XMP. */
function webpSaysMore(bytes: Uint8Array): boolean {
  return letters(bytes, 12) === 'VP8X' && ((bytes[20] ?? 0) & 0b101100) !== 0;
}

function letters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** What a file is, read from its first bytes; its name is not asked. */
import { fileTypeFromBuffer } from 'file-type';
import { failure, success, type Outcome } from '../outcome';

const readable = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/bmp',
  'image/tiff',
  'image/jp2',
  'image/j2c',
  'image/heic',
  'image/psd',
] as const;

/** Of either byte order, classic and BigTIFF. */
const tiffSignature = /^(II[*+]\0|MM\0[*+])/;

export type PictureType = (typeof readable)[number];

/** What `file-type` asks for, in bytes. */
const headLength = 4100;

/** Sizes of the second header that a real bitmap may have; any text can begin with "BM". */
const bitmapHeaderSizes = [12, 40, 52, 56, 64, 108, 124];

/**
 * `bytes` are the whole file or at least its first 4,100 bytes. Fails with 'unsupported-image' for a
 * picture of a kind that nothing here decodes (camera raw, JPEG XL …) or that is not made of pixels (SVG), and
 * with 'not-an-image' for everything else; the detail names the kind where it is known.
 */
export async function sniff(bytes: Uint8Array<ArrayBuffer>): Promise<Outcome<PictureType>> {
  const head = bytes.subarray(0, headLength);
  // A TIFF is told from a camera's raw file by its directory, which may be anywhere.
  const isLikeTiff = tiffSignature.test(latin(head.subarray(0, 4)));
  const found = (await fileTypeFromBuffer(isLikeTiff ? bytes : head))?.mime;
  const mime = canonical(found ?? (isLikeTiff ? 'image/tiff' : ''), head);

  const type = readable.find((known) => known === mime);
  if (type === 'image/bmp' && !hasBitmapHeader(head)) return failure('not-an-image');
  if (type !== undefined) return success(type);
  if (mime.startsWith('image/')) return failure('unsupported-image', mime);
  if (/<svg[\s>]/i.test(latin(head))) return failure('unsupported-image', 'image/svg+xml');
  return failure('not-an-image', mime === '' ? undefined : mime);
}

/** One name for what one decoder reads. */
const names: Record<string, string> = {
  'image/apng': 'image/png',
  'image/jpx': 'image/jp2',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
  'image/vnd.adobe.photoshop': 'image/psd',
};

function canonical(mime: string, head: Uint8Array): string {
  // Some writers put the container's general brand first and name AVIF among the compatible ones.
  if (mime === 'image/heif' && latin(head.subarray(8, boxSize(head))).includes('avif'))
    return 'image/avif';
  return names[mime] ?? mime;
}

function boxSize(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset).getUint32(0);
}

function hasBitmapHeader(head: Uint8Array): boolean {
  if (head.length < 26) return false;
  const size = new DataView(head.buffer, head.byteOffset).getUint32(14, true);
  return bitmapHeaderSizes.includes(size);
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/** What a file is, read from its bytes; its name is not asked. */
import { fileTypeFromBuffer } from 'file-type';
import { failure, success, type Outcome } from '../outcome';
import { kindInWords } from './kind-words';
import * as headers from './plain-headers';
import { holdsPlainPicture } from './readable-tiff';

const readable = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/bmp',
  'image/x-icon',
  'image/tiff',
  'image/jp2',
  'image/j2c',
  'image/jxl',
  'image/heic',
  'image/psd',
  'image/x-portable-anymap',
  'image/x-tga',
  'image/x-pcx',
  'image/x-sgi',
  'image/x-dds',
] as const;

/** Of either byte order, classic and BigTIFF. */
const tiffSignature = /^(II[*+]\0|MM\0[*+])/;

export type PictureType = (typeof readable)[number];

/** What `file-type` asks for, in bytes. */
const headLength = 4100;

/** Those that nothing but their own header tells, asked in this order. */
const plain: readonly [PictureType, (bytes: Uint8Array) => unknown][] = [
  ['image/x-icon', headers.icon],
  ['image/x-portable-anymap', headers.anymap],
  ['image/x-sgi', headers.sgi],
  ['image/x-dds', headers.dds],
  ['image/x-pcx', headers.pcx],
  ['image/bmp', headers.bareBitmap],
  ['image/x-tga', headers.tga],
];

/**
 * `bytes` are the whole file. Fails with 'unsupported-image' for a picture of a kind that nothing here
 * decodes (camera raw …) or that is not made of pixels (SVG), and with 'not-an-image' for everything else;
 * the detail names the kind in words where it is known.
 */
export async function sniff(bytes: Uint8Array<ArrayBuffer>): Promise<Outcome<PictureType>> {
  const head = bytes.subarray(0, headLength);
  // A TIFF is told from a camera's raw file by its directory, which may be anywhere.
  const isLikeTiff = tiffSignature.test(latin(head.subarray(0, 4)));
  const found = (await fileTypeFromBuffer(isLikeTiff ? bytes : head))?.mime;
  // Printers' and scanners' tags look like a camera's.
  const isDoubtful = found === 'image/x-sony-arw' || found === 'image/x-nikon-nef';
  if (isDoubtful && holdsPlainPicture(bytes)) return success('image/tiff');
  const mime = canonical(found ?? (isLikeTiff ? 'image/tiff' : ''), head);

  const type = readable.find((known) => known === mime);
  // An icon and "BM" have marks that anything can begin with.
  const isSure = mime === 'image/bmp' ? headers.bareBitmap(bytes.subarray(14)) !== null : true;
  if (type !== undefined && type !== 'image/x-icon' && isSure) return success(type);
  const byHeader = plain.find(([, sizeOf]) => sizeOf(bytes) !== null);
  if (byHeader !== undefined) return success(byHeader[0]);
  if (!isSure) return failure('not-an-image');
  if (/<svg[\s>]/i.test(latin(head)))
    return failure('unsupported-image', kindInWords('image/svg+xml'));
  const kind = mime.startsWith('image/') ? 'unsupported-image' : 'not-an-image';
  return failure(kind, kindInWords(mime));
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
  if (mime === 'image/heif' && /avi[fs]/.test(latin(head.subarray(8, boxSize(head)))))
    return 'image/avif';
  return names[mime] ?? mime;
}

function boxSize(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset).getUint32(0);
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

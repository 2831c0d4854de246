/**
 * Which TIFF pages geotiff is given. It decodes what a page of an archive is mostly made of, and trusts
 * what it reads; ImageMagick knows the rest and stops by itself when a page unpacks to more than it says.
 */
import type { TiffPage } from './tiff-directory';

const compressions = { none: 1, lzw: 5, jpeg: 7, deflate: 8, oldDeflate: 32946, packBits: 32773 };

/** Most bytes that one byte can unpack to. */
const expansion: Record<number, number> = {
  [compressions.none]: 1,
  [compressions.lzw]: 1400,
  [compressions.deflate]: 1040,
  [compressions.oldDeflate]: 1040,
  [compressions.packBits]: 64,
};

/** Bytes a single tile or strip may come to, in the worst case; PackBits takes eight times as much. */
const blockBudget = 1 << 30;
const packBitsBudget = 1 << 25;

export function suitsGeotiff(page: TiffPage, bytes: Uint8Array): boolean {
  return isKnownEncoding(page) && page.blocks.every((block) => isHarmless(page, block, bytes));
}

function isKnownEncoding(page: TiffPage): boolean {
  const { compression, photometric, bits, samples, format, planar } = page;
  const [depth = 0] = bits;
  if (bits.length !== samples || bits.some((other) => other !== depth)) return false;
  if (planar !== 1 && planar !== 2) return false;
  if (![1, 2, 4, 8, 16, 32].includes(depth) || (depth < 8 && samples > 1)) return false;
  if (format === 3 ? depth < 16 : format !== 1 && (format !== 2 || depth < 8)) return false;
  if (compression === compressions.jpeg && (depth !== 8 || planar === 2)) return false;
  switch (photometric) {
    case 0:
    case 1:
      return true;
    case 2:
      return samples >= 3;
    case 3:
      return depth <= 16 && format === 1;
    case 5:
      return samples >= 4 && page.inkSet === 1 && depth <= 16 && format === 1;
    case 6:
      return samples === 3 && depth === 8 && isWholeChroma(page);
    default:
      return false;
  }
}

/** JPEG brings its colours to full size by itself; elsewhere nobody does. */
function isWholeChroma({ compression, subsampling }: TiffPage): boolean {
  return compression === compressions.jpeg || subsampling.every((by) => by === 1);
}

function isHarmless(page: TiffPage, block: TiffPage['blocks'][number], bytes: Uint8Array): boolean {
  // A length that is not told would be taken for a tile that was left out, and drawn black.
  if (block.bytes === 0) return false;
  if (page.compression === compressions.jpeg)
    return isFrameWithin(page, bytes.subarray(block.at, block.at + block.bytes));
  const factor = expansion[page.compression];
  if (factor === undefined) return false;
  const budget = page.compression === compressions.packBits ? packBitsBudget : blockBudget;
  return block.bytes * factor <= budget;
}

/** The frame inside may claim more than its tile: room would be made for all of it. */
function isFrameWithin({ block, samples }: TiffPage, jpeg: Uint8Array): boolean {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) {
      const [height, width] = [at + 5, at + 7].map((place) => pair(jpeg, place));
      return height! <= block.height + 16 && width! <= block.width + 16 && jpeg[at + 9] === samples;
    }
    at += 2 + pair(jpeg, at + 2);
  }
  return false;
}

function pair(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

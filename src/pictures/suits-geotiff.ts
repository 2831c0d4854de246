/**
 * Which TIFF pages geotiff is given. ImageMagick reads nearly all there are, in eight bits; geotiff is for
 * grey and colour of more, whose range must be seen before it is cut down to eight, and for the two
 * packings that ImageMagick's build lacks. It trusts what it reads, so each block is checked first.
 */
import { imageSize } from 'image-size';
import type { Part, TiffPage } from './tiff-directory';

export const compressions = {
  none: 1,
  lzw: 5,
  deflate: 8,
  oldDeflate: 32946,
  packBits: 32773,
  zstandard: 50000,
  webp: 50001,
};

/** Most bytes that one byte can unpack to; Zstandard has no such number. */
const expansion: Record<number, number> = {
  [compressions.none]: 1,
  // Ours stops where the block is full.
  [compressions.lzw]: 1,
  [compressions.deflate]: 1040,
  [compressions.oldDeflate]: 1040,
  [compressions.packBits]: 64,
  [compressions.zstandard]: 1,
};

/** Bytes a single tile or strip may come to, in the worst case; PackBits takes eight times as much. */
const blockBudget = 1 << 30;
const packBitsBudget = 1 << 25;

/** Whether it is the better of the two for this page. */
export function prefersGeotiff({ bits, compression }: TiffPage): boolean {
  const isOnlyIts = compression === compressions.zstandard || compression === compressions.webp;
  return isOnlyIts || (bits[0] ?? 1) > 8;
}

/** Whether it can be trusted with it. */
export function suitsGeotiff(page: TiffPage, bytes: Uint8Array): boolean {
  return isKnownEncoding(page) && page.blocks.every((block) => isHarmless(page, block, bytes));
}

function isKnownEncoding(page: TiffPage): boolean {
  const { compression, photometric, bits, samples, format, planar, fillOrder } = page;
  const [depth = 0] = bits;
  if (bits.length !== samples || bits.some((other) => other !== depth)) return false;
  if ((planar !== 1 && planar !== 2) || fillOrder !== 1) return false;
  if (format === 3 ? ![16, 32, 64].includes(depth) : ![1, 2, 4, 8, 16, 32].includes(depth))
    return false;
  if (format !== 1 && format !== 3 && (format !== 2 || depth < 8)) return false;
  if (compression === compressions.webp)
    return planar === 1 && depth === 8 && format === 1 && photometric === 2 && samples <= 4;
  return photometric === 2 ? samples >= 3 : photometric === 0 || photometric === 1;
}

function isHarmless({ compression, block }: TiffPage, part: Part, bytes: Uint8Array): boolean {
  // A length that is not told would be taken for a tile that was left out, and drawn black.
  if (part.bytes === 0 || part.at + part.bytes > bytes.length) return false;
  if (compression === compressions.webp)
    return isFrameOf(block, bytes.subarray(part.at, part.at + part.bytes));
  const factor = expansion[compression];
  if (factor === undefined) return false;
  const budget = compression === compressions.packBits ? packBitsBudget : blockBudget;
  return part.bytes * factor <= budget;
}

/** The picture inside may claim to be larger than its tile; the last strip is lower than the others. */
function isFrameOf(block: TiffPage['block'], webp: Uint8Array): boolean {
  try {
    const { width, height, type } = imageSize(webp);
    return type === 'webp' && width === block.width && height <= block.height;
  } catch {
    // Not a WebP.
    return false;
  }
}

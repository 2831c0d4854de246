/** The dear half of bringing a picture in: decode once, keep a working copy and a thumbnail. */
import { success, type Outcome, type Remark } from '../outcome';
import { decode } from './decode';
import type { InspectedPicture } from './inspect';
import type { Extent } from './extent';
import type { Page } from './pages';
import { isTurnedWebp } from './webp-orientation';
import { isOnItsSide } from './upright';

/** Longest side of a thumbnail, in pixels. */
const thumbnailSide = 256;

/** An original no larger than this, in bytes, may itself be the working copy. */
const keepBelow = 1_500_000;

export interface RenderedPicture {
  /** Of the original, in pixels, orientation applied. */
  readonly width: number;
  readonly height: number;
  /** JPEG, PNG or WebP; longest side at most the side asked for. Null where none was wanted. */
  readonly working: Blob | null;
  readonly thumbnail: { readonly bytes: ArrayBuffer; readonly type: string };
  readonly remarks: readonly Remark[];
}

interface Wishes<View> {
  /** False where the original is kept within reach: it is measured, and nothing but a thumbnail made. */
  hasCopy?: boolean;
  look?: (drawn: ImageBitmap | OffscreenCanvas) => Promise<View>;
}

/**
 * The original's own bytes are kept as the working copy where they are small, still and of a type
 * every browser shows; whatever is encoded again becomes a JPEG, transparency on white. Never enlarges.
 * `side` is in pixels. `look` sees the working copy while it is still pixels; what it makes of it is the
 * `view`. Fails with 'undecodable-image'.
 */
export async function render<View = undefined>(
  picture: InspectedPicture,
  side: number,
  { hasCopy = true, look }: Wishes<View> = {},
): Promise<Outcome<RenderedPicture & { view: View | undefined }>> {
  const decoded = await decode(picture);
  if (!decoded.ok) return decoded;
  const { image: bitmap, remarks } = decoded.value;
  try {
    const { width, height } = extentOf(bitmap, picture.page);
    const isKept =
      Math.max(width, height) <= side && canKeep(picture) && !remarks.some(isOfTheFile);
    const copy = isKept ? null : draw(bitmap, side);
    const small = draw(copy ?? bitmap, thumbnailSide);
    const [working, thumbnail, view] = await Promise.all([
      hasCopy ? workingCopy(picture, copy) : null,
      encode(small, 0.8),
      look?.(copy ?? bitmap),
    ]);
    return success({
      width,
      height,
      working,
      view,
      remarks: isBlack(small) ? [...remarks, { kind: 'black', technical: '' }] : remarks,
      thumbnail: { bytes: await thumbnail.arrayBuffer(), type: thumbnail.type },
    });
  } finally {
    bitmap.close();
  }
}

/** What is damaged may be shown to us and not to others. */
function isOfTheFile({ kind }: Remark): boolean {
  return kind === 'cut-off';
}

/** Whole decoders fail in silence: what they leave is zeros. */
function isBlack(drawn: OffscreenCanvas): boolean {
  const context = drawn.getContext('2d');
  const pixels = context?.getImageData(0, 0, drawn.width, drawn.height).data;
  return pixels?.every((value, at) => value === 0 || at % 4 === 3) ?? false;
}

function workingCopy(
  picture: InspectedPicture,
  drawn: OffscreenCanvas | null,
): Promise<Blob> | Blob {
  return drawn ? encode(drawn, 0.92) : new Blob([picture.bytes], { type: picture.type });
}

/** Upright, and at full size: a TIFF that was read small is as large as its header says. */
function extentOf(bitmap: ImageBitmap, { stored, tiff }: Page): Extent {
  const { width, height } = bitmap;
  const isSmaller = Math.max(width, height) < Math.max(stored.width, stored.height);
  if (!isSmaller || tiff === null) return { width, height };
  const isTurned = isOnItsSide(tiff.orientation);
  return isTurned ? { width: stored.height, height: stored.width } : stored;
}

function canKeep({ bytes, type }: InspectedPicture): boolean {
  if (bytes.length > keepBelow) return false;
  switch (type) {
    case 'image/jpeg':
      return true;
    case 'image/png':
      return !isAnimatedPng(bytes);
    case 'image/webp':
      return !isAnimatedWebp(bytes) && !isTurnedWebp(bytes);
    default:
      return false;
  }
}

/** An animation announces itself by an acTL chunk somewhere before the pixels. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'acTL') return true;
    if (name === 'IDAT') return false;
  }
  return false;
}

/** The extended header has a flag for it. */
function isAnimatedWebp(bytes: Uint8Array): boolean {
  const name = String.fromCharCode(...bytes.subarray(12, 16));
  return name === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0;
}

function draw(source: ImageBitmap | OffscreenCanvas, side: number): OffscreenCanvas {
  const scale = Math.min(1, side / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  // Kept in memory, not on the GPU: it is read back at once, and the GPU is busy learning.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('This browser draws no pictures in a worker.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, width, height);
  return canvas;
}

function encode(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

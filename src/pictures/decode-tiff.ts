/** A page of a TIFF to pixels by geotiff, band by band, so that a large scan needs no large memory. */
import { addDecoder, BaseDecoder, fromArrayBuffer, type GeoTIFF, type GeoTIFFImage } from 'geotiff';
import { unpackLzw } from './lzw';
import { Shrinking } from './shrinking';
import { compressions } from './suits-geotiff';
import { painterFor, type Samples } from './tiff-colours';
import type { TiffPage } from './tiff-directory';
import { spanOf } from './value-range';

/** Samples that are decoded at once, roughly: a band is at least one row of tiles or strips. */
const bandSize = 4_000_000;

export interface TiffPixels {
  /** As stored, not turned yet, in the colours of its profile. */
  readonly image: ImageData;
  /** Bits that were in use, where they were spread over the full range. */
  readonly stretched: number | null;
}

/** Throws when geotiff cannot read the page. */
export async function decodeTiff(
  bytes: Uint8Array<ArrayBuffer>,
  page: TiffPage,
): Promise<TiffPixels> {
  const file = await opened(bytes);
  const image = await file.getImage(page.index);
  useOffsets(image, page);
  const { width } = page.stored;
  const { stretched, ...span } = await spanOf(page, rowsOf(image, page));
  const paint = painterFor(page, span);
  const shrinking = new Shrinking(page.stored);
  const painted = new Uint8ClampedArray(width * 4);
  for await (const row of rowsOf(image, page)) {
    paint(row, width, painted);
    shrinking.add(painted);
  }
  return { image: shrinking.finished(), stretched };
}

/** Its own are read in the wrong byte order where a file is big-endian and they are many. */
function useOffsets({ fileDirectory }: GeoTIFFImage, { blocks, isTiled }: TiffPage): void {
  const [offsets, counts] = isTiled ? [324, 325] : [273, 279];
  const set = (tag: number, values: number[]) => fileDirectory.actualizedFields.set(tag, values);
  set(
    offsets,
    blocks.map(({ at }) => at),
  );
  set(
    counts,
    blocks.map(({ bytes }) => bytes),
  );
}

async function* rowsOf(image: GeoTIFFImage, page: TiffPage): AsyncGenerator<Samples> {
  const { width, height } = page.stored;
  const across = width * page.samples;
  const deep = page.block.height * Math.max(1, Math.floor(bandSize / across / page.block.height));
  for (let top = 0; top < height; top += deep) {
    const window = [0, top, width, Math.min(height, top + deep)];
    const band = await image.readRasters({ window, interleave: true });
    for (let at = 0; at < band.length; at += across) yield band.subarray(at, at + across);
  }
}

class BoundedLzw extends BaseDecoder {
  override decodeBlock(buffer: ArrayBuffer): ArrayBuffer {
    const { tileWidth, tileHeight, bitsPerSample, planarConfiguration } = this.parameters as {
      tileWidth: number;
      tileHeight: number;
      bitsPerSample: ArrayLike<number>;
      planarConfiguration: number;
    };
    const samples = planarConfiguration === 2 ? 1 : bitsPerSample.length;
    const row = Math.ceil((tileWidth * samples * bitsPerSample[0]!) / 8);
    const whole = new Uint8Array(row * tileHeight);
    whole.set(unpackLzw(new Uint8Array(buffer), whole.length));
    return whole.buffer;
  }
}
addDecoder(compressions.lzw, () => Promise.resolve(BoundedLzw));

/** Kept while its bytes are: the pages of a file are asked for one after another. */
const files = new WeakMap<Uint8Array, GeoTIFF>();

async function opened(bytes: Uint8Array<ArrayBuffer>): Promise<GeoTIFF> {
  const known = files.get(bytes);
  if (known !== undefined) return known;
  const file = await fromArrayBuffer(bytes.buffer);
  files.set(bytes, file);
  return file;
}

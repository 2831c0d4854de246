/** A page of a TIFF to pixels, band by band, so that a large scan needs no large memory. */
import type { GeoTIFF, GeoTIFFImage } from 'geotiff';
import { painterFor, spanOf, type Samples, type Span } from './tiff-colours';
import { Shrinking } from './shrinking';
import type { TiffPage } from './tiff-directory';
import { upright } from './upright';

/** Samples that are decoded at once, roughly: a band is at least one row of tiles or strips. */
const bandSize = 4_000_000;

/** Throws when geotiff cannot read the page. The caller closes the bitmap. */
export async function decodeTiff(
  bytes: Uint8Array<ArrayBuffer>,
  page: TiffPage,
): Promise<ImageBitmap> {
  const file = await opened(bytes);
  const image = await file.getImage(page.index);
  const { width } = page.stored;
  const palette = page.photometric === 3 ? await paletteOf(image) : null;
  const span = spanOf(page) ?? (await measuredSpan(image, page));
  const paint = painterFor(page, span, palette);
  const shrinking = new Shrinking(page.stored);
  const painted = new Uint8ClampedArray(width * 4);
  for await (const row of rowsOf(image, page)) {
    paint(row, width, painted);
    shrinking.add(painted);
  }
  return upright(shrinking.finished(), page.orientation);
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

/** For floating point: see the rule in `tiff-colours.ts`. */
async function measuredSpan(image: GeoTIFFImage, page: TiffPage): Promise<Span> {
  let [lowest, highest] = [Infinity, -Infinity];
  for await (const row of rowsOf(image, page)) {
    for (let at = 0; at < row.length; at++) {
      const value = row[at]!;
      if (value < lowest && value !== -Infinity) lowest = value;
      if (value > highest && value !== Infinity) highest = value;
    }
  }
  const isUsual = lowest >= 0 && highest <= 1;
  return isUsual || !(highest > lowest) ? { lowest: 0, highest: 1 } : { lowest, highest };
}

async function paletteOf(image: GeoTIFFImage): Promise<Samples> {
  const palette = await image.fileDirectory.loadValue('ColorMap');
  if (palette === undefined) throw new Error('There is no palette.');
  return palette;
}

/** Kept while its bytes are: the pages of a file are asked for one after another. */
const files = new WeakMap<Uint8Array, GeoTIFF>();

async function opened(bytes: Uint8Array<ArrayBuffer>): Promise<GeoTIFF> {
  const known = files.get(bytes);
  if (known !== undefined) return known;
  const { fromArrayBuffer } = await import('geotiff');
  const file = await fromArrayBuffer(wholeBuffer(bytes));
  files.set(bytes, file);
  return file;
}

/** geotiff reads a buffer from its beginning. */
function wholeBuffer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  return isWhole ? bytes.buffer : bytes.slice().buffer;
}

/** Which TIFF pages nothing here reads, and what they are called. */
import { compressions } from './suits-geotiff';
import { readTiff, type TiffPage } from './tiff-directory';

const packings: Record<number, string> = {
  34661: 'packed as JBIG',
  34887: 'packed as LERC',
  34925: 'packed with LZMA',
  33003: 'packed as JPEG 2000',
  33004: 'packed as JPEG 2000',
  33005: 'packed as JPEG 2000',
  34712: 'packed as JPEG 2000',
  34715: 'packed as JBIG2',
  50002: 'packed as JPEG XL',
  52546: 'packed as JPEG XL',
};

const colours: Record<number, string> = {
  9: 'in ICC Lab colours',
  10: 'in ITU Lab colours',
  32803: 'with the raw values of a camera’s sensor',
  32844: 'of high dynamic range (LogL)',
  32845: 'of high dynamic range (LogLuv)',
  34892: 'with the raw values of a camera’s sensor',
};

/** As in "a TIFF packed with LZMA"; null for what may be tried. */
export function unreadableTiff(page: TiffPage): string | null {
  const { compression, photometric, planar, subsampling } = page;
  const why = packings[compression] ?? colours[photometric];
  if (why !== undefined) return `a TIFF ${why}`;
  // JPEG brings its colours to full size by itself.
  const isThinned = photometric === 6 && subsampling.some((by) => by > 1) && !isJpeg(compression);
  return isThinned && planar === 2 ? 'a TIFF with colours in small planes of their own' : null;
}

function isJpeg(compression: number): boolean {
  return compression === 6 || compression === 7;
}

/** What the specification of 1992 knows, and what came after it without a sensor. */
const plainColours = [0, 1, 2, 3, 5, 6, 8];

/**
 * Whether the first directory is a picture anybody can see. A camera's raw file begins with a reduced
 * copy, or with a preview that does not say what its numbers mean.
 */
export function holdsPlainPicture(bytes: Uint8Array): boolean {
  const [first] = readTiff(bytes).pages;
  if (first?.index !== 0 || !plainColours.includes(first.photometric)) return false;
  const { compression } = first;
  return compression <= 7 || Object.values(compressions).includes(compression);
}

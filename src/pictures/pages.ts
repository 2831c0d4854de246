/**
 * The pictures in a file: one, but for a TIFF, which may be a whole book. Each page is an item of its own;
 * one that cannot come in costs no other.
 */
import { failure, success, type Outcome } from '../outcome';
import { readJp2, unreadableJp2 } from './jp2';
import type { Extent } from './extent';
import { checkedExtent, measure } from './measure';
import { unreadableTiff } from './readable-tiff';
import type { PictureType } from './sniff';
import { readTiff, type TiffPage } from './tiff-directory';

export interface Page {
  readonly stored: Extent;
  /** How it is stored, in a TIFF. */
  readonly tiff: TiffPage | null;
}

/** What the samples of a page may come to: a hundred megapixels of four 16-bit values. */
const byteLimit = 800_000_000;

/**
 * In the order of the file, at least one. A page that is not to be had is a failure: 'undecodable-image'
 * where its header makes no sense, 'unsupported-image' where nothing here reads it, 'image-too-large'
 * above 100 megapixels or 800 megabytes.
 */
export function pagesOf(
  bytes: Uint8Array<ArrayBuffer>,
  type: PictureType,
): readonly [Outcome<Page>, ...Outcome<Page>[]] {
  if (type !== 'image/tiff') {
    const stored = measure(bytes, type);
    const jp2 = type === 'image/jp2' || type === 'image/j2c' ? readJp2(bytes) : null;
    const unreadable = jp2 && unreadableJp2(jp2);
    if (unreadable) return [failure('unsupported-image', unreadable)];
    return [stored.ok ? success({ stored: stored.value, tiff: null }) : stored];
  }
  const { pages, broken } = readTiff(bytes);
  const found = pages.map((tiff): Outcome<Page> => {
    const stored = checkedExtent(tiff.stored);
    if (!stored.ok) return stored;
    if (!hasColours(tiff)) return failure('undecodable-image', 'its palette is missing');
    const unreadable = unreadableTiff(tiff);
    if (unreadable !== null) return failure('unsupported-image', unreadable);
    const asked = (tiff.stored.width * tiff.stored.height * tiff.samples * (tiff.bits[0] ?? 1)) / 8;
    return asked > byteLimit
      ? failure('image-too-large', `it would take ${Math.round(asked / 2 ** 20)} MB`)
      : success({ stored: stored.value, tiff });
  });
  // Whatever came after the break is missing: that is said, too.
  if (broken !== null) found.push(failure('undecodable-image', broken));
  const [first, ...others] = found;
  return [first ?? failure('undecodable-image', 'no page'), ...others];
}

/** Readers that find no palette make one up. */
function hasColours({ photometric, palette, bits }: TiffPage): boolean {
  return photometric !== 3 || palette >= 3 * 2 ** (bits[0] ?? 1);
}

/** What a page is called: the file's name, and the number where there is more than one. */
export function pageName(name: string, number: number, pages: number): string {
  return pages === 1 ? name : `${name}, page ${number}`;
}

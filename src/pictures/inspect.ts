/** The cheap half of bringing a picture in: everything that can be known without decoding it. */
import { failure, success, type Outcome } from '../outcome';
import { pagesOf, type Page } from './pages';
import { sniff, type PictureType } from './sniff';

/** A file is read whole, in order to hash it; above this it is refused unread. */
const byteLimit = 512 * 1024 * 1024;

/** One page of a file: nearly always the only one. */
export interface InspectedPicture {
  /** The file itself, called by its true type: some browsers choose the decoder by that. */
  readonly file: Blob;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: PictureType;
  /** What it is known by, lower-case hexadecimal: SHA-256 of the bytes, or see `turnTo`. */
  readonly sha256: string;
  readonly page: Page;
  /** All there are: at least one, and only in a TIFF more. */
  readonly pages: readonly Outcome<Page>[];
}

/**
 * Reads a file once: its type by content, its size by header, its hash. Fails with 'empty-file',
 * 'image-too-large' (over 512 MiB or 100 megapixels), 'unreadable-file' (moved or changed meanwhile),
 * 'not-an-image', 'unsupported-image' or 'undecodable-image'. Where there are several pages, each
 * passes or fails by itself; this is the first that passes.
 */
export async function inspect(file: Blob): Promise<Outcome<InspectedPicture>> {
  if (file.size === 0) return failure('empty-file');
  if (file.size > byteLimit)
    return failure('image-too-large', `${String(Math.round(file.size / 2 ** 20))} MiB`);

  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    return failure('unreadable-file', String(error));
  }
  const type = await sniff(bytes);
  if (!type.ok) return type;
  const pages = pagesOf(bytes, type.value);
  const page = pages.find((one) => one.ok) ?? pages[0];
  if (!page.ok) return page;
  return success({
    file: file.slice(0, file.size, type.value),
    bytes,
    type: type.value,
    sha256: await digest(bytes),
    page: page.value,
    pages,
  });
}

/**
 * The same file, opened at another page, counted from 0. The first is known by the hash of the file, as
 * anybody would work it out; any other by the SHA-256 of that hash and its number.
 */
export async function turnTo(
  file: InspectedPicture,
  at: number,
): Promise<Outcome<InspectedPicture>> {
  const page = file.pages[at];
  if (page === undefined) throw new RangeError(`There is no page ${at}.`);
  if (!page.ok) return page;
  const known = new TextEncoder().encode(`${file.sha256} page ${at + 1}`);
  const sha256 = at === 0 ? file.sha256 : await digest(known);
  return success({ ...file, page: page.value, sha256 });
}

/** The page that is known by this hash; undefined where the file has none like it. */
export async function pageKnownBy(
  file: InspectedPicture,
  sha256: string,
): Promise<InspectedPicture | undefined> {
  for (const at of file.pages.keys()) {
    const page = await turnTo(file, at);
    if (page.ok && page.value.sha256 === sha256) return page.value;
  }
  return undefined;
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

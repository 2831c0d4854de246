/** The cheap half of bringing a picture in: everything that can be known without decoding it. */
import { failure, success, type Outcome } from '../outcome';
import { measure, type Extent } from './measure';
import { sniff, type PictureType } from './sniff';

/** A file is read whole, in order to hash it; above this it is refused unread. */
const byteLimit = 512 * 1024 * 1024;

export interface InspectedPicture {
  /** The file itself, called by its true type: some browsers choose the decoder by that. */
  readonly file: Blob;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: PictureType;
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly sha256: string;
  readonly stored: Extent;
}

/**
 * Reads a file once: its type by content, its size by header, its hash. Fails with 'empty-file',
 * 'image-too-large' (over 512 MiB or 100 megapixels), 'unreadable-file' (moved or changed meanwhile),
 * 'not-an-image', 'unsupported-image' or 'undecodable-image'.
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
  const stored = measure(bytes, type.value);
  if (!stored.ok) return stored;
  return success({
    file: file.slice(0, file.size, type.value),
    bytes,
    type: type.value,
    sha256: await digest(bytes),
    stored: stored.value,
  });
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

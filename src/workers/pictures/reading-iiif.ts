/** From an address or a file to what a manifest or collection holds. */
import { readIiif, type IiifReading } from '../../exchange/iiif-reading';
import { askableAddress, manifestIn } from '../../exchange/web-address';
import { failure, type Outcome } from '../../outcome';
import type { PoliteFetcher } from './fetching';

/** The largest real ones, of whole newspapers, have some 30 MB. */
const manifestBytes = 64 * 2 ** 20;

export async function readingIiif(
  from: { address: string } | { file: Blob },
  fetcher: PoliteFetcher,
  signal: AbortSignal,
): Promise<Outcome<IiifReading>> {
  if ('file' in from) return readFile(from.file);
  const address = askableAddress(manifestIn(from.address), globalThis.location?.origin);
  if (address === null) return failure('bad-address', from.address.slice(0, 200));
  const bytes = await fetcher.fetch(address, { signal, maxBytes: manifestBytes });
  return bytes.ok ? readIiif(new TextDecoder().decode(bytes.value), address) : bytes;
}

async function readFile(file: Blob): Promise<Outcome<IiifReading>> {
  if (file.size > manifestBytes) return failure('too-many-bytes');
  try {
    return readIiif(await file.text(), '');
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return failure('unreadable-file', error.message);
  }
}

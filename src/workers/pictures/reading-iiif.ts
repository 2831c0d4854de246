/** From an address, a file or a content state to what a manifest or collection holds. */
import {
  contentStateIn,
  contentStateWritten,
  type ContentState,
} from '../../exchange/content-state';
import { readIiif, type IiifReading } from '../../exchange/iiif-reading';
import { askableAddress, manifestIn } from '../../exchange/web-address';
import { failure, success, type Outcome } from '../../outcome';
import type { PoliteFetcher } from './fetching';

/** The largest real ones, of whole newspapers, have some 30 MB. */
const manifestBytes = 64 * 2 ** 20;

export async function readingIiif(
  from: { address: string } | { file: Blob },
  fetcher: PoliteFetcher,
  signal: AbortSignal,
): Promise<Outcome<IiifReading>> {
  const fetchText = async (written: string): Promise<Outcome<string>> => {
    const address = askableAddress(written, globalThis.location?.origin);
    if (address === null) return failure('bad-address', written.slice(0, 200));
    const bytes = await fetcher.fetch(address, { signal, maxBytes: manifestBytes });
    return bytes.ok ? success(new TextDecoder().decode(bytes.value)) : bytes;
  };
  const follow = async (state: ContentState): Promise<Outcome<IiifReading>> => {
    const text = await fetchText(state.manifest);
    return text.ok ? readIiif(text.value, state.manifest, state) : text;
  };
  const held = 'address' in from ? contentStateIn(from.address) : null;
  if (held !== null) return follow(held);
  const address = 'address' in from ? manifestIn(from.address) : '';
  const text = 'file' in from ? await textIn(from.file) : await fetchText(address);
  if (!text.ok) return text;
  const state = contentStateWritten(text.value);
  return state === null ? readIiif(text.value, address) : follow(state);
}

async function textIn(file: Blob): Promise<Outcome<string>> {
  if (file.size > manifestBytes) return failure('too-many-bytes');
  try {
    return success(await file.text());
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return failure('unreadable-file', error.message);
  }
}

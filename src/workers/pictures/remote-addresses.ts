/** Where the bytes of a remote picture can be had, best first. */
import { askableAddress, hostOf } from '../../exchange/web-address';
import { imageAddresses, partAddresses, readImageInfo } from '../../exchange/iiif-image';
import { failure, success, type Outcome } from '../../outcome';
import type { RemotePicture } from '../protocol/remote';
import type { PoliteFetcher } from './fetching';

const infoBytes = 4 * 2 ** 20;

/** After these, the picture itself may still be there. */
const isInfoDispensable = new Set([
  'no-such-address',
  'access-denied',
  'too-many-bytes',
  'not-iiif',
]);

function serviceOf({ attachments }: RemotePicture): string | null {
  const remote = attachments?.record?.remote;
  return remote?.kind === 'iiif' ? remote.service : null;
}

/** Whom it will ask; '' when it has no address that can be asked. */
export function hostOfPicture(picture: RemotePicture): string {
  const first = askable(serviceOf(picture) ?? picture.addresses[0] ?? '');
  return first === null ? '' : hostOf(first);
}

/** The image service, where there is one, says which sizes it has; see `imageAddresses`. */
export async function addressesOf(
  picture: RemotePicture,
  workingSide: number,
  fetcher: PoliteFetcher,
  signal: AbortSignal,
): Promise<Outcome<string[]>> {
  const plain = picture.addresses.flatMap((address) => askable(address) ?? []);
  if (picture.part) return partOf(picture.part, plain, workingSide, fetcher, signal);
  const service = askable(serviceOf(picture) ?? '')?.replace(/\/+$/, '') ?? null;
  if (service === null) return plain.length > 0 ? success(plain) : failure('bad-address');
  const info = await readInfo(service, fetcher, signal);
  if (info.ok) return success([...imageAddresses(service, info.value, workingSide), ...plain]);
  const isLost = !isInfoDispensable.has(info.problem.kind) || plain.length === 0;
  return isLost ? info : success(plain);
}

/** The service says how large the whole is; where it does not, the addresses as the manifest has them may do. */
async function partOf(
  { service, view }: NonNullable<RemotePicture['part']>,
  plain: string[],
  workingSide: number,
  fetcher: PoliteFetcher,
  signal: AbortSignal,
): Promise<Outcome<string[]>> {
  const address = askable(service)?.replace(/\/+$/, '') ?? null;
  if (address === null) return failure('bad-address');
  const info = await readInfo(address, fetcher, signal);
  if (info.ok) {
    const found = partAddresses(address, info.value, workingSide, view);
    return found.length > 0 ? success(found) : failure('no-such-address');
  }
  return isInfoDispensable.has(info.problem.kind) && plain.length > 0 ? success(plain) : info;
}

async function readInfo(service: string, fetcher: PoliteFetcher, signal: AbortSignal) {
  const wish = { signal, maxBytes: infoBytes };
  const bytes = await fetcher.fetch(`${service}/info.json`, wish);
  return bytes.ok ? readImageInfo(new TextDecoder().decode(bytes.value)) : bytes;
}

function askable(address: string): string | null {
  return askableAddress(address, globalThis.location?.origin);
}

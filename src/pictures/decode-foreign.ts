/** Pictures that neither the browser nor geotiff reads, handed to a worker that knows ImageMagick. */
import { failure, success, type Outcome } from '../outcome';
import type { ForeignAnswer } from './foreign.worker';
import type { ForeignPicture, ForeignType } from './magick';
import type { Extent } from './measure';

/** After this many seconds a picture is given up: it will not come to an end. */
const patience = 120;
/** Pixels from which the memory a picture took is given back at once. */
const heavy = 20_000_000;

const foreignTypes: readonly string[] = [
  'image/tiff',
  'image/jp2',
  'image/j2c',
  'image/heic',
  'image/psd',
] satisfies ForeignType[];

export function isForeign(type: string): type is ForeignType {
  return foreignTypes.includes(type);
}

let hired: Worker | null = null;

/** The caller closes the bitmap. Fails with 'undecodable-image'. */
export async function decodeForeign(
  bytes: Uint8Array<ArrayBuffer>,
  type: ForeignType,
  index: number,
  stored: Extent,
): Promise<Outcome<ImageBitmap>> {
  const picture = { bytes, type, index };
  // One at a time over all workers: each may take as much memory as the browser grants.
  return navigator.locks.request('vitrine-foreign-picture', async () => {
    const answer = await ask(picture);
    const isHeavy = stored.width * stored.height > heavy;
    if (isHeavy || (!answer.ok && !answer.isFit)) dismiss();
    return answer.ok ? success(answer.image) : failure('undecodable-image', plain(answer.reason));
  });
}

function ask(picture: ForeignPicture): Promise<ForeignAnswer> {
  const worker = (hired ??= hire());
  return new Promise((resolve) => {
    const end = (answer: ForeignAnswer) => {
      clearTimeout(alarm);
      worker.onmessage = null;
      worker.onerror = null;
      resolve(answer);
    };
    const fail = (reason: string) => end({ ok: false, isFit: false, reason });
    const alarm = setTimeout(() => fail('it took too long'), patience * 1000);
    worker.onmessage = ({ data }: MessageEvent<ForeignAnswer>) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      fail(event.message);
    };
    worker.postMessage(picture);
  });
}

function hire(): Worker {
  return new Worker(new URL('./foreign.worker.ts', import.meta.url), {
    type: 'module',
    name: 'vitrine-foreign-pictures',
  });
}

function dismiss(): void {
  hired?.terminate();
  hired = null;
}

/** ImageMagick ends its sentences with names and lines of its own source. */
function plain(reason: string): string {
  return (reason.split('\n')[0] ?? '').replace(/ (`|@ ).*$/, '');
}

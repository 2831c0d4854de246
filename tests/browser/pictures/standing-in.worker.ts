/**
 * Stands in for the decoders: a PCX makes it ask for memory, up to a bound, and then go on for ever; any
 * other picture is read as always.
 */
import type { ForeignAnswer, ForeignRequest } from '../../../src/pictures/foreign.worker';
import { decodeForeignPicture } from '../../../src/pictures/read-foreign';

const bound = 200_000_000;
const held: Uint8Array[] = [];

self.addEventListener('message', ({ data }: MessageEvent<ForeignRequest>) => {
  void answer(data);
});

async function answer(request: ForeignRequest): Promise<void> {
  const tell = (told: ForeignAnswer) => self.postMessage(told);
  tell({ is: 'begun' });
  if (request.type === 'image/x-pcx') {
    while (held.length * 1e7 < bound) held.push(new Uint8Array(1e7).fill(1));
    for (;;);
  }
  if (request.bytes === null) throw new Error('A new worker has seen no bytes.');
  tell({ is: 'done', ...(await decodeForeignPicture({ ...request, bytes: request.bytes })) });
}

/**
 * A worker of its own for every decoder that is not the browser's: a picture that takes for ever can be
 * given up together with it, and the memory it grew to goes when it does.
 */
import { isRefusal, ready } from './magick';
import { decodeForeignPicture, type ForeignPicture } from './read-foreign';
import type { Remark } from '../outcome';

/** The bytes are left out where they are those of the picture before. */
export type ForeignRequest = Omit<ForeignPicture, 'bytes'> & {
  bytes: Uint8Array<ArrayBuffer> | null;
};

/** First that it begins, once everything is loaded that it needs; then how it ended. */
export type ForeignAnswer =
  | { is: 'begun' }
  | { is: 'done'; image: ImageBitmap; remarks: Remark[] }
  | { is: 'refused'; isFit: boolean; reason: string };

let bytes: Uint8Array<ArrayBuffer> | null = null;

self.addEventListener('message', ({ data }: MessageEvent<ForeignRequest>) => {
  void answer(data);
});

async function answer(request: ForeignRequest): Promise<void> {
  const tell = (told: ForeignAnswer, transfer: Transferable[] = []) =>
    self.postMessage(told, { transfer });
  try {
    await ready();
    tell({ is: 'begun' });
    bytes = request.bytes ?? bytes;
    if (bytes === null) throw new Error('There is nothing to read.');
    const { image, remarks } = await decodeForeignPicture({ ...request, bytes });
    tell({ is: 'done', image, remarks }, [image]);
  } catch (error) {
    // After anything but a plain refusal its memory is not to be trusted.
    const reason = error instanceof Error ? error.message : String(error);
    tell({ is: 'refused', isFit: isRefusal(error), reason });
  }
}

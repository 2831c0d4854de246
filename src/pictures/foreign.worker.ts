/**
 * A worker of its own for ImageMagick: a picture that takes for ever can be given up together with it,
 * and the memory it grew to goes when it does.
 */
import { decodeWithMagick, isRefusal, type ForeignPicture } from './magick';

export type ForeignAnswer =
  { ok: true; image: ImageBitmap } | { ok: false; isFit: boolean; reason: string };

self.addEventListener('message', ({ data }: MessageEvent<ForeignPicture>) => {
  void answer(data);
});

async function answer(picture: ForeignPicture): Promise<void> {
  try {
    const image = await createImageBitmap(await decodeWithMagick(picture));
    self.postMessage({ ok: true, image } satisfies ForeignAnswer, { transfer: [image] });
  } catch (error) {
    // After anything but a plain refusal its memory is not to be trusted.
    const reason = error instanceof Error ? error.message : String(error);
    self.postMessage({ ok: false, isFit: isRefusal(error), reason } satisfies ForeignAnswer);
  }
}

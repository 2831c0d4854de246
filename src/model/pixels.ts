/**
 * The one way in for pixels: what a network sees of a picture, in embedding, fine-tuning and export
 * alike. The whole picture is squeezed into a square (nothing is cropped away: in a catalogue the edge
 * may be what matters), on white where it is transparent, three channels in [−1, 1].
 */
import * as tf from '@tensorflow/tfjs-core';

export { toPixels } from './preprocess';

/** What a network's numbers run over: ours −1 to 1, some formats' the bytes 0 to 255 themselves. */
export type PixelRange = 'signed' | 'bytes';

/**
 * @param pixels Pictures as `toPixels` gives them, all of one side.
 * @returns float32 [pictures, side, side, 3], each value in [−1, 1] or 0 … 255. The caller disposes it.
 */
export function toInput(
  pixels: readonly Uint8Array[],
  side: number,
  range: PixelRange = 'signed',
): tf.Tensor4D {
  const size = side * side * 3;
  const values = new Float32Array(pixels.length * size);
  pixels.forEach((picture, row) => {
    if (picture.length !== size) {
      throw new RangeError(`a picture has ${picture.length} bytes, not ${size}`);
    }
    const offset = row * size;
    if (range === 'bytes') values.set(picture, offset);
    else for (let at = 0; at < size; at++) values[offset + at] = picture[at]! / 127.5 - 1;
  });
  return tf.tensor4d(values, [pixels.length, side, side, 3]);
}

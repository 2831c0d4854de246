/**
 * The one way in for pixels: what a network sees of a picture, in embedding, fine-tuning and export
 * alike. The whole picture is squeezed into a square (nothing is cropped away: in a catalogue the edge
 * may be what matters), on white where it is transparent, three channels in [−1, 1].
 */
import * as tf from '@tensorflow/tfjs-core';

/**
 * @param picture An encoded picture, or a bitmap (which stays open).
 * @param side Side of the square, in pixels.
 * @returns RGB, row by row: side × side × 3 bytes. Rejects when the picture cannot be decoded.
 */
export async function toPixels(picture: Blob | ImageBitmap, side: number): Promise<Uint8Array> {
  const isBlob = picture instanceof Blob;
  const bitmap = isBlob ? await createImageBitmap(picture) : picture;
  try {
    return squeeze(bitmap, side);
  } finally {
    if (isBlob) bitmap.close();
  }
}

function squeeze(bitmap: ImageBitmap, side: number): Uint8Array {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  return withoutAlpha(data);
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const count = rgba.length / 4;
  const rgb = new Uint8Array(count * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return rgb;
}

/**
 * @param pixels Pictures as `toPixels` gives them, all of one side.
 * @returns float32 [pictures, side, side, 3], each value in [−1, 1]. The caller disposes it.
 */
export function toInput(pixels: readonly Uint8Array[], side: number): tf.Tensor4D {
  const size = side * side * 3;
  const values = new Float32Array(pixels.length * size);
  pixels.forEach((picture, at) => {
    if (picture.length !== size) {
      throw new RangeError(`a picture has ${picture.length} bytes, not ${size}`);
    }
    const offset = at * size;
    for (let index = 0; index < size; index++) values[offset + index] = picture[index]! / 127.5 - 1;
  });
  return tf.tensor4d(values, [pixels.length, side, side, 3]);
}

/**
 * The one way from a picture to the square that a network sees. Knows no TensorFlow: the standalone
 * predictor looks at pictures with these very lines.
 */

/**
 * @param picture An encoded picture, or one that has been drawn (a bitmap stays open).
 * @param side Side of the square, in pixels.
 * @returns RGB, row by row: side × side × 3 bytes. Rejects when the picture cannot be decoded.
 */
export async function toPixels(
  picture: Blob | ImageBitmap | OffscreenCanvas,
  side: number,
): Promise<Uint8Array> {
  if (!(picture instanceof Blob)) return squeeze(picture, side);
  const bitmap = await createImageBitmap(picture);
  try {
    return squeeze(bitmap, side);
  } finally {
    bitmap.close();
  }
}

/**
 * In two steps: the browser draws the picture at twice the side, then four pixels make one. A browser's
 * own filter alone leaves the moiré of fine patterns (print, weave, engraving) in a small picture. One
 * that is no larger than the square has nothing to lose: it is drawn once, and stays as it is where it fits.
 */
function squeeze(bitmap: ImageBitmap | OffscreenCanvas, side: number): Uint8Array {
  const isLarger = bitmap.width > side || bitmap.height > side;
  const drawn = isLarger ? 2 * side : side;
  const canvas = new OffscreenCanvas(drawn, drawn);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, drawn, drawn);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, drawn, drawn);
  const rgba = context.getImageData(0, 0, drawn, drawn).data;
  return isLarger ? halved(rgba, side) : opaque(rgba);
}

/** RGBA to RGB: on white there is no transparency left. */
function opaque(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb.set(rgba.subarray(from, from + 3), to);
  }
  return rgb;
}

/** RGBA at twice the side to RGB: the mean of each two by two pixels. */
function halved(rgba: Uint8ClampedArray, side: number): Uint8Array {
  const row = side * 2 * 4;
  const rgb = new Uint8Array(side * side * 3);
  let to = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = 2 * y * row + 2 * x * 4;
      for (let channel = from; channel < from + 3; channel++) {
        const upper = rgba[channel]! + rgba[channel + 4]!;
        const lower = rgba[channel + row]! + rgba[channel + row + 4]!;
        rgb[to++] = (upper + lower + 2) >> 2;
      }
    }
  }
  return rgb;
}

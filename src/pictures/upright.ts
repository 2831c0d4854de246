/** Turns and mirrors a picture as its orientation tag asks for (1–8, the same in TIFF and EXIF). */

/** Where the right and the lower edge of the stored picture end up: a, b, c, d of a transform. */
const turns: Record<number, readonly [number, number, number, number]> = {
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
};

/** Closes a bitmap that it turns. @param orientation Other numbers than 2–8 change nothing. */
export async function upright(
  image: ImageData | ImageBitmap,
  orientation: number,
): Promise<ImageBitmap> {
  const bitmap = image instanceof ImageBitmap ? image : await createImageBitmap(image);
  const turn = turns[orientation];
  if (turn === undefined) return bitmap;
  const [width, height] = isOnItsSide(orientation)
    ? [bitmap.height, bitmap.width]
    : [bitmap.width, bitmap.height];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser draws no pictures in a worker.');
  const [a, b, c, d] = turn;
  const left = a + c < 0 ? width : 0;
  const top = b + d < 0 ? height : 0;
  context.setTransform(a, b, c, d, left, top);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}

/** Whether width and height change places. */
export function isOnItsSide(orientation: number): boolean {
  return orientation >= 5 && orientation <= 8;
}

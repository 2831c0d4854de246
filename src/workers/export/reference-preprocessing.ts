/**
 * A picture prepared as the READMEs of exported models tell their readers to: a large one is drawn on a
 * canvas of twice the network's side, and that on one of its side. What people will do elsewhere, and so
 * what the parity check must do; for Pillow, which is not here, it stands in.
 */
export function preprocessAsDocumented(picture: ImageBitmap, side: number): Uint8Array {
  if (picture.width <= side && picture.height <= side) return rgbOf(picture, side, side);
  return rgbOf(drawn(picture, 2 * side, 2 * side).canvas, side, side);
}

/** The picture's own pixels, on white where it is transparent: RGB, row by row. */
export function rgbOf(
  picture: ImageBitmap | OffscreenCanvas,
  width: number,
  height: number,
): Uint8Array {
  const rgba = drawn(picture, width, height).getImageData(0, 0, width, height).data;
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return rgb;
}

function drawn(
  picture: ImageBitmap | OffscreenCanvas,
  width: number,
  height: number,
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas to draw on');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return context;
}

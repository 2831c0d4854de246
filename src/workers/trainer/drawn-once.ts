/**
 * A picture prepared as the READMEs of exported models tell their readers to: drawn on a canvas of the
 * network's size in one go. What people will do elsewhere, and so what the parity check must do.
 */
export function drawnOnce(picture: ImageBitmap, side: number): Uint8Array {
  return rgbOf(picture, side, side);
}

/** The picture's own pixels, on white where it is transparent: RGB, row by row. */
export function rgbOf(picture: ImageBitmap, width: number, height: number): Uint8Array {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas to draw on');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const rgba = context.getImageData(0, 0, width, height).data;
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return rgb;
}

/** A decoded picture at full size and at half of it, and half of that: what a magnifying glass cuts its tiles from. */

/** The smallest level is no larger than this, in pixels. */
const smallest = 512;

/** Largest first; the caller closes them. Takes the bitmap over. */
export function levelsOf(bitmap: ImageBitmap): ImageBitmap[] {
  const levels = [bitmap];
  for (
    let level = bitmap;
    Math.max(level.width, level.height) > smallest;
    level = levels.at(-1) ?? level
  )
    levels.push(halved(level));
  return levels;
}

function halved(level: ImageBitmap): ImageBitmap {
  const width = Math.max(1, Math.ceil(level.width / 2));
  const height = Math.max(1, Math.ceil(level.height / 2));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no pictures in a worker.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(level, 0, 0, width, height);
  return canvas.transferToImageBitmap();
}

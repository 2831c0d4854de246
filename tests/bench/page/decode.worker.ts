/** The bare loop an import is held against: decode, draw at two sizes, and nothing else. */

export interface DecodeRequest {
  files: Blob[];
  sides: number[];
}

self.addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  (async () => {
    for (const file of data.files) {
      const bitmap = await createImageBitmap(file);
      for (const side of data.sides) resize(bitmap, side);
      bitmap.close();
    }
    self.postMessage('done');
  })().catch(reportError);
});

function resize(bitmap: ImageBitmap, side: number): void {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.round(bitmap.width * scale);
  const height = Math.round(bitmap.height * scale);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No canvas to draw on.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  // Drawing may be put off; reading one pixel makes it happen here.
  context.getImageData(0, 0, 1, 1);
}

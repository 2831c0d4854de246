/** Pictures made from pictures: the same thing once more, as it happens in collections. */

/** How a second picture of one thing comes about. */
export const plantKinds = ['crop', 'resize', 'recompress', 'tone'] as const;
export type PlantKind = (typeof plantKinds)[number];

/** The same picture cropped by 8–20 % a side, at 40–70 % of its size, saved badly, or toned differently. */
export async function plant(picture: Blob, kind: PlantKind, random: () => number): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const { width, height } = bitmap;
  const between = (low: number, high: number) => low + (high - low) * random();
  try {
    switch (kind) {
      case 'crop': {
        const [across, down] = [between(0.8, 0.92), between(0.8, 0.92)];
        const [x, y] = [random() * (1 - across) * width, random() * (1 - down) * height];
        const part = { x, y, width: across * width, height: down * height };
        return await draw(bitmap, part, 1, 'none', 0.9);
      }
      case 'resize':
        return await draw(bitmap, null, between(0.4, 0.7), 'none', 0.9);
      case 'recompress':
        return await draw(bitmap, null, 1, 'none', between(0.15, 0.4));
      case 'tone': {
        const brighter = between(0.75, 1.3);
        const contrast = between(0.75, 1.3);
        const warm = between(0, 0.4);
        const filter = `brightness(${brighter}) contrast(${contrast}) sepia(${warm})`;
        return await draw(bitmap, null, 1, filter, 0.9);
      }
    }
  } finally {
    bitmap.close();
  }
}

export async function greyScale(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const drawn = await draw(bitmap, null, 1, 'grayscale(1)', 0.9);
  bitmap.close();
  return drawn;
}

async function draw(
  bitmap: ImageBitmap,
  part: { x: number; y: number; width: number; height: number } | null,
  scale: number,
  filter: string,
  quality: number,
): Promise<Blob> {
  const { x, y, width, height } = part ?? { x: 0, y: 0, ...sizeOf(bitmap) };
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  const canvas = new OffscreenCanvas(across, down);
  const context = canvas.getContext('2d')!;
  context.filter = filter;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, x, y, width, height, 0, 0, across, down);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

const sizeOf = ({ width, height }: ImageBitmap) => ({ width, height });

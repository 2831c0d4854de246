/**
 * ImageMagick, for what browsers do not read: JPEG 2000, HEIC, Photoshop, and the TIFFs that geotiff does
 * not know. Its binary is fetched when the first such picture arrives, from where the app comes from.
 */
import {
  ColorSpace,
  initializeImageMagick,
  MagickError,
  MagickFormat,
  MagickReadSettings,
  ImageMagick,
  ResourceLimits,
  type IMagickImage,
} from '@imagemagick/magick-wasm';
import binary from '@imagemagick/magick-wasm/magick.wasm?url';

/** What ImageMagick may take: for one picture, and of everything it could take from a disk, nothing. */
const pixelLimit = 100_000_000n;
const memoryLimit = 2_000_000_000n;
const secondsLimit = 90n;

export type ForeignType = 'image/tiff' | 'image/jp2' | 'image/j2c' | 'image/heic' | 'image/psd';

/** The reader is named, never guessed from the bytes: ImageMagick knows formats that run programs. */
const formats: Record<ForeignType, MagickFormat> = {
  'image/tiff': MagickFormat.Tiff,
  'image/jp2': MagickFormat.Jp2,
  'image/j2c': MagickFormat.J2k,
  'image/heic': MagickFormat.Heic,
  'image/psd': MagickFormat.Psd,
};

let started: Promise<void> | null = null;

export interface ForeignPicture {
  bytes: Uint8Array<ArrayBuffer>;
  type: ForeignType;
  /** Place in the file: the page of a TIFF, thumbnails counted; of anything else, 0. */
  index: number;
}

/** Throws when it cannot be read; see `isRefusal`. */
export async function decodeWithMagick(picture: ForeignPicture): Promise<ImageData> {
  await (started ??= start());
  const settings = new MagickReadSettings({
    format: formats[picture.type],
    frameIndex: picture.index,
    frameCount: 1,
  });
  return ImageMagick.read(picture.bytes, settings, pixelsOf);
}

/** Whether it was ImageMagick that said no, in good order. */
export function isRefusal(error: unknown): boolean {
  return error instanceof MagickError;
}

async function start(): Promise<void> {
  await initializeImageMagick(new URL(binary, self.location.href));
  ResourceLimits.area = pixelLimit;
  ResourceLimits.memory = memoryLimit;
  ResourceLimits.maxMemoryRequest = memoryLimit;
  ResourceLimits.disk = 0n;
  ResourceLimits.time = secondsLimit;
}

function pixelsOf(image: IMagickImage): ImageData {
  image.autoOrient();
  if (image.colorSpace !== ColorSpace.sRGB && image.colorSpace !== ColorSpace.Gray)
    image.colorSpace = ColorSpace.sRGB;
  image.depth = 8;
  const { width, height } = image;
  // What is handed over lies in ImageMagick's own memory, and only for the length of this call.
  return image.write(
    MagickFormat.Rgba,
    (pixels) => new ImageData(new Uint8ClampedArray(pixels), width, height),
  );
}

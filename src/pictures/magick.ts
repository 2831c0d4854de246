/**
 * ImageMagick, for what browsers do not read. Its binary is fetched when the first such picture arrives,
 * from where the app comes from. Colours become those of the web, by the profile the picture carries.
 */
import {
  AlphaAction,
  ColorProfile,
  ColorSpace,
  FilterType,
  ImageMagick,
  initializeImageMagick,
  MagickColors,
  MagickError,
  MagickFormat,
  MagickGeometry,
  MagickImage,
  MagickReadSettings,
  ResourceLimits,
  type IMagickImage,
} from '@imagemagick/magick-wasm';
import binary from '@imagemagick/magick-wasm/magick.wasm?url';
import { shrinkingOf } from './shrinking';
import type { PictureType } from './sniff';
import { srgbProfile } from './srgb-profile';

/** What ImageMagick may take: for one picture, and of everything it could take from a disk, nothing. */
const pixelLimit = 100_000_000n;
const memoryLimit = 2_000_000_000n;
const secondsLimit = 90n;

/** The reader is named, never guessed from the bytes: ImageMagick knows formats that run programs. */
const formats: Record<PictureType, MagickFormat> = {
  'image/jpeg': MagickFormat.Jpeg,
  'image/png': MagickFormat.Png,
  'image/webp': MagickFormat.WebP,
  'image/avif': MagickFormat.Avif,
  'image/gif': MagickFormat.Gif,
  'image/bmp': MagickFormat.Bmp,
  'image/x-icon': MagickFormat.Ico,
  'image/tiff': MagickFormat.Tiff,
  'image/jp2': MagickFormat.Jp2,
  'image/j2c': MagickFormat.J2k,
  'image/jxl': MagickFormat.Jxl,
  'image/heic': MagickFormat.Heic,
  'image/psd': MagickFormat.Psd,
  'image/x-portable-anymap': MagickFormat.Pnm,
  'image/x-tga': MagickFormat.Tga,
  'image/x-pcx': MagickFormat.Pcx,
  'image/x-sgi': MagickFormat.Sgi,
  'image/x-dds': MagickFormat.Dds,
};

export interface MagickPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: PictureType;
  /** Place in the file: the page of a TIFF, thumbnails counted; of anything else, 0. */
  readonly index: number;
  /** False where what it takes for transparency is none. */
  readonly mayBeTransparent: boolean;
}

export interface MagickPixels {
  readonly image: ImageData;
  /** What was wrong with the file, where some of it could be read all the same. */
  readonly complaint: string | null;
}

let started: Promise<void> | null = null;

/** Resolves when it can be asked. */
export function ready(): Promise<void> {
  return (started ??= start());
}

/** Throws when it cannot be read; see `isRefusal`. */
export async function decodeWithMagick(picture: MagickPicture): Promise<MagickPixels> {
  await ready();
  const settings = new MagickReadSettings({
    format: formats[picture.type],
    frameIndex: picture.index,
    frameCount: 1,
  });
  const image = MagickImage.create();
  let complaint: string | null = null;
  try {
    image.onWarning = ({ error }) => {
      complaint ??= error.message;
    };
    image.read(picture.bytes, settings);
    if (!picture.mayBeTransparent) image.alpha(AlphaAction.Off);
    if (picture.type === 'image/tiff') shrink(image);
    image.autoOrient();
    toWebColours(image);
    layOnWhite(image);
    return { image: pixelsOf(image), complaint };
  } finally {
    image.dispose();
  }
}

/** Colours that a profile describes, as the colours of the web. @param profile An ICC profile. */
export async function managed(image: ImageData, profile: Uint8Array): Promise<ImageData> {
  await ready();
  const { width, height } = image;
  const settings = new MagickReadSettings({ format: MagickFormat.Rgba, width, height });
  const bytes = new Uint8Array(image.data.buffer);
  return ImageMagick.read(bytes, settings, (held) => {
    held.depth = 8;
    if (isOfGreys(profile)) held.colorSpace = ColorSpace.Gray;
    held.setProfile('icc', profile);
    toWebColours(held);
    return pixelsOf(held);
  });
}

/** Its header says which colours it is for. */
function isOfGreys(profile: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(profile.subarray(16, 20)) === 'GRAY';
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

/** A large page is read small, as by geotiff. */
function shrink(image: IMagickImage): void {
  const { by, width, height } = shrinkingOf(image);
  if (by === 1) return;
  const size = new MagickGeometry(width, height);
  size.ignoreAspectRatio = true;
  // The mean of whole squares.
  image.filterType = FilterType.Box;
  image.resize(size);
}

function toWebColours(image: IMagickImage): void {
  const profile = image.getColorProfile();
  if (profile !== null && isManaged(image)) return;
  if (image.colorSpace !== ColorSpace.sRGB && image.colorSpace !== ColorSpace.Gray)
    image.colorSpace = ColorSpace.sRGB;
}

/** A profile that is broken, or of other colours than the picture's, is left aside, as browsers do. */
function isManaged(image: IMagickImage): boolean {
  try {
    return image.transformColorSpace(new ColorProfile(srgbProfile()));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return false;
  }
}

function layOnWhite(image: IMagickImage): void {
  if (!image.hasAlpha) return;
  image.backgroundColor = MagickColors.White;
  image.alpha(AlphaAction.Remove);
}

function pixelsOf(image: IMagickImage): ImageData {
  image.depth = 8;
  const { width, height } = image;
  // What is handed over lies in ImageMagick's own memory, and only for the length of this call.
  return image.write(
    MagickFormat.Rgba,
    (pixels) => new ImageData(new Uint8ClampedArray(pixels), width, height),
  );
}

/** JPEG 2000, Photoshop and fax TIFFs: left half red, right half blue, 64 × 32, as ImageMagick writes them. */
import {
  ColorType,
  CompressionMethod,
  ImageMagick,
  initializeImageMagick,
  MagickFormat,
  MagickGeometry,
  MagickReadSettings,
} from '@imagemagick/magick-wasm';
import binary from '@imagemagick/magick-wasm/magick.wasm?url';
import { redAndBlue } from './tiffs';

let started: Promise<void> | null = null;

/** @param stretched Another size, as in "8200x100!". */
export async function foreign(
  name: string,
  format: MagickFormat,
  stretched?: string,
): Promise<File> {
  await (started ??= initializeImageMagick(new URL(binary, location.href)));
  return ImageMagick.read(redAndBlue(64, 32), raw(MagickFormat.Rgb), (image) => {
    image.depth = 8;
    if (stretched !== undefined) image.resize(new MagickGeometry(stretched));
    return image.write(format, (bytes) => new File([bytes.slice()], name));
  });
}

/** 64 × 32 pixels of any kind. @param profile ICC, to be carried along. */
export async function foreignOf(
  pixels: Uint8Array,
  from: MagickFormat,
  format: MagickFormat,
  profile?: Uint8Array,
): Promise<File> {
  await (started ??= initializeImageMagick(new URL(binary, location.href)));
  return ImageMagick.read(pixels, raw(from), (image) => {
    image.depth = 8;
    if (profile !== undefined) image.setProfile('icc', profile);
    return image.write(format, (bytes) => new File([bytes.slice()], 'a'));
  });
}

/** Black and white, as scanners of printed pages save it: the right half is white. */
export async function fax(name: string): Promise<File> {
  await (started ??= initializeImageMagick(new URL(binary, location.href)));
  const pixels = redAndBlue(64, 32).map((_, at) => (Math.floor(at / 3) % 64 < 32 ? 0 : 255));
  return ImageMagick.read(pixels, raw(MagickFormat.Rgb), (image) => {
    image.depth = 1;
    image.colorType = ColorType.Bilevel;
    image.settings.compression = CompressionMethod.Group4;
    return image.write(MagickFormat.Tiff, (bytes) => new File([bytes.slice()], name));
  });
}

function raw(format: MagickFormat): MagickReadSettings {
  return new MagickReadSettings({ width: 64, height: 32, format });
}

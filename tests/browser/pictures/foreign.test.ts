import { MagickFormat } from '@imagemagick/magick-wasm';
import { expect, it } from 'vitest';
import { inspect } from '../../../src/pictures/inspect';
import { render } from '../../../src/pictures/render';
import { avif, colourName, pixel } from './files';
import { fax, foreign } from './foreign';

async function brought(file: File) {
  const inspected = await inspect(file);
  if (!inspected.ok) throw new Error(JSON.stringify(inspected.problem));
  const outcome = await render(inspected.value, 1024);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  const { working, width, height } = outcome.value;
  if (working === null) throw new Error('no copy');
  const colours = [
    colourName(await pixel(working, 0.2, 0.5)),
    colourName(await pixel(working, 0.8, 0.5)),
  ];
  return { type: inspected.value.type, copy: working.type, width, height, colours };
}

it.each([
  ['JPEG 2000', 'image/jp2', MagickFormat.Jp2],
  ['a bare JPEG 2000 stream', 'image/j2c', MagickFormat.J2k],
  ['Photoshop', 'image/psd', MagickFormat.Psd],
  ['large Photoshop', 'image/psd', MagickFormat.Psb],
  ['JPEG XL', 'image/jxl', MagickFormat.Jxl],
  ['PNM', 'image/x-portable-anymap', MagickFormat.Ppm],
  ['PAM', 'image/x-portable-anymap', MagickFormat.Pam],
  ['TGA', 'image/x-tga', MagickFormat.Tga],
  ['PCX', 'image/x-pcx', MagickFormat.Pcx],
  ['SGI', 'image/x-sgi', MagickFormat.Sgi],
  ['DDS', 'image/x-dds', MagickFormat.Dds],
  ['an icon', 'image/x-icon', MagickFormat.Ico],
] as const)('%s is read, and becomes a JPEG', async (_, type, format) => {
  expect(await brought(await foreign('a', format))).toEqual({
    type,
    copy: 'image/jpeg',
    width: 64,
    height: 32,
    colours: ['red', 'blue'],
  });
});

it('a large JPEG 2000 is read whole', async () => {
  expect(await brought(await foreign('a', MagickFormat.Jp2, '8200x100!'))).toMatchObject({
    width: 8200,
    height: 100,
    colours: ['red', 'blue'],
  });
});

// No encoder of HEVC is to be had here: the container is HEIC's, the picture in it is AV1.
it('HEIC is read, and becomes a JPEG', async () => {
  expect(await brought(avif('a', 'heic'))).toEqual({
    type: 'image/heic',
    copy: 'image/jpeg',
    width: 32,
    height: 16,
    colours: ['red', 'blue'],
  });
});

it('a TIFF packed as a fax is read by whoever knows how', async () => {
  expect(await brought(await fax('a'))).toMatchObject({
    type: 'image/tiff',
    colours: ['rgb(0, 0, 0)', 'white'],
  });
});

it('what cannot be read is refused in words', async () => {
  const whole = await foreign('a', MagickFormat.Jp2);
  const inspected = await inspect(new File([whole.slice(0, whole.size / 2)], 'a'));
  if (!inspected.ok) throw new Error('refused too early');
  expect(await render(inspected.value, 1024)).toEqual({
    ok: false,
    problem: { kind: 'undecodable-image', technical: 'Stream too short' },
  });
});

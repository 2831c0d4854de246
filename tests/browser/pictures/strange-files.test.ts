import { MagickFormat } from '@imagemagick/magick-wasm';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/pictures/inspect';
import { render } from '../../../src/pictures/render';
import { animation, avif, bitmap, bytesOf, encoded, noise, png, truncated } from './files';
import { foreign, foreignOf } from './foreign';
import { refusal, seen } from './looks';
import { redIsGreen } from './profiles';
import { redAndBlue, samplesOf, tiff, wide } from './tiffs';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes put in before those at a place, or others in their stead. */
async function spliced(file: File, at: number, put: number[], instead = 0): Promise<File> {
  const bytes = await bytesOf(file);
  return new File([bytes.slice(0, at), new Uint8Array(put), bytes.slice(at + instead)], file.name);
}

function find(bytes: Bytes, text: string): number {
  const at = new TextDecoder('latin1').decode(bytes).indexOf(text);
  if (at < 0) throw new Error(`There is no ${text}.`);
  return at;
}

async function changed(file: File, text: string, change: (view: DataView) => void): Promise<File> {
  const bytes = await bytesOf(file);
  change(new DataView(bytes.buffer, find(bytes, text)));
  return new File([bytes], file.name);
}

describe('a JPEG is measured as forgivingly as it is decoded', () => {
  const jpeg = () => encoded('a.jpg', { width: 64, height: 32 });

  it.each<[string, (file: File) => Promise<File>]>([
    ['fill bytes before a marker', (file) => spliced(file, 2, [0xff, 0xff, 0xff])],
    ['junk before a marker', (file) => spliced(file, 20, [0, 1, 2, 3, 0xff, 0])],
    [
      'an Adobe segment that is cut off',
      (file) => spliced(file, 2, [0xff, 0xee, 0, 6, 65, 100, 111, 98]),
    ],
    [
      'an EXIF segment that is cut off',
      (file) => spliced(file, 2, [0xff, 0xe1, 0, 10, 69, 120, 105, 102, 0, 0, 77, 77]),
    ],
    [
      'a Photoshop block that is damaged',
      (file) => spliced(file, 2, [0xff, 0xed, 0, 12, 56, 66, 73, 77, 9, 9, 9, 9, 9, 9]),
    ],
  ])('%s', async (_, damage) => {
    const inspected = await inspect(await damage(await jpeg()));
    expect(inspected).toMatchObject({ value: { page: { stored: { width: 64, height: 32 } } } });
    expect((await seen(await damage(await jpeg()))).width).toBe(64);
  });
});

describe('kinds that were not known', () => {
  it('JPX', async () => {
    const file = await spliced(await foreign('a', MagickFormat.Jp2), 20, [0x6a, 0x70, 0x78, 32], 4);
    expect((await seen(file)).at(5, 5)).toEqual([224, 0, 0]);
  });

  it('an OS/2 bitmap with the short header of its second version', async () => {
    const pixels = [0, 0, 224, 224, 0, 0, 0, 0];
    const file = [0x42, 0x4d, 38, 0, 0, 0, 0, 0, 0, 0, 30, 0, 0, 0];
    const header = [16, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0];
    const { at } = await seen(new File([new Uint8Array([...file, ...header, ...pixels])], 'a.bmp'));
    expect([at(0, 0), at(1, 0)]).toEqual([
      [224, 0, 0],
      [0, 0, 224],
    ]);
  });

  it('a bitmap without the header of a file (DIB)', async () => {
    const whole = bitmap('a.dib');
    expect((await seen(new File([whole.slice(14)], 'a.dib'))).at(0, 0)).toEqual([224, 0, 0]);
  });

  it('a TGA that begins like a cursor is none', async () => {
    const head = [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 24, 0x20];
    const { at } = await seen(new File([new Uint8Array([...head, 0, 0, 224, 224, 0, 0])], 'a.tga'));
    expect([at(0, 0), at(1, 0)]).toEqual([
      [224, 0, 0],
      [0, 0, 224],
    ]);
  });

  it('an anymap with comments, and one in letters', async () => {
    const { at } = await seen(new File(['P2 # grey\n# by hand\n2 1\n255\n0 200\n'], 'a.pgm'));
    expect([at(0, 0)[0], at(1, 0)[0]]).toEqual([0, 200]);
  });
});

describe('white under transparency, in every format', () => {
  const hidden = (x: number) => (x < 32 ? [200, 10, 10, 0] : [200, 10, 10, 255]);
  const rgba = samplesOf(64, 32, hidden);

  it.each([
    ['JPEG 2000', MagickFormat.Jp2],
    ['a bare JPEG 2000 stream', MagickFormat.J2k],
    ['PAM', MagickFormat.Pam],
    ['TGA', MagickFormat.Tga],
    ['SGI', MagickFormat.Sgi],
    ['DDS', MagickFormat.Dds],
    ['WebP', MagickFormat.WebP],
    ['PNG', MagickFormat.Png],
    ['an icon', MagickFormat.Ico],
    ['AVIF', MagickFormat.Avif],
  ])('%s', async (_, format) => {
    const { at } = await seen(await foreignOf(rgba, MagickFormat.Rgba, format));
    expect(at(5, 5)).toEqual([255, 255, 255]);
    expect(at(50, 5)[0]).toBeGreaterThan(150);
  });

  it('JPEG 2000 that does not describe its channels, grey, too', async () => {
    const undescribed = async (pixels: Bytes, from: MagickFormat) =>
      changed(await foreignOf(pixels, from, MagickFormat.Jp2), 'cdef', (view) =>
        view.setUint32(0, 0x66726565),
      );
    expect((await seen(await undescribed(rgba, MagickFormat.Rgba))).at(5, 5)).toEqual([
      255, 255, 255,
    ]);
    const greys = samplesOf(64, 32, (x) => [10, x < 32 ? 0 : 255]);
    const { at } = await seen(await undescribed(greys, MagickFormat.Graya));
    expect([at(5, 5), at(50, 5)]).toEqual([
      [255, 255, 255],
      [10, 10, 10],
    ]);
  });

  it('a saved selection in a Photoshop file is none', async () => {
    const file = await foreignOf(rgba, MagickFormat.Rgba, MagickFormat.Psd);
    const bytes = await bytesOf(file);
    const view = new DataView(bytes.buffer);
    const layers = 30 + view.getUint32(26) + 4 + view.getUint32(30 + view.getUint32(26));
    const length = view.getUint32(layers);
    // Without layers, the fourth channel is somebody's selection.
    const flat = await spliced(file, layers, [0, 0, 0, 0], 4 + length);
    expect((await seen(flat)).at(5, 5)).toEqual([200, 10, 10]);
  });
});

describe('JPEG 2000 that says strange things of itself', () => {
  const jp2 = () => foreign('a', MagickFormat.Jp2);

  it('another size than its stream has: the stream is right', async () => {
    const file = await changed(await jp2(), 'ihdr', (view) => view.setUint32(4, 99));
    expect(await seen(file)).toMatchObject({ width: 64, height: 32 });
  });

  it.each([
    ['a JPEG 2000 in e-sYCC colours', 24],
    ['a JPEG 2000 in CIELab colours', 14],
    ['a JPEG 2000 in CMYK colours', 12],
  ])('%s is refused by that name', async (words, colours) => {
    const file = await changed(await jp2(), 'colr', (view) => view.setUint32(7, colours));
    expect(await refusal(file)).toEqual(['unsupported-image', words]);
  });

  it('one that begins beside its corner is refused by name', async () => {
    const file = await changed(await jp2(), 'jp2c', (view) => view.setUint32(4 + 16, 4));
    expect(await refusal(file)).toEqual([
      'unsupported-image',
      'a JPEG 2000 that does not begin at its corner, or is stored smaller than it is',
    ]);
  });
});

describe('profiles are followed', () => {
  const profile = redIsGreen();

  it('in a TIFF of eight bits, of sixteen, and in one that was not turned', async () => {
    const tags = { 34675: { type: 7, values: [...profile] } };
    const eight = await seen(tiff('a.tif', [{ tags }]));
    const parts = [
      wide(
        Array.from(redAndBlue(64, 32), (value) => value * 257),
        Uint16Array,
      ),
    ];
    const deep = { type: 3, values: [16, 16, 16] };
    const sixteen = await seen(tiff('a.tif', [{ parts, tags: { ...tags, 258: deep } }]));
    for (const { at } of [eight, sixteen]) {
      const [red, green, blue] = at(5, 5);
      expect([red! < 60, green! > 180, blue! < 60]).toEqual([true, true, true]);
      expect(at(60, 5)[2]).toBeGreaterThan(180);
    }
  });

  it.each([
    ['Photoshop', MagickFormat.Psd],
    ['PNG, by the browser', MagickFormat.Png],
  ])('in %s', async (_, format) => {
    const { at } = await seen(
      await foreignOf(redAndBlue(64, 32), MagickFormat.Rgb, format, profile),
    );
    const [red, green] = at(5, 5);
    expect([red! < 60, green! > 180]).toEqual([true, true]);
  });

  it('one that is broken is left aside', async () => {
    const tags = { 34675: { type: 7, values: [...profile.slice(0, 100)] } };
    expect((await seen(tiff('a.tif', [{ tags }]))).at(5, 5)).toEqual([224, 0, 0]);
  });
});

describe('upright', () => {
  it.each([2, 3, 4, 5, 6, 7, 8])('WebP with orientation %i, as a TIFF with it', async (turn) => {
    const exif = [
      ...letters('MM'),
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      18,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      turn,
      0,
      0,
    ];
    const webp = await extended(await encoded('a', { type: 'image/webp', paint: noise(3) }), exif);
    const same = await encoded('a', { type: 'image/webp', paint: noise(3) });
    const still = await seen(same);
    const turned = await seen(webp);
    expect([turned.width, turned.height]).toEqual(turn > 4 ? [40, 60] : [60, 40]);
    // Where the upper left corner of what is shown lies in what is stored.
    const x = [2, 3, 7, 8].includes(turn) ? 59 : 0;
    const y = [3, 4, 6, 7].includes(turn) ? 39 : 0;
    expect(turned.at(0, 0)).toEqual(still.at(x, y));
    const inspected = await inspect(webp);
    if (!inspected.ok) throw new Error('refused');
    // What a browser would show unturned is not kept as it is.
    expect(await render(inspected.value, 1024)).toMatchObject({
      value: { working: { type: 'image/jpeg' } },
    });
  });
});

describe('cut off', () => {
  it('the readable part of a JPEG comes in, and that is said', async () => {
    const jpeg = await encoded('a.jpg', { width: 64, height: 64, paint: noise(2) });
    const picture = await seen(await truncated(jpeg, 0.7));
    expect(picture).toMatchObject({ width: 64, height: 64, remarks: ['cut-off'] });
    const whole = await seen(jpeg);
    expect(whole.remarks).toEqual([]);
    expect(Math.abs(picture.at(3, 3)[0]! - whole.at(3, 3)[0]!)).toBeLessThan(9);
  });

  it('GIF and PNG are refused', async () => {
    const gif = animation('a.gif', [[224, 0, 0]], 40);
    expect(await refusal(await truncated(gif, 0.5))).toEqual(['undecodable-image']);
    const picture = await encoded('a.png', { type: 'image/png', paint: noise(2) });
    expect(await refusal(await truncated(picture, 0.5))).toEqual(['undecodable-image']);
  });

  it('nothing but black is said to be suspicious', async () => {
    const remarksOf = async (file: File) => {
      const inspected = await inspect(file);
      const rendered = inspected.ok ? await render(inspected.value, 256) : inspected;
      return rendered.ok ? rendered.value.remarks.map(({ kind }) => kind) : rendered.problem.kind;
    };
    expect(await remarksOf(await png('a.png', 30, 20))).toEqual(['black']);
    expect(await remarksOf(await encoded('a.jpg'))).toEqual([]);
  });
});

describe('AVIF', () => {
  it('of a sequence', async () => {
    const file = await spliced(avif('a'), 8, letters('avis'), 4);
    expect((await inspect(file)).ok).toBe(true);
  });

  it('is cut to its clean aperture', async () => {
    const file = await withAperture(avif('a'));
    const { width, height, at } = await seen(file);
    expect([width, height]).toEqual([16, 16]);
    // The right half, which is blue.
    expect(at(2, 8)[2]).toBeGreaterThan(150);
  });
});

function letters(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

/** The same WebP in the extended form, with EXIF behind its pixels. */
async function extended(file: File, exif: number[]): Promise<File> {
  const bytes = await bytesOf(file);
  const { width, height } = await createImageBitmap(file);
  const head = [...letters('VP8X'), 10, 0, 0, 0, 8, 0, 0, 0];
  const sides = [width - 1, 0, 0, height - 1, 0, 0];
  const tail = [...letters('EXIF'), exif.length, 0, 0, 0, ...exif];
  // Some browsers write that form already.
  const isExtended = String.fromCharCode(...bytes.slice(12, 16)) === 'VP8X';
  const body = [...bytes.slice(isExtended ? 30 : 12)];
  const all = [...letters('WEBP'), ...head, ...sides, ...body, ...tail];
  const size = new Uint8Array(new Uint32Array([all.length]).buffer);
  return new File([new Uint8Array([...letters('RIFF'), ...size, ...all])], file.name);
}

/** With one more property: the right half of 32 × 16. */
async function withAperture(file: File): Promise<File> {
  const bytes = await bytesOf(file);
  const longs = [16, 1, 16, 1, 8, 1, 0, 1].flatMap((value) => [0, 0, 0, value]);
  const box = [0, 0, 0, 40, ...letters('clap'), ...longs];
  const [list, use] = [find(bytes, 'ipco'), find(bytes, 'ipma')];
  const view = new DataView(bytes.buffer);
  const properties = view.getUint32(list - 4);
  const grow = (name: string, by: number) => {
    const at = find(bytes, name) - 4;
    view.setUint32(at, view.getUint32(at) + by);
  };
  for (const name of ['meta', 'iprp']) grow(name, 41);
  grow('ipco', 40);
  grow('ipma', 1);
  // One item with four properties becomes one with five.
  const count = use + 4 + 4 + 4 + 2;
  bytes[count]! += 1;
  const places = bytes[count]!;
  // The pixels lie 41 bytes further on.
  const location = find(bytes, 'iloc') + 4 + 4 + 2 + 2 + 2 + 2 + 2;
  view.setUint32(location, view.getUint32(location) + 41);
  const end = list - 4 + properties;
  return new File(
    [
      bytes.slice(0, end),
      new Uint8Array(box),
      bytes.slice(end, count + places),
      new Uint8Array([0x80 | 5]),
      bytes.slice(count + places),
    ],
    file.name,
  );
}

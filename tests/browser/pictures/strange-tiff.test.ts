import { describe, expect, it } from 'vitest';
import { bytesOf, encoded } from './files';
import { refusal, seen } from './looks';
import { lzw, samplesOf, shorts, tiff, wide, type TiffPageOf } from './tiffs';

const bits = (...values: number[]) => ({ type: shorts, values });
const grey = { 262: 1, 277: 1 };
const bytes = (...values: number[]) => new Uint8Array(values);

async function greys(page: TiffPageOf, big = false): Promise<number[]> {
  const { at, width } = await seen(tiff('a.tif', [{ width: 4, height: 1, ...page }], false, !big));
  return Array.from({ length: width }, (_, x) => at(x, 0)[0]!);
}

describe('in which order bits and bytes are stored', () => {
  it('two and four bits, the lowest first', async () => {
    const four = { ...grey, 258: bits(4), 266: bits(2) };
    expect(await greys({ parts: [bytes(0x80, 0xc4)], tags: four })).toEqual([0, 17, 34, 51]);
    const two = { ...grey, 258: bits(2), 266: bits(2) };
    expect(await greys({ parts: [bytes(0b11011000)], tags: two })).toEqual([0, 85, 170, 255]);
  });

  it('a palette in big-endian order', async () => {
    const colours = [0, 1, 2].flatMap((plane) =>
      Array.from({ length: 256 }, (_, at) => (at === plane + 1 ? 0xff00 : 0x0100)),
    );
    const tags = { 258: bits(8), 262: 3, 277: 1, 320: { type: shorts, values: colours } };
    const { at } = await seen(
      tiff('a.tif', [{ width: 4, height: 1, parts: [bytes(1, 2, 3, 0)], tags }], false, false),
    );
    expect([0, 1, 2].map((x) => at(x, 0).indexOf(Math.max(...at(x, 0))))).toEqual([0, 1, 2]);
  });

  it('many strips of deep values in big-endian order', async () => {
    const rows = 600;
    const parts = Array.from({ length: rows }, (_, at) => bytes((at * 255) / (rows - 1), 0));
    const page = { width: 1, height: rows, parts, tags: { ...grey, 258: bits(16), 278: 1 } };
    const { at } = await seen(tiff('a.tif', [page], false, false));
    for (const y of [0, 300, 599]) expect(at(0, y)[0]).toBeCloseTo((y * 255) / (rows - 1), -0.5);
  });
});

describe('what would hardly be seen is spread over the full range, and that is said', () => {
  const sixteen = { ...grey, 258: bits(16) };

  it('twelve bits in sixteen', async () => {
    const page = { width: 4, height: 1, parts: [wide([0, 1024, 2048, 4095], Uint16Array)] };
    const picture = await seen(tiff('a.tif', [{ ...page, tags: sixteen }]));
    expect([0, 1, 2, 3].map((x) => picture.at(x, 0)[0])).toEqual([0, 64, 128, 255]);
    expect(picture.remarks).toEqual(['stretched']);
  });

  it('packed with LZW, too', async () => {
    const parts = [lzw(wide([0, 1024, 2048, 4095], Uint16Array))];
    expect(await greys({ parts, tags: { ...sixteen, 259: 5 } })).toEqual([0, 64, 128, 255]);
  });

  it('signed numbers of 32 bits', async () => {
    const values = new Uint8Array(new Int32Array([0, 64, 128, 255]).buffer);
    const tags = { ...grey, 258: bits(32), 339: bits(2) };
    expect(await greys({ parts: [values], tags })).toEqual([0, 64, 128, 255]);
  });

  it('a dark picture that uses its range is left alone', async () => {
    const page = { width: 4, height: 1, parts: [wide([0, 1024, 2048, 8192], Uint16Array)] };
    const picture = await seen(tiff('a.tif', [{ ...page, tags: sixteen }]));
    expect([0, 1, 2, 3].map((x) => picture.at(x, 0)[0])).toEqual([0, 4, 8, 32]);
    expect(picture.remarks).toEqual([]);
  });

  it('its transparency is not spread', async () => {
    const parts = [wide([0, 65535, 0, 0, 4095, 65535, 4095, 32768], Uint16Array)];
    const tags = { ...grey, 258: bits(16, 16), 277: 2, 338: bits(2) };
    expect(await greys({ parts, tags })).toEqual([0, 255, 255, 255]);
  });
});

describe('transparency', () => {
  it('multiplied into floating point', async () => {
    const parts = [wide([0.5, 0.25, 0, 0.5], Float32Array)];
    const tags = { 277: 4, 258: bits(32, 32, 32, 32), 339: bits(3, 3, 3, 3), 338: bits(1) };
    const { at } = await seen(tiff('a.tif', [{ width: 1, height: 1, parts, tags }]));
    expect(at(0, 0)).toEqual([255, 191, 128]);
  });

  it('beside a palette', async () => {
    const colours = Array.from({ length: 768 }, (_, at) => (at === 1 ? 65535 : 0));
    const tags = { 258: bits(8, 8), 262: 3, 277: 2, 338: bits(2) };
    const page = { width: 2, height: 1, parts: [bytes(1, 255, 1, 0)] };
    const { at } = await seen(
      tiff('a.tif', [{ ...page, tags: { ...tags, 320: { type: shorts, values: colours } } }]),
    );
    expect([at(0, 0), at(1, 0)]).toEqual([
      [255, 0, 0],
      [255, 255, 255],
    ]);
  });

  it('of four bits beside colours of four', async () => {
    const tags = { 258: bits(4, 4, 4, 4), 277: 4, 338: bits(2) };
    const page = { width: 2, height: 1, parts: [bytes(0xf0, 0x0f, 0x0f, 0x00)], tags };
    const { at } = await seen(tiff('a.tif', [page]));
    expect([at(0, 0), at(1, 0)]).toEqual([
      [255, 0, 0],
      [255, 255, 255],
    ]);
  });

  it('is nothing that nobody calls so, in planes, too', async () => {
    const parts = [bytes(255, 0), bytes(0, 255), bytes(0, 0), bytes(0, 0)];
    const tags = { 258: bits(8, 8, 8, 8), 277: 4, 284: 2, 338: bits(0), 278: 1 };
    const { at } = await seen(tiff('a.tif', [{ width: 2, height: 1, parts, tags }]));
    expect([at(0, 0), at(1, 0)]).toEqual([
      [255, 0, 0],
      [0, 255, 0],
    ]);
  });
});

describe('what other programs wrote', () => {
  it('tiles whose offsets are kept as those of strips', async () => {
    const file = tiff('a.tif', [
      {
        ...{ width: 16, height: 16 },
        parts: [samplesOf(16, 16, () => [200, 0, 0])],
        tags: { 278: 16, 322: 16, 323: 16 },
      },
    ]);
    const content = await bytesOf(file);
    const view = new DataView(content.buffer);
    const directory = view.getUint32(4, true);
    for (let at = directory + 2; at < content.length - 4; at += 12)
      for (const [tile, strip] of [
        [324, 273],
        [325, 279],
      ] as const)
        if (view.getUint16(at, true) === tile) view.setUint16(at, strip, true);
    expect((await seen(new File([content], 'a.tif'))).at(3, 3)).toEqual([200, 0, 0]);
  });

  it('an EXIF tag that leads nowhere', async () => {
    const parts = [bytes(0, 64, 128, 255)];
    expect(await greys({ parts, tags: { ...grey, 258: bits(8), 34665: 0 } })).toEqual([
      0, 64, 128, 255,
    ]);
  });

  it('a WebP inside', async () => {
    const webp = await encoded('a', { type: 'image/webp', width: 64, height: 32, quality: 1 });
    const tags = { 259: 50001 };
    const { at } = await seen(tiff('a.tif', [{ parts: [await bytesOf(webp)], tags }]));
    const [red, , blue] = at(5, 5);
    expect([red! > 180, blue! < 60]).toEqual([true, true]);
  });

  it('the print settings of a camera, or 28 tags: still a plain TIFF', async () => {
    const withPrintIm = { 50341: { type: 7, values: [1, 2, 3, 4] } };
    expect((await seen(tiff('a.tif', [{ tags: withPrintIm }]))).at(1, 1)).toEqual([224, 0, 0]);
    expect((await seen(await likeNikon())).at(1, 1)).toEqual([224, 0, 0]);
  });
});

/** 28 tags right behind the header, the first of them 254: so scanners write it, and Nikon's cameras. */
async function likeNikon(): Promise<File> {
  const size = 2 + 28 * 12 + 4;
  const rgb = samplesOf(64, 32, () => [224, 0, 0]);
  const others = Object.fromEntries(Array.from({ length: 18 }, (_, at) => [40000 + at, 1]));
  const tags = { ...others, 254: 0, 273: 8 + size, 279: rgb.length };
  const content = await bytesOf(tiff('a.tif', [{ parts: [new Uint8Array(size), rgb], tags }]));
  const view = new DataView(content.buffer);
  const directory = view.getUint32(4, true);
  content.set(content.slice(directory, directory + size), 8);
  view.setUint32(4, 8, true);
  expect([view.getUint16(8, true), view.getUint16(10, true)]).toEqual([28, 254]);
  return new File([content], 'scan.tif');
}

describe('what nothing here reads is called by its name', () => {
  it.each([
    ['a TIFF packed with LZMA', { 259: 34925 }],
    ['a TIFF packed as JPEG 2000', { 259: 33003 }],
    ['a TIFF packed as JPEG XL', { 259: 50002 }],
    ['a TIFF packed as LERC', { 259: 34887 }],
    ['a TIFF of high dynamic range (LogL)', { 262: 32844 }],
    ['a TIFF in ICC Lab colours', { 262: 9 }],
    ['a TIFF with the raw values of a camera’s sensor', { 262: 32803 }],
    ['a TIFF with colours in small planes of their own', { 262: 6, 284: 2, 530: bits(2, 2) }],
  ])('%s', async (words, tags) => {
    const parts = [0, 1, 2].map(() => new Uint8Array(64 * 32));
    expect(await refusal(tiff('a.tif', [{ parts, tags }]))).toEqual(['unsupported-image', words]);
  });
});

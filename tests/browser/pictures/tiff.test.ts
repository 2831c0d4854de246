import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/pictures/decode';
import { inspect, turnTo } from '../../../src/pictures/inspect';
import { render } from '../../../src/pictures/render';
import { bytesOf, colourName, encoded, pixel } from './files';
import {
  deflated,
  lzw,
  packBits,
  redAndBlue,
  samplesOf,
  shorts,
  tiff,
  wide,
  type TiffPageOf,
} from './tiffs';

async function opened(file: File) {
  const inspected = await inspect(file);
  if (!inspected.ok) throw new Error(JSON.stringify(inspected.problem));
  return inspected.value;
}

async function looks(file: File): Promise<string[]> {
  const outcome = await render(await opened(file), 1024);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  const { working } = outcome.value;
  if (working === null) throw new Error('no copy');
  expect(working.type).toBe('image/jpeg');
  return [colourName(await pixel(working, 0.2, 0.5)), colourName(await pixel(working, 0.8, 0.5))];
}

const width = 64;
const height = 32;
const halves = (left: number[], right: number[]) =>
  samplesOf(width, height, (x) => (x < width / 2 ? left : right));
const bits = (...values: number[]) => ({ type: shorts, values });
const sides = ['red', 'blue'];

describe('a TIFF is read, however its pixels are stored', () => {
  const rgb = redAndBlue(width, height);
  const strips = (rows: number): TiffPageOf => ({
    parts: Array.from({ length: height / rows }, (_, at) =>
      rgb.slice(at * rows * width * 3, (at + 1) * rows * width * 3),
    ),
    tags: { 278: rows },
  });
  const cases: [string, () => TiffPageOf | Promise<TiffPageOf>][] = [
    ['in one strip', () => ({})],
    ['in many strips', () => strips(4)],
    ['in strips that do not divide its height', () => ({ ...strips(32), tags: { 278: 5000 } })],
    [
      'in tiles',
      () => ({
        parts: [redAndBlue(64, 64)],
        tags: { 322: 64, 323: 64 },
      }),
    ],
    [
      'in planes',
      () => ({
        parts: [0, 1, 2].map((plane) => rgb.filter((_, at) => at % 3 === plane)),
        tags: { 284: 2 },
      }),
    ],
    ['packed with LZW', () => ({ parts: [lzw(rgb)], tags: { 259: 5 } })],
    ['packed with Deflate', async () => ({ parts: [await deflated(rgb)], tags: { 259: 8 } })],
    ['packed with PackBits', () => ({ parts: [packBits(rgb)], tags: { 259: 32773 } })],
    [
      'as a JPEG within',
      async () => ({
        parts: [await bytesOf(await encoded('a', { width, height, paint: redBlue }))],
        tags: { 259: 7, 262: 6 },
      }),
    ],
    [
      'with sixteen bits',
      () => ({
        parts: [
          wide(
            Array.from(rgb, (value) => value * 257),
            Uint16Array,
          ),
        ],
        tags: { 258: bits(16, 16, 16) },
      }),
    ],
    [
      'with floating point from 0 to 1',
      () => ({
        parts: [
          wide(
            Array.from(rgb, (value) => value / 255),
            Float32Array,
          ),
        ],
        tags: { 258: bits(32, 32, 32), 339: bits(3, 3, 3) },
      }),
    ],
    [
      'with a palette',
      () => ({
        parts: [halves([1], [2])],
        tags: {
          258: bits(8),
          262: 3,
          277: 1,
          320: { type: shorts, values: paletteOf([0, 0, 0], [224, 0, 0], [0, 0, 224]) },
        },
      }),
    ],
    [
      'for print, as CMYK',
      () => ({
        parts: [halves([0, 255, 255, 20], [255, 255, 0, 20])],
        tags: { 258: bits(8, 8, 8, 8), 262: 5, 277: 4 },
      }),
    ],
    [
      'as brightness and colour (YCbCr)',
      () => ({
        parts: [halves([76, 85, 255], [29, 255, 107])],
        tags: { 262: 6, 530: bits(1, 1) },
      }),
    ],
  ];

  it.each(cases)('%s', async (_, make) => {
    expect(await looks(tiff('a.tif', [{ width, height, ...(await make()) }]))).toEqual(sides);
  });

  it('as BigTIFF', async () => {
    expect(await looks(tiff('a.tif', [{}], true))).toEqual(sides);
  });
});

describe('what its numbers mean', () => {
  async function grey(page: TiffPageOf): Promise<number[]> {
    const bitmap = await decode(await opened(tiff('a.tif', [{ width: 4, height: 1, ...page }])));
    if (!bitmap.ok) throw new Error(JSON.stringify(bitmap.problem));
    const canvas = new OffscreenCanvas(4, 1);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap.value.image, 0, 0);
    return Array.from({ length: 4 }, (_, x) => context.getImageData(x, 0, 1, 1).data[0]!);
  }
  const one = { 262: 1, 277: 1 };

  it('black is 0, white the highest number there is', async () => {
    const parts = [wide([0, 16384, 32768, 65535], Uint16Array)];
    expect(await grey({ parts, tags: { ...one, 258: bits(16) } })).toEqual([0, 64, 128, 255]);
  });

  it('unless white comes first', async () => {
    const parts = [new Uint8Array([0, 64, 128, 255])];
    expect(await grey({ parts, tags: { ...one, 258: bits(8), 262: 0 } })).toEqual([
      255, 191, 127, 0,
    ]);
  });

  it('or the page says which values it uses: twelve bits in sixteen are not dark', async () => {
    const parts = [wide([0, 1024, 2048, 4095], Uint16Array)];
    const tags = { ...one, 258: bits(16), 280: bits(0), 281: bits(4095) };
    expect(await grey({ parts, tags })).toEqual([0, 64, 128, 255]);
  });

  it('floating point beyond 0 to 1 is stretched from the lowest to the highest', async () => {
    const parts = [wide([-10, 0, 10, 30], Float32Array)];
    const tags = { ...one, 258: bits(32), 339: bits(3) };
    expect(await grey({ parts, tags })).toEqual([0, 64, 128, 255]);
  });

  it('a single bit is black or white', async () => {
    const parts = [new Uint8Array([0b10100000])];
    expect(await grey({ parts, tags: { ...one, 258: bits(1) } })).toEqual([255, 0, 255, 0]);
  });

  it('what is transparent lies on white', async () => {
    const parts = [new Uint8Array([0, 0, 0, 128, 0, 255, 200, 255])];
    const tags = { ...one, 258: bits(8, 8), 277: 2, 338: bits(2) };
    expect(await grey({ parts, tags })).toEqual([255, 127, 0, 200]);
  });
});

describe('pages', () => {
  const page = (seed: number): TiffPageOf => ({
    parts: [halves([seed, 0, 0], [0, 0, seed])],
  });

  it('are all found, each with a hash of its own; the first has that of the file', async () => {
    const file = await opened(tiff('book.tif', [page(1), page(2), page(3)]));
    const hashes = await Promise.all(
      file.pages.map(async (_, at) => {
        const turned = await turnTo(file, at);
        return turned.ok ? turned.value.sha256 : turned.problem.kind;
      }),
    );
    expect(hashes[0]).toBe(file.sha256);
    expect(new Set(hashes).size).toBe(3);
  });

  it('a thumbnail, a reduced copy or a mask is none', async () => {
    const small: TiffPageOf = { ...page(2), tags: { 254: 1 } };
    const mask: TiffPageOf = { ...page(3), tags: { 254: 4 } };
    const old: TiffPageOf = { ...page(4), tags: { 255: 2 } };
    expect((await opened(tiff('a.tif', [small, page(1), mask, old]))).pages).toHaveLength(1);
  });

  it('stand as their orientation tag says', async () => {
    const bitmap = await decode(await opened(tiff('a.tif', [{ tags: { 274: 6 } }])));
    expect(bitmap).toMatchObject({ value: { image: { width: 32, height: 64 } } });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is what EXIF means by it', async (turn) => {
    const { oriented } = await import('./files');
    const jpeg = await oriented(
      await encoded('a', { width: 64, height: 32, paint: corners }),
      turn,
    );
    const parts = [await pixelsOf(64, 32, corners)];
    const page = await opened(tiff('a.tif', [{ parts, tags: { 274: turn } }]));
    const [one, other] = await Promise.all([render(await opened(jpeg), 1024), render(page, 1024)]);
    if (!one.ok || !other.ok || !one.value.working || !other.value.working) throw new Error('none');
    expect(other.value).toMatchObject({ width: one.value.width, height: one.value.height });
    for (const [x, y] of [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.2, 0.8],
      [0.8, 0.8],
    ] as const)
      expect(colourName(await pixel(other.value.working, x, y))).toBe(
        colourName(await pixel(one.value.working, x, y)),
      );
  });

  it('a large one is read small and told at its full size', async () => {
    const wideOne = { width: 6000, height: 40, parts: [redAndBlue(6000, 40)] };
    const file = await opened(tiff('a.tif', [wideOne]));
    expect(await decode(file)).toMatchObject({ value: { image: { width: 3000, height: 20 } } });
    expect(await render(file, 1024)).toMatchObject({ value: { width: 6000, height: 40 } });
    expect(await looks(tiff('a.tif', [wideOne]))).toEqual(sides);
  });
});

function redBlue(context: OffscreenCanvasRenderingContext2D, w: number, h: number): void {
  context.fillStyle = '#e00000';
  context.fillRect(0, 0, w / 2, h);
  context.fillStyle = '#0000e0';
  context.fillRect(w / 2, 0, w / 2, h);
}

/** A colour in each corner, so that no turn looks like another. */
function corners(context: OffscreenCanvasRenderingContext2D, w: number, h: number): void {
  for (const [at, colour] of ['#e00000', '#0000e0', '#00a000', '#ffffff'].entries()) {
    context.fillStyle = colour;
    context.fillRect(((at % 2) * w) / 2, (Math.floor(at / 2) * h) / 2, w / 2, h / 2);
  }
}

async function pixelsOf(w: number, h: number, paint: typeof corners) {
  const context = new OffscreenCanvas(w, h).getContext('2d')!;
  paint(context, w, h);
  const { data } = context.getImageData(0, 0, w, h);
  return new Uint8Array(data.filter((_, at) => at % 4 !== 3));
}

/** Red, green and blue of each entry, 256 of them, sixteen bits each. */
function paletteOf(...colours: number[][]): number[] {
  return [0, 1, 2].flatMap((plane) =>
    Array.from({ length: 256 }, (_, at) => (colours[at]?.[plane] ?? 0) * 257),
  );
}

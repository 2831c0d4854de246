import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/pictures/inspect';
import { render, type RenderedPicture } from '../../../src/pictures/render';
import {
  animation,
  avif,
  bitmap,
  bytesOf,
  colourName,
  encoded,
  halves,
  noise,
  oriented,
  pixel,
  png,
  truncated,
} from './files';

async function rendered(file: File, side = 1024): Promise<RenderedPicture & { working: Blob }> {
  const inspected = await inspect(file);
  if (!inspected.ok) throw new Error(inspected.problem.kind);
  const outcome = await render(inspected.value, side);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  const { working } = outcome.value;
  if (working === null) throw new Error('No working copy was made.');
  return { ...outcome.value, working };
}

async function extent(blob: Blob): Promise<[number, number]> {
  const picture = await createImageBitmap(blob);
  return [picture.width, picture.height];
}

async function colours(blob: Blob): Promise<string[]> {
  return [colourName(await pixel(blob, 0.1, 0.1)), colourName(await pixel(blob, 0.9, 0.9))];
}

describe('every kind of picture becomes a working copy and a thumbnail', () => {
  it.each([
    ['JPEG', () => encoded('a')],
    ['PNG', () => encoded('a', { type: 'image/png' })],
    ['WebP', () => encoded('a', { type: 'image/webp' })],
    ['AVIF', () => avif('a')],
    ['BMP', () => bitmap('a', 40, 20)],
    ['BMP stored top down', () => bitmap('a', 40, 20, true)],
  ])('%s', async (_, make) => {
    const { working, thumbnail } = await rendered(await make());
    expect(await colours(working)).toEqual(['red', 'blue']);
    expect(['image/jpeg', 'image/png', 'image/webp']).toContain(working.type);
    expect(await colours(new Blob([thumbnail.bytes], { type: thumbnail.type }))).toEqual([
      'red',
      'blue',
    ]);
  });

  it('of a GIF, its first frame', async () => {
    const film = animation('a', [
      [0, 128, 0],
      [224, 0, 0],
    ]);
    expect(await colours((await rendered(film)).working)).toEqual(['green', 'green']);
  });
});

describe('size', () => {
  it('a large picture is brought down to the side asked for, shape kept', async () => {
    const picture = await rendered(await encoded('a', { width: 1500, height: 500 }), 1024);
    expect([picture.width, picture.height]).toEqual([1500, 500]);
    expect(await extent(picture.working)).toEqual([1024, 341]);
    expect(await extent(new Blob([picture.thumbnail.bytes]))).toEqual([256, 85]);
  });

  it('a small one is not enlarged, and its bytes are kept as they are', async () => {
    const file = await encoded('a', { type: 'image/png', width: 50, height: 30 });
    const { working, thumbnail } = await rendered(file);
    expect(await bytesOf(working)).toEqual(await bytesOf(file));
    expect(await extent(new Blob([thumbnail.bytes]))).toEqual([50, 30]);
  });

  it('a line a pixel wide keeps its pixel', async () => {
    const { working } = await rendered(await png('a', 5000, 1));
    expect(await extent(working)).toEqual([1024, 1]);
  });

  it('a heavy original is encoded again even where its sides would do', async () => {
    const large = { type: 'image/png', width: 900, height: 900, paint: noise() };
    const heavy = await encoded('a', large);
    expect(heavy.size).toBeGreaterThan(1_500_000);
    expect((await rendered(heavy)).working.type).toBe('image/jpeg');
  });
});

describe('orientation', () => {
  it.each([
    [1, 60, 40, ['red', 'blue']],
    [3, 60, 40, ['blue', 'red']],
    [6, 40, 60, ['red', 'blue']],
    [8, 40, 60, ['blue', 'red']],
  ])('EXIF %i is applied', async (orientation, width, height, expected) => {
    const file = await oriented(await encoded('a', { paint: halves() }), orientation);
    const picture = await rendered(file);
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect(await colours(picture.working)).toEqual(expected);
    expect(await extent(new Blob([picture.thumbnail.bytes]))).toEqual([width, height]);
  });

  it('is applied once where the picture is encoded again', async () => {
    const file = await oriented(await encoded('a', { width: 1200, height: 600 }), 6);
    const { working } = await rendered(file, 640);
    expect(await extent(working)).toEqual([320, 640]);
    expect(await colours(working)).toEqual(['red', 'blue']);
  });
});

describe('transparency', () => {
  const clear = { type: 'image/png', width: 600, height: 400, paint: () => undefined };

  it('is white in a thumbnail', async () => {
    const { thumbnail } = await rendered(await encoded('a', clear));
    expect(colourName(await pixel(new Blob([thumbnail.bytes]), 0.5, 0.5))).toBe('white');
  });

  it('is white in a working copy that was encoded again', async () => {
    const { working } = await rendered(await encoded('a', clear), 320);
    expect(working.type).toBe('image/jpeg');
    expect(colourName(await pixel(working, 0.5, 0.5))).toBe('white');
  });
});

describe('animations', () => {
  it('an animated PNG does not stay one', async () => {
    const still = await bytesOf(await encoded('a', { type: 'image/png' }));
    const control = [0, 0, 0, 8, ...[...'acTL'].map((letter) => letter.charCodeAt(0))];
    const counts = [0, 0, 0, 1, 0, 0, 0, 0];
    const crc = [0xb9, 0x3d, 0xd9, 0x5e];
    const film = new File(
      [still.slice(0, 33), new Uint8Array([...control, ...counts, ...crc]), still.slice(33)],
      'a.png',
    );
    expect((await rendered(film)).working.type).toBe('image/jpeg');
  });
});

describe('damage', () => {
  it.each([0.3, 0.6, 0.9, 0.99])(
    'a JPEG of which %f is left is shown as far as it goes, or refused',
    async (share) => {
      const whole = await encoded('a', { width: 400, height: 300 });
      const inspected = await inspect(await truncated(whole, share));
      const outcome = inspected.ok ? await render(inspected.value, 1024) : inspected;
      if (outcome.ok) expect(await extent(outcome.value.working!)).toEqual([400, 300]);
      else expect(outcome.problem.kind).toBe('undecodable-image');
    },
  );

  it('pixels that are not there are refused, not invented', async () => {
    const bytes = await bytesOf(await encoded('a', { type: 'image/png' }));
    bytes.fill(7, 33);
    const inspected = await inspect(new File([bytes], 'a.png'));
    const outcome = inspected.ok ? await render(inspected.value, 1024) : inspected;
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'undecodable-image' } });
  });

  it('a picture of forty megapixels in a few kilobytes is decoded', async () => {
    const picture = await rendered(await png('a', 8000, 5000));
    expect(await extent(picture.working)).toEqual([1024, 640]);
  });
});

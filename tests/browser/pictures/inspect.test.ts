import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/pictures/inspect';
import { animation, avif, bitmap, bytesOf, encoded, plain, png, truncated } from './files';

async function kind(file: File): Promise<string> {
  const outcome = await inspect(file);
  return outcome.ok ? outcome.value.type : outcome.problem.kind;
}

describe('what a file is, is read from its content', () => {
  it.each([
    ['JPEG', 'image/jpeg', () => encoded('a')],
    ['PNG', 'image/png', () => encoded('a', { type: 'image/png' })],
    ['WebP', 'image/webp', () => encoded('a', { type: 'image/webp' })],
    ['AVIF', 'image/avif', () => avif('a')],
    ['AVIF in a general container', 'image/avif', () => avif('a', 'mif1')],
    ['GIF', 'image/gif', () => animation('a', [[0, 128, 0]])],
    ['BMP', 'image/bmp', () => bitmap('a')],
  ])('%s', async (_, type, make) => {
    expect(await kind(await make())).toBe(type);
  });

  it('a PNG named .jpg is a PNG', async () => {
    expect(await kind(await encoded('scan.jpg', { type: 'image/png' }))).toBe('image/png');
  });

  it.each([
    ['the first page of a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'not-an-image'],
    ['a web page', '<!doctype html><title>Hello</title>', 'not-an-image'],
    ['a note', 'Box 12, folder 3: see the ledger', 'not-an-image'],
    ['a note that begins like a bitmap', 'BMW, photographed in 1931 in Basel', 'not-an-image'],
    ['a single letter', 'B', 'not-an-image'],
    ['a drawing in SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'unsupported-image'],
    ['SVG with a prolog', '<?xml version="1.0"?><svg width="9"/>', 'unsupported-image'],
  ])('%s named .jpg is refused', async (_, content, expected) => {
    expect(await kind(plain('scan.jpg', content))).toBe(expected);
  });

  it('a zip named .jpg is refused', async () => {
    const empty = new Uint8Array([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);
    const stored = new Uint8Array([0x50, 0x4b, 3, 4, 20, ...new Array<number>(60).fill(0)]);
    expect(await kind(plain('scan.jpg', empty))).toBe('not-an-image');
    expect(await kind(plain('scan.jpg', stored))).toBe('not-an-image');
  });

  it('an empty file is refused', async () => {
    expect(await kind(plain('scan.jpg', ''))).toBe('empty-file');
  });

  it('a file of nothing but zeros is refused', async () => {
    expect(await kind(plain('scan.jpg', new Uint8Array(5000)))).toBe('not-an-image');
  });
});

describe('its size is read from its header', () => {
  it.each([
    ['JPEG', () => encoded('a', { width: 61, height: 43 })],
    ['PNG', () => encoded('a', { type: 'image/png', width: 61, height: 43 })],
    ['WebP', () => encoded('a', { type: 'image/webp', width: 61, height: 43 })],
    ['BMP', () => bitmap('a', 61, 43)],
    ['BMP stored top down', () => bitmap('a', 61, 43, true)],
  ])('%s', async (_, make) => {
    expect(await inspect(await make())).toMatchObject({
      value: { page: { stored: { width: 61, height: 43 } } },
    });
  });

  it('the old bitmap header has short sides', async () => {
    const bytes = new Uint8Array(60);
    bytes.set([0x42, 0x4d]);
    new DataView(bytes.buffer).setUint32(14, 12, true);
    bytes.set([61, 0, 43, 0, 1, 0, 24, 0], 18);
    expect(await inspect(plain('a', bytes))).toMatchObject({
      value: { page: { stored: { width: 61, height: 43 } } },
    });
  });

  it('a PNG of 20,000 × 20,000 pixels is refused by its header alone', async () => {
    const bomb = await png('bomb.png', 20_000, 20_000, 64);
    expect(bomb.size).toBeLessThan(20_000);
    expect(await inspect(bomb)).toMatchObject({
      problem: { kind: 'image-too-large', detail: '20000 × 20000 pixels' },
    });
  });

  it.each([
    ['a GIF', () => animation('a', [[0, 0, 0]]), 6],
    ['a PNG', () => encoded('a', { type: 'image/png' }), 16],
  ])('%s that claims no width is refused', async (_, make, at) => {
    const bytes = await bytesOf(await make());
    bytes.fill(0, at, at + 4);
    expect(await kind(plain('a', bytes))).toBe('undecodable-image');
  });

  it('a picture cut off within its header is refused', async () => {
    expect(await kind(await truncated(await encoded('a'), 0.04))).toMatch(
      /^(undecodable-image|not-an-image)$/,
    );
  });
});

it('the hash is the SHA-256 of the bytes', async () => {
  const file = bitmap('a');
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const expected = [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, '0')).join('');
  expect(await inspect(file)).toMatchObject({ value: { sha256: expected } });
});

it('a file that has gone meanwhile is unreadable', async () => {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('passing.jpg', { create: true });
  const writable = await handle.createWritable();
  await writable.write(await encoded('passing.jpg'));
  await writable.close();
  const file = await handle.getFile();
  await root.removeEntry('passing.jpg');
  expect(await kind(file)).toBe('unreadable-file');
});

/**
 * Kinds of pictures from before the web, most of which are known only by a header that makes sense as a
 * whole: each reader gives the size of what is its own, and null for anything else.
 */
import type { Extent } from './extent';

type Header = (bytes: Uint8Array) => Extent | null;

function viewOf(bytes: Uint8Array, least: number): DataView | null {
  return bytes.length < least
    ? null
    : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** PBM, PGM, PPM and PAM (Netpbm): words and numbers, comments between them. */
export const anymap: Header = (bytes) => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2000));
  if (/^P7\s/.test(head)) {
    const field = (name: string) => Number(new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(head)?.[1]);
    return extent(field('WIDTH'), field('HEIGHT'));
  }
  const sizes = /^P[1-6](?:\s|#[^\n\r]*[\n\r])+(\d+)(?:\s|#[^\n\r]*[\n\r])+(\d+)\s/.exec(head);
  return sizes === null ? null : extent(Number(sizes[1]), Number(sizes[2]));
};

/** PCX (ZSoft). */
export const pcx: Header = (bytes) => {
  const view = viewOf(bytes, 128);
  const isOne =
    view?.getUint8(0) === 10 &&
    [0, 2, 3, 4, 5].includes(bytes[1]!) &&
    bytes[2] === 1 &&
    [1, 2, 4, 8].includes(bytes[3]!);
  if (!isOne) return null;
  const side = (first: number) => view.getUint16(first + 4, true) - view.getUint16(first, true) + 1;
  return extent(side(4), side(6));
};

/** SGI (also .rgb, .bw): big-endian, its numbers checked one by one. */
export const sgi: Header = (bytes) => {
  const view = viewOf(bytes, 512);
  const isOne = view?.getUint16(0) === 474 && bytes[2]! <= 1 && [1, 2].includes(bytes[3]!);
  return isOne ? extent(view.getUint16(6), view.getUint16(8) || 1) : null;
};

/** DirectDraw surfaces, compressed or not. */
export const dds: Header = (bytes) => {
  const view = viewOf(bytes, 128);
  const isOne = view?.getUint32(0) === 0x44445320 && view.getUint32(4, true) === 124;
  return isOne ? extent(view.getUint32(16, true), view.getUint32(12, true)) : null;
};

/** Truevision TGA; the first version has no mark at all. */
export const tga: Header = (bytes) => {
  const view = viewOf(bytes, 18);
  if (view === null) return null;
  const [, hasMap, kind] = bytes as unknown as [number, number, number];
  const [mapLength, mapDepth, depth] = [view.getUint16(5, true), bytes[7]!, bytes[16]!];
  const isMapped = kind === 1 || kind === 9;
  const depths = kind === 2 || kind === 10 ? [15, 16, 24, 32] : [8, 16];
  const isOne =
    [1, 2, 3, 9, 10, 11].includes(kind) &&
    depths.includes(depth) &&
    (isMapped ? hasMap === 1 && mapLength > 0 : hasMap <= 1) &&
    (hasMap === 0 ? mapLength === 0 : [15, 16, 24, 32].includes(mapDepth)) &&
    (bytes[17]! & 0xc0) === 0;
  if (!isOne) return null;
  const [width, height] = [view.getUint16(12, true), view.getUint16(14, true)];
  const before = 18 + bytes[0]! + mapLength * Math.ceil(mapDepth / 8);
  const least = kind < 8 ? width * height * Math.ceil(depth / 8) : 1;
  return before + least > bytes.length ? null : extent(width, height);
};

/** An icon, or several sizes of one: the largest. What is listed must be in the file. */
export const icon: Header = (bytes) => {
  const view = viewOf(bytes, 22);
  if (view === null || view.getUint16(0) !== 0) return null;
  const count = view.getUint16(4, true);
  if (view.getUint16(2, true) !== 1 || count === 0 || 6 + count * 16 > bytes.length) return null;
  let largest: Extent = { width: 0, height: 0 };
  for (let at = 6; at < 6 + count * 16; at += 16) {
    const [size, offset] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
    if (size === 0 || offset < 6 + count * 16 || offset + size > bytes.length) return null;
    const [width, height] = [bytes[at]! || 256, bytes[at + 1]! || 256];
    if (width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest;
};

/** Sizes of the second header that a real bitmap may have; any text can begin with "BM". */
const bitmapHeaders = [12, 16, 40, 52, 56, 64, 108, 124];

/** The header of a bitmap, without the 14 bytes that go before it in a file. OS/2's shortest has short sides. */
export const bareBitmap: Header = (bytes) => {
  const view = viewOf(bytes, 16);
  const size = view?.getUint32(0, true) ?? 0;
  if (view === null || !bitmapHeaders.includes(size)) return null;
  const isShort = size === 12;
  const planes = view.getUint16(isShort ? 8 : 12, true);
  const depth = view.getUint16(isShort ? 10 : 14, true);
  if (planes !== 1 || ![1, 2, 4, 8, 16, 24, 32].includes(depth)) return null;
  return isShort
    ? extent(view.getUint16(4, true), view.getUint16(6, true))
    : extent(view.getInt32(4, true), Math.abs(view.getInt32(8, true)));
};

function extent(width: number, height: number): Extent | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

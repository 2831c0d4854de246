/**
 * What the container of an AVIF or HEIC says of its picture (ISO/IEC 23008-12): the size before turning,
 * and the part that is meant to be seen.
 */
import type { Extent } from './extent';

/** The clean aperture, in pixels of the stored picture. */
export interface Crop extends Extent {
  readonly x: number;
  readonly y: number;
}

export interface HeifPicture {
  readonly stored: Extent;
  readonly crop: Crop | null;
  /** Quarter turns to the left. */
  readonly turns: number;
  readonly isMirrored: boolean;
}

interface Box {
  name: string;
  /** Of what is in it. */
  at: number;
  end: number;
}

/** Null where nothing can be found. */
export function readHeif(bytes: Uint8Array): HeifPicture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return pictureIn(view) ?? filmIn(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

function pictureIn(view: DataView): HeifPicture | null {
  const meta = inside(view, top(view), 'meta', 4);
  const properties = meta && inside(view, meta, 'iprp');
  const list = properties?.find(({ name }) => name === 'ipco');
  if (!meta || !properties || !list) return null;
  const all = boxes(view, list.at, list.end);
  const primary = primaryOf(view, meta);
  const own = propertiesOf(view, properties, primary).flatMap((place) => all[place - 1] ?? []);
  // Where nothing is assigned to it, there is only one picture.
  const mine = own.some(({ name }) => name === 'ispe') ? own : all;
  const one = (wanted: string) => mine.find(({ name }) => name === wanted);
  const size = one('ispe');
  if (size === undefined) return null;
  const stored = { width: view.getUint32(size.at + 4), height: view.getUint32(size.at + 8) };
  const [aperture, turn] = [one('clap'), one('irot')];
  return {
    stored,
    crop: aperture ? cropOf(view, aperture.at, stored) : null,
    turns: turn ? view.getUint8(turn.at) & 3 : 0,
    isMirrored: one('imir') !== undefined,
  };
}

function primaryOf(view: DataView, meta: readonly Box[]): number {
  const box = meta.find(({ name }) => name === 'pitm');
  if (box === undefined) return 0;
  return view.getUint8(box.at) === 0 ? view.getUint16(box.at + 4) : view.getUint32(box.at + 4);
}

/** Places in the list of properties, counted from 1. */
function propertiesOf(view: DataView, properties: readonly Box[], item: number): number[] {
  for (const box of properties.filter(({ name }) => name === 'ipma')) {
    const isWide = view.getUint8(box.at) > 0;
    const isLong = (view.getUint8(box.at + 3) & 1) === 1;
    let at = box.at + 8;
    for (let left = view.getUint32(box.at + 4); left > 0 && at < box.end; left--) {
      const id = isWide ? view.getUint32(at) : view.getUint16(at);
      at += isWide ? 4 : 2;
      const count = view.getUint8(at++);
      const start = at;
      at += count * (isLong ? 2 : 1);
      if (id !== item) continue;
      return Array.from({ length: count }, (_, place) =>
        isLong ? view.getUint16(start + place * 2) & 0x7fff : view.getUint8(start + place) & 0x7f,
      );
    }
  }
  return [];
}

/** Fractions of width, height, and of how far its middle is from the picture's. */
function cropOf(view: DataView, at: number, stored: Extent): Crop | null {
  const share = (place: number) =>
    view.getInt32(at + place * 8) / view.getInt32(at + place * 8 + 4);
  const [width, height] = [Math.round(share(0)), Math.round(share(1))];
  const x = Math.round((stored.width - width) / 2 + share(2));
  const y = Math.round((stored.height - height) / 2 + share(3));
  const isWithin =
    width > 0 &&
    height > 0 &&
    x >= 0 &&
    y >= 0 &&
    x + width <= stored.width &&
    y + height <= stored.height;
  return isWithin ? { x, y, width, height } : null;
}

/** A sequence without a picture of its own: the size of its first track. */
function filmIn(view: DataView): HeifPicture | null {
  let level: readonly Box[] | null = top(view);
  for (const name of ['moov', 'trak', 'mdia', 'minf', 'stbl'])
    level = level && inside(view, level, name);
  const described = level && inside(view, level, 'stsd', 8);
  const track = described?.[0];
  if (!track) return null;
  const stored = { width: view.getUint16(track.at + 24), height: view.getUint16(track.at + 26) };
  return { stored, crop: null, turns: 0, isMirrored: false };
}

function top(view: DataView): Box[] {
  return boxes(view, 0, view.byteLength);
}

/** What is in the first box of this name, after so many bytes of its own. */
function inside(view: DataView, among: readonly Box[], name: string, own = 0): Box[] | null {
  const box = among.find((one) => one.name === name);
  return box === undefined ? null : boxes(view, box.at + own, box.end);
}

function boxes(view: DataView, from: number, end: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= end;) {
    const short = view.getUint32(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    const name = String.fromCharCode(...[4, 5, 6, 7].map((place) => view.getUint8(at + place)));
    if (size < head) break;
    found.push({ name, at: at + head, end: Math.min(end, at + size) });
    at += size;
  }
  return found;
}

/**
 * TIFFs, made on the spot: every way to store pixels that a test wants to see read, and every lie a
 * directory can tell. Classic or BigTIFF, of either byte order.
 */
export const shorts = 3;
const longs = 4;
const floats = 11;
const eights = 16;

interface Tag {
  type: number;
  values: number[];
  /** What the directory says there are, where that is not the truth. */
  count?: number;
  /** Where it says they are. */
  at?: number;
}
type Tags = Record<number, Tag | number>;

export interface TiffPageOf {
  width?: number;
  height?: number;
  /** Decoded strips or tiles, as bytes; packed by the page's compression before they are written. */
  parts?: Uint8Array<ArrayBuffer>[];
  tags?: Tags;
  /** Instead of the offset of the next directory. */
  next?: number;
}

const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 11: 4, 12: 8, 16: 8 };

/** Left half red, right half blue: RGB, eight bits, one strip. */
export function redAndBlue(width: number, height: number): Uint8Array<ArrayBuffer> {
  return samplesOf(width, height, (x) => (x < width / 2 ? [224, 0, 0] : [0, 0, 224]));
}

/** Samples side by side, `paint` giving those of one pixel. */
export function samplesOf(
  width: number,
  height: number,
  paint: (x: number, y: number) => number[],
): Uint8Array<ArrayBuffer> {
  const all: number[] = [];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) all.push(...paint(x, y));
  return new Uint8Array(all);
}

/** The same numbers as 16-bit or 32-bit values, as bytes. */
export function wide(values: Iterable<number>, kind: typeof Uint16Array | typeof Float32Array) {
  return new Uint8Array(kind.from(values).buffer);
}

export function tiff(name: string, pages: TiffPageOf[] = [{}], isBig = false, little = true): File {
  const chunks: Uint8Array<ArrayBuffer>[] = [new Uint8Array(isBig ? 16 : 8)];
  let length = isBig ? 16 : 8;
  const put = (bytes: Uint8Array<ArrayBuffer>): number => {
    const at = length;
    const padding = bytes.length % 2;
    chunks.push(bytes, new Uint8Array(padding));
    length += bytes.length + padding;
    return at;
  };
  const directories = pages.map((page) => {
    const parts = page.parts ?? [redAndBlue(page.width ?? 64, page.height ?? 32)];
    const offsets = parts.map(put);
    return { page, offsets, counts: parts.map((part) => part.length) };
  });

  const starts: number[] = [];
  const links: { view: DataView; at: number }[] = [];
  for (const { page, offsets, counts } of directories) {
    const tags = fields(page, offsets, counts);
    const numbers = Object.keys(tags).map(Number);
    const inline = isBig ? 8 : 4;
    const places = new Map<number, number>();
    for (const number of numbers) {
      const { type, values } = tags[number]!;
      const bytes = packed(type, values, little);
      if (bytes.length > inline) places.set(number, put(bytes));
    }
    const [head, step] = isBig ? [8, 20] : [2, 12];
    const directory = new Uint8Array(head + numbers.length * step + inline);
    const view = new DataView(directory.buffer);
    if (isBig) view.setBigUint64(0, BigInt(numbers.length), little);
    else view.setUint16(0, numbers.length, little);
    for (const [place, number] of numbers.entries()) {
      const { type, values, count = values.length, at } = tags[number]!;
      const entry = head + place * step;
      view.setUint16(entry, number, little);
      view.setUint16(entry + 2, type, little);
      putOffset(view, entry + 4, count, isBig, little);
      const where = at ?? places.get(number);
      const field = entry + step - inline;
      if (where === undefined) directory.set(packed(type, values, little), field);
      else putOffset(view, field, where, isBig, little);
    }
    starts.push(put(directory));
    links.push({ view, at: directory.length - inline });
  }
  for (const [place, { view, at }] of links.entries())
    putOffset(view, at, pages[place]?.next ?? starts[place + 1] ?? 0, isBig, little);

  const header = new DataView(chunks[0]!.buffer);
  header.setUint16(0, little ? 0x4949 : 0x4d4d);
  header.setUint16(2, isBig ? 43 : 42, little);
  if (isBig) {
    header.setUint16(4, 8, little);
    header.setBigUint64(8, BigInt(starts[0] ?? 0), little);
  } else header.setUint32(4, starts[0] ?? 0, little);
  return new File(chunks, name, { type: 'image/tiff' });
}

function fields(page: TiffPageOf, offsets: number[], counts: number[]): Record<number, Tag> {
  const { width = 64, height = 32 } = page;
  const usual: Tags = {
    256: width,
    257: height,
    258: { type: shorts, values: [8, 8, 8] },
    259: 1,
    262: 2,
    273: { type: longs, values: offsets },
    277: 3,
    278: height,
    279: { type: longs, values: counts },
  };
  const merged: Tags = { ...usual, ...page.tags };
  if (page.tags?.[322] !== undefined) {
    delete merged[273];
    delete merged[278];
    delete merged[279];
    merged[324] = { type: longs, values: offsets };
    merged[325] = { type: longs, values: counts };
  }
  return Object.fromEntries(
    Object.entries(merged).map(([number, tag]) => [
      number,
      typeof tag === 'number' ? { type: longs, values: [tag] } : tag,
    ]),
  );
}

function packed(type: number, values: number[], little: boolean): Uint8Array<ArrayBuffer> {
  const size = sizes[type] ?? 1;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, place) => {
    const at = place * size;
    if (type === floats) view.setFloat32(at, value, little);
    else if (type === eights) view.setBigUint64(at, BigInt(value), little);
    else if (size === 1) view.setUint8(at, value);
    else if (size === 2) view.setUint16(at, value, little);
    else view.setUint32(at, value, little);
  });
  return bytes;
}

function putOffset(
  view: DataView,
  at: number,
  value: number,
  isBig: boolean,
  little: boolean,
): void {
  if (isBig) view.setBigUint64(at, BigInt(value), little);
  else view.setUint32(at, value, little);
}

export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Runs of up to 128 equal bytes. */
export function packBits(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  for (let at = 0; at < bytes.length;) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run++;
    if (run > 1) out.push(257 - run, bytes[at]!);
    else out.push(0, bytes[at]!);
    at += run;
  }
  return new Uint8Array(out);
}

/** LZW as TIFF has it, never longer than nine bits: the table is cleared before it grows. */
export function lzw(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const codes = [256];
  bytes.forEach((byte, at) => {
    if (at > 0 && at % 200 === 0) codes.push(256);
    codes.push(byte);
  });
  codes.push(257);
  const out = new Uint8Array(Math.ceil((codes.length * 9) / 8));
  codes.forEach((code, place) => {
    for (let bit = 0; bit < 9; bit++) {
      if (((code >> (8 - bit)) & 1) === 0) continue;
      const at = place * 9 + bit;
      out[at >> 3]! |= 128 >> (at & 7);
    }
  });
  return out;
}

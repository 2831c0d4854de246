/**
 * The directories of a TIFF: what a page says about itself, before any of its pixels is touched. Every
 * number in them may be a lie, so whatever is followed is held against the length of the file first.
 */
import type { Extent } from './extent';

/** How the pixels of one page are stored; names and numbers as in the TIFF 6.0 specification. */
export interface TiffPage {
  /** Place in the chain of directories, where thumbnails are counted, too. */
  readonly index: number;
  readonly stored: Extent;
  /** 1–8, as a camera's. */
  readonly orientation: number;
  readonly compression: number;
  readonly photometric: number;
  /** Of each sample; empty where the file leaves it out. */
  readonly bits: readonly number[];
  readonly samples: number;
  /** 1: unsigned, 2: signed, 3: floating point. */
  readonly format: number;
  /** 1: samples side by side; 2: a plane for each. */
  readonly planar: number;
  readonly subsampling: readonly number[];
  /** 1: the first pixel is the highest bit of its byte; 2: the lowest. */
  readonly fillOrder: number;
  /** Numbers in the palette: three for each colour. */
  readonly palette: number;
  /** What the samples beyond the colours are: 1 is transparency multiplied in, 2 is transparency. */
  readonly extra: readonly number[];
  /** Lowest and highest value in use, where the file tells. */
  readonly range: { readonly lowest: number; readonly highest: number } | null;
  /** Tiles or strips. */
  readonly block: Extent;
  readonly blocks: readonly Part[];
  readonly isTiled: boolean;
  /** The ICC profile of its colours. */
  readonly profile: Part | null;
}

/** Bytes of the file; those of a block may lie beyond its end. */
export interface Part {
  readonly at: number;
  readonly bytes: number;
}

export interface TiffDirectories {
  readonly pages: readonly TiffPage[];
  /** Why there may be more pages than could be found; null when the chain came to its end. */
  readonly broken: string | null;
}

/** Directories that are followed, and tiles or strips a page may have. */
const directoryLimit = 2000;
const blockLimit = 1 << 20;

/** Bytes a value takes, by field type; 0 for one that does not exist. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

interface Entry {
  type: number;
  count: number;
  at: number;
}

/** Pages in the order of the file. Thumbnails, reduced copies and masks are none. */
export function readTiff(bytes: Uint8Array): TiffDirectories {
  const reader = new TiffReader(bytes);
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  let index = 0;
  try {
    for (let at = reader.first(); at !== 0; index++) {
      if (seen.has(at)) return { pages, broken: 'its pages go round in a circle' };
      if (index === directoryLimit)
        return { pages, broken: `it has more than ${String(directoryLimit)} pages` };
      seen.add(at);
      const { entries, next } = reader.directory(at);
      const page = reader.page(entries, index);
      if (page !== null) pages.push(page);
      at = next;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { pages, broken: error.message };
  }
  return { pages, broken: null };
}

class TiffReader {
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #big: boolean;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#little = bytes[0] === 0x49;
    this.#big = bytes[2] === 43 || bytes[3] === 43;
  }

  first(): number {
    return this.#big ? this.#long8(8) : this.#number(4, 4);
  }

  directory(at: number): { entries: Map<number, Entry>; next: number } {
    const [head, step, inline] = this.#big ? [8, 20, 8] : [2, 12, 4];
    const count = this.#big ? this.#long8(at) : this.#number(at, 2);
    this.#within(at + head, count * step + inline, 'a directory is cut off');
    const entries = new Map<number, Entry>();
    for (let place = 0; place < count; place++) {
      const entry = at + head + place * step;
      const type = this.#number(entry + 2, 2);
      const values = this.#big ? this.#long8(entry + 4) : this.#number(entry + 4, 4);
      const bytes = values * (sizes[type] ?? 0);
      const field = entry + step - inline;
      const start = bytes <= inline ? field : this.#pointer(field);
      this.#within(start, bytes, 'a directory promises more than the file holds');
      entries.set(this.#number(entry, 2), { type, count: values, at: start });
    }
    return { entries, next: this.#pointer(at + head + count * step) };
  }

  /** Null for what is no page of its own. */
  page(entries: ReadonlyMap<number, Entry>, index: number): TiffPage | null {
    const all = (tag: number, most = 16) => this.#values(entries.get(tag), most);
    const one = (tag: number, otherwise: number) => all(tag, 1)[0] ?? otherwise;
    // 1: a reduced copy, 4: a mask. Before 1992 the same was said by another tag.
    if ((one(254, 0) & 0b101) !== 0 || one(255, 1) === 2) return null;

    const stored = { width: one(256, 0), height: one(257, 0) };
    const isTiled = entries.has(322);
    const block = isTiled
      ? { width: one(322, 0), height: one(323, 0) }
      : { width: stored.width, height: Math.min(one(278, stored.height), stored.height) };
    const samples = one(277, 1);
    const planar = one(284, 1);
    // Some writers keep the offsets of tiles where those of strips belong.
    const [offsets, counts] = isTiled && entries.has(324) ? [324, 325] : [273, 279];
    const needed = blocksOf(stored, block) * (planar === 2 ? samples : 1);
    const starts = all(offsets, needed);
    const lengths = all(counts, needed);
    if (starts.length < needed) throw new RangeError('parts of the picture are missing');
    const lowest = one(340, one(280, NaN));
    const highest = one(341, one(281, NaN));
    return {
      index,
      stored,
      orientation: one(274, 1),
      compression: one(259, 1),
      photometric: one(262, -1),
      bits: all(258),
      samples,
      format: one(339, 1),
      planar,
      subsampling: entries.has(530) ? all(530) : [2, 2],
      fillOrder: one(266, 1),
      palette: entries.get(320)?.count ?? 0,
      extra: all(338),
      range: highest > lowest ? { lowest, highest } : null,
      block,
      blocks: starts.map((at, place) => ({ at, bytes: lengths[place] ?? 0 })),
      isTiled,
      profile: this.#part(entries.get(34675)),
    };
  }

  #part(entry: Entry | undefined): Part | null {
    if (entry === undefined || sizes[entry.type] !== 1) return null;
    return { at: entry.at, bytes: entry.count };
  }

  #values(entry: Entry | undefined, most: number): number[] {
    if (entry === undefined) return [];
    const size = sizes[entry.type] ?? 0;
    const count = Math.min(entry.count, most);
    return Array.from({ length: count }, (_, place) => this.#value(entry, entry.at + place * size));
  }

  #value({ type }: Entry, at: number): number {
    switch (type) {
      case 8:
        return this.#view.getInt16(at, this.#little);
      case 9:
        return this.#view.getInt32(at, this.#little);
      case 11:
        return this.#view.getFloat32(at, this.#little);
      case 12:
        return this.#view.getFloat64(at, this.#little);
      default:
        return sizes[type] === 8 ? this.#long8(at) : this.#number(at, sizes[type] ?? 0);
    }
  }

  #pointer(at: number): number {
    return this.#big ? this.#long8(at) : this.#number(at, 4);
  }

  #number(at: number, size: number): number {
    this.#within(at, size, 'it is cut off');
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at, this.#little);
    return size === 4 ? this.#view.getUint32(at, this.#little) : NaN;
  }

  /** Beyond 2⁵³ it is rounded, and far outside of any file. */
  #long8(at: number): number {
    this.#within(at, 8, 'it is cut off');
    return Number(this.#view.getBigUint64(at, this.#little));
  }

  #within(at: number, length: number, why: string): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.#view.byteLength))
      throw new RangeError(why);
  }
}

function blocksOf(stored: Extent, block: Extent): number {
  const number = Math.ceil(stored.width / block.width) * Math.ceil(stored.height / block.height);
  // A page without any extent is refused when it is measured.
  if (Number.isNaN(number)) return 0;
  if (number > blockLimit) throw new RangeError('it is cut into too many pieces');
  return number;
}

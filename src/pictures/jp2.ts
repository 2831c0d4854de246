/** What a JPEG 2000 says of itself (ITU-T T.800, annexes A and I), in its boxes and in its stream. */
import type { Extent } from './extent';

export interface Jp2 {
  /** Of the picture, as its stream has it. */
  readonly stored: Extent;
  readonly components: number;
  /** Whether every component is smaller than the picture, or the picture does not begin at the corner. */
  readonly isShifted: boolean;
  /** Its enumerated colours; null where a profile or nothing says them. */
  readonly colours: number | null;
  /** Where its stream begins, and whether somebody says what its channels are for. */
  readonly stream: number;
  readonly hasChannels: boolean;
  readonly hasPalette: boolean;
  /** Where the box of headers begins and ends, and in it the contents of the first; null in a bare stream. */
  readonly header: { readonly at: number; readonly end: number; readonly first: number } | null;
}

/** Null where there is no stream. */
export function readJp2(bytes: Uint8Array): Jp2 | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return read(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

function read(view: DataView): Jp2 | null {
  let [colours, hasChannels, hasPalette, stream] = [null as number | null, false, false, 0];
  let header: Jp2['header'] = null;
  const visit = (from: number, end: number): void => {
    for (let at = from; at + 8 <= end && stream === 0;) {
      const short = view.getUint32(at);
      const head = short === 1 ? 16 : 8;
      const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
      const name = view.getUint32(at + 4);
      if (size < head) return;
      if (name === boxNames.jp2h) {
        header = { at, end: at + size, first: at + head + 8 };
        visit(at + head, Math.min(end, at + size));
      }
      if (name === boxNames.colr && view.getUint8(at + head) === 1)
        colours ??= view.getUint32(at + head + 3);
      hasChannels ||= name === boxNames.cdef;
      hasPalette ||= name === boxNames.pclr;
      if (name === boxNames.jp2c) stream = at + head;
      at += size;
    }
  };
  const isBare = view.getUint16(0) === 0xff4f;
  if (!isBare) visit(0, view.byteLength);
  // The size comes first in every stream.
  if ((!isBare && stream === 0) || view.getUint32(stream) !== 0xff4fff51) return null;
  const long = (place: number) => view.getUint32(stream + 8 + place * 4);
  const [right, bottom, left, upper] = [long(0), long(1), long(2), long(3)];
  const components = view.getUint16(stream + 40);
  const steps = Array.from({ length: Math.min(components, 16) }, (_, at) => [
    view.getUint8(stream + 43 + at * 3),
    view.getUint8(stream + 44 + at * 3),
  ]);
  return {
    stored: { width: right - left, height: bottom - upper },
    components,
    isShifted: left > 0 || upper > 0 || steps.every(([x, y]) => x! > 1 || y! > 1),
    colours,
    stream,
    hasChannels,
    hasPalette,
    header,
  };
}

/** What ImageMagick would show in false colours, or only a part of; null for what may be tried. */
export function unreadableJp2({ colours, isShifted }: Jp2): string | null {
  if (isShifted)
    return 'a JPEG 2000 that does not begin at its corner, or is stored smaller than it is';
  const name = colours === null ? undefined : strangeColours[colours];
  return name === undefined ? null : `a JPEG 2000 in ${name} colours`;
}

const strangeColours: Record<number, string> = { 12: 'CMYK', 14: 'CIELab', 24: 'e-sYCC' };

const boxNames = {
  jp2h: 0x6a703268,
  colr: 0x636f6c72,
  cdef: 0x63646566,
  pclr: 0x70636c72,
  jp2c: 0x6a703263,
};

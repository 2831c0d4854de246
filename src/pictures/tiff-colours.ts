/**
 * What the numbers of a TIFF page look like: one row of samples becomes eight bits of red, green and
 * blue, transparency laid on white.
 *
 * Whole numbers of n bits are scaled so that 2ⁿ − 1 is white, signed ones are moved up by half the range.
 * Where the page says which values it uses, those are its black and its white: twelve bits stored in
 * sixteen are not meant to be dark. Floating point counts from 0 to 1; where values lie beyond,
 * the lowest is black and the highest is white.
 */
import type { TiffPage } from './tiff-directory';

export type Samples = ArrayLike<number>;

/** Which value is black, and which is white. */
export interface Span {
  readonly lowest: number;
  readonly highest: number;
}

/** Writes one row. `row` holds `width` × samples, side by side; `out` takes `width` × 4 bytes. */
export type RowPainter = (row: Samples, width: number, out: Uint8ClampedArray) => void;

/** Null for floating point of which the page says no range: the values themselves must tell. */
export function spanOf({ bits, format, range }: TiffPage): Span | null {
  if (range !== null) return range;
  const values = 2 ** (bits[0] ?? 8);
  if (format === 1) return { lowest: 0, highest: values - 1 };
  return format === 2 ? { lowest: -values / 2, highest: values / 2 - 1 } : null;
}

/** @param palette Red, green and blue of each index, 16 bits each, one after the other. */
export function painterFor(page: TiffPage, span: Span, palette: Samples | null): RowPainter {
  const byte = (value: number) =>
    Number.isNaN(value) ? 0 : ((value - span.lowest) / (span.highest - span.lowest)) * 255;
  const inkByte = (value: number) => Math.min(255, Math.max(0, byte(value)));
  const { samples } = page;
  const over = transparency(page);
  switch (page.photometric) {
    case 3:
      return pixelByPixel(samples, (row, at, put) => {
        const size = (palette?.length ?? 0) / 3;
        const colour = (plane: number) => (palette?.[row[at]! + plane * size] ?? 0) / 257;
        put(colour(0), colour(1), colour(2));
      });
    case 5:
      return pixelByPixel(samples, (row, at, put) => {
        const light = (255 - inkByte(row[at + 3]!)) / 255;
        const [cyan, magenta, yellow] = [row[at]!, row[at + 1]!, row[at + 2]!];
        put(
          (255 - inkByte(cyan)) * light,
          (255 - inkByte(magenta)) * light,
          (255 - inkByte(yellow)) * light,
        );
      });
    case 6:
      return pixelByPixel(samples, (row, at, put) => {
        // BT.601, as in JPEG.
        const [y, cb, cr] = [row[at]!, row[at + 1]! - 128, row[at + 2]! - 128];
        put(y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb);
      });
    case 2:
      return pixelByPixel(samples, (row, at, put) => {
        const alpha = over === null ? null : byte(row[at + 3]!) / 255;
        const laid = (value: number) => onWhite(byte(value), alpha, over === 'multiplied');
        put(laid(row[at]!), laid(row[at + 1]!), laid(row[at + 2]!));
      });
    default:
      return pixelByPixel(samples, (row, at, put) => {
        const value = byte(row[at]!);
        const alpha = over === null ? null : byte(row[at + 1]!) / 255;
        const grey = onWhite(page.photometric === 0 ? 255 - value : value, alpha, over !== 'plain');
        put(grey, grey, grey);
      });
  }
}

/** How the first sample beyond the colours is to be understood. */
function transparency({ extra, samples, photometric }: TiffPage): 'multiplied' | 'plain' | null {
  const colours = photometric === 2 ? 3 : 1;
  if (samples <= colours || (photometric !== 2 && photometric > 1)) return null;
  if (extra[0] === 1) return 'multiplied';
  return extra[0] === 2 ? 'plain' : null;
}

function onWhite(value: number, alpha: number | null, isMultiplied: boolean): number {
  if (alpha === null) return value;
  return (isMultiplied ? value : value * alpha) + 255 * (1 - alpha);
}

type Put = (red: number, green: number, blue: number) => void;

function pixelByPixel(
  samples: number,
  paint: (row: Samples, at: number, put: Put) => void,
): RowPainter {
  return (row, width, out) => {
    let place = 0;
    const put: Put = (red, green, blue) => {
      out[place] = red;
      out[place + 1] = green;
      out[place + 2] = blue;
      out[place + 3] = 255;
    };
    for (let x = 0; x < width; x++, place += 4) paint(row, x * samples, put);
  };
}

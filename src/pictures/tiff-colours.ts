/**
 * What the numbers of a grey or coloured TIFF page look like: one row of samples becomes eight bits of
 * red, green and blue, transparency laid on white.
 *
 * Whole numbers of n bits are scaled so that 2ⁿ − 1 is white, signed ones are moved up by half the range.
 * Where the page says which values it uses, those are its black and its white: twelve bits stored in
 * sixteen are not meant to be dark. Where it does not say and next to nothing would be seen, its values
 * tell (`value-range.ts`). Floating point counts from 0 to 1; where values lie beyond, the lowest is
 * black and the highest is white. Transparency always has the full range.
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

/** All that numbers of this kind can say. */
export function fullSpan({ bits, format }: TiffPage): Span {
  const values = 2 ** (bits[0] ?? 8);
  if (format === 3) return { lowest: 0, highest: 1 };
  return format === 2
    ? { lowest: -values / 2, highest: values / 2 - 1 }
    : { lowest: 0, highest: values - 1 };
}

export function painterFor(page: TiffPage, span: Span): RowPainter {
  const { samples, photometric } = page;
  const colours = photometric === 2 ? 3 : 1;
  const over = transparency(page, colours);
  const { highest: opaque } = fullSpan(page);
  const share = (value: number) => (value - span.lowest) / (span.highest - span.lowest);
  const byte = (row: Samples, at: number): number => {
    const alpha =
      over === null ? 1 : Math.min(1, Math.max(0, row[at - (at % samples) + colours]! / opaque));
    const shown = share(over === 'multiplied' && alpha > 0 ? row[at]! / alpha : row[at]!);
    const light = Number.isNaN(shown) ? 0 : Math.min(1, Math.max(0, shown));
    return 255 * ((photometric === 0 ? 1 - light : light) * alpha + 1 - alpha);
  };
  return (row, width, out) => {
    for (let x = 0, at = 0, place = 0; x < width; x++, at += samples, place += 4) {
      out[place] = byte(row, at);
      out[place + 1] = colours === 3 ? byte(row, at + 1) : out[place]!;
      out[place + 2] = colours === 3 ? byte(row, at + 2) : out[place]!;
      out[place + 3] = 255;
    }
  };
}

/** How the first sample beyond the colours is to be understood. */
function transparency(
  { extra, samples }: TiffPage,
  colours: number,
): 'multiplied' | 'plain' | null {
  if (samples <= colours) return null;
  if (extra[0] === 1) return 'multiplied';
  return extra[0] === 2 ? 'plain' : null;
}

/** Which values of a deep page are black and white, where its directory does not say. */
import { fullSpan, type Samples, type Span } from './tiff-colours';
import type { TiffPage } from './tiff-directory';

/** Whole numbers that stay below this share of their range would hardly be seen: 12 bits in 16. */
const hardlySeen = 1 / 16;

export interface FoundSpan extends Span {
  /** Bits in use where they are fewer than the page has; null where nothing was stretched. */
  readonly stretched: number | null;
}

/**
 * @param rows All of the page, one after the other; they are read only as far as needed, which for most
 *   pages is the first.
 */
export async function spanOf(page: TiffPage, rows: AsyncIterable<Samples>): Promise<FoundSpan> {
  if (page.range !== null) return { ...page.range, stretched: null };
  const colours = page.photometric === 2 ? 3 : 1;
  return page.format === 3
    ? spanOfFractions(page, colours, rows)
    : spanOfWholeNumbers(page, colours, rows);
}

async function spanOfFractions(
  page: TiffPage,
  colours: number,
  rows: AsyncIterable<Samples>,
): Promise<FoundSpan> {
  let [lowest, highest] = [Infinity, -Infinity];
  for await (const row of rows)
    eachColour(row, page.samples, colours, (value) => {
      if (value < lowest && value !== -Infinity) lowest = value;
      if (value > highest && value !== Infinity) highest = value;
    });
  const isUsual = (lowest >= 0 && highest <= 1) || !(highest > lowest);
  return isUsual ? { ...fullSpan(page), stretched: null } : { lowest, highest, stretched: null };
}

async function spanOfWholeNumbers(
  page: TiffPage,
  colours: number,
  rows: AsyncIterable<Samples>,
): Promise<FoundSpan> {
  const full = { ...fullSpan(page), stretched: null };
  // Pages of positive numbers are now and then declared as signed.
  const limit = 2 ** (page.bits[0] ?? 16) * hardlySeen;
  let [lowest, highest] = [0, 0];
  for await (const row of rows) {
    eachColour(row, page.samples, colours, (value) => {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    });
    if (highest - lowest >= limit) return full;
  }
  if (highest === lowest) return full;
  if (lowest < 0) return { lowest, highest, stretched: Math.ceil(Math.log2(highest - lowest + 1)) };
  const bits = Math.ceil(Math.log2(highest + 1));
  return { lowest: 0, highest: 2 ** bits - 1, stretched: bits };
}

function eachColour(
  row: Samples,
  samples: number,
  colours: number,
  look: (value: number) => void,
): void {
  for (let at = 0; at < row.length; at += samples)
    for (let colour = 0; colour < colours; colour++) look(row[at + colour]!);
}

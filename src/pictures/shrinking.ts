/**
 * A picture that is painted row by row and shrunk on the way, by averaging squares of whole pixels: of a
 * scan of a hundred megapixels there is never more than the small one in memory.
 */
import type { Extent } from './extent';

/** What is left of a long side is at least this, in pixels: more than any working copy has. */
const leastSide = 2048;

/** By how much a page is shrunk, and to what size: 1 where it is small enough. */
export function shrinkingOf({ width, height }: Extent): Extent & { by: number } {
  const by = Math.max(1, Math.floor(Math.max(width, height) / leastSide));
  return { by, width: Math.ceil(width / by), height: Math.ceil(height / by) };
}

export class Shrinking {
  readonly #by: number;
  readonly #width: number;
  readonly #image: ImageData;
  readonly #sums: Uint32Array;
  #rows = 0;
  #next = 0;

  constructor(stored: Extent) {
    const { by, width, height } = shrinkingOf(stored);
    this.#by = by;
    this.#width = stored.width;
    this.#image = new ImageData(width, height);
    this.#sums = new Uint32Array(this.#image.width * 3);
  }

  /** @param row The next one, four bytes a pixel. */
  add(row: Uint8ClampedArray): void {
    const { data, width } = this.#image;
    if (this.#by === 1) {
      data.set(row, this.#next++ * width * 4);
      return;
    }
    for (let x = 0; x < this.#width; x++) {
      const sum = Math.floor(x / this.#by) * 3;
      this.#sums[sum]! += row[x * 4]!;
      this.#sums[sum + 1]! += row[x * 4 + 1]!;
      this.#sums[sum + 2]! += row[x * 4 + 2]!;
    }
    if (++this.#rows === this.#by) this.#finishRow();
  }

  /** Call it once, after the last row. */
  finished(): ImageData {
    if (this.#rows > 0) this.#finishRow();
    return this.#image;
  }

  #finishRow(): void {
    const { data, width } = this.#image;
    for (let x = 0; x < width; x++) {
      const columns = Math.min(this.#by, this.#width - x * this.#by);
      const at = (this.#next * width + x) * 4;
      for (let colour = 0; colour < 3; colour++)
        data[at + colour] = this.#sums[x * 3 + colour]! / (columns * this.#rows);
      data[at + 3] = 255;
    }
    this.#sums.fill(0);
    this.#rows = 0;
    this.#next++;
  }
}

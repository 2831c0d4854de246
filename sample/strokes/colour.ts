/** Colours as numbers, so that they can be mixed before they are painted. */
import type { Random } from '../random';

/** Red, green, blue, 0 … 255. */
export type Colour = readonly [number, number, number];

export function css([r, g, b]: Colour, alpha = 1): string {
  return `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)} / ${alpha.toFixed(3)})`;
}

export function mixed(one: Colour, other: Colour, share: number): Colour {
  const at = (i: 0 | 1 | 2) => one[i] + (other[i] - one[i]) * share;
  return [at(0), at(1), at(2)];
}

/** The same colour a little off, as two sheets of one ream are. */
export function near(random: Random, colour: Colour, deviation: number): Colour {
  const shift = random.normal(0, deviation);
  const own = () => shift + random.normal(0, deviation * 0.4);
  return [colour[0] + own(), colour[1] + own(), colour[2] + own()];
}

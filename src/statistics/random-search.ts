/**
 * Random search, coarse to fine (Bergstra and Bengio 2012, "Random search for hyper-parameter
 * optimization"): the first round draws from the whole space, each later one from a smaller part of it
 * around the best so far.
 */

type Dimension =
  | { readonly kind: 'log'; readonly low: number; readonly high: number }
  | { readonly kind: 'choice'; readonly values: readonly (number | string | boolean)[] };

export type Space = Readonly<Record<string, Dimension>>;
export type Place = Record<string, number | string | boolean>;

/** A round looks at this share of the width of the one before. */
const narrowing = 1 / 3;
/** How often a later round keeps the best choice so far where there is a choice of a few. */
const loyalty = 2 / 3;

/**
 * One place in the space.
 *
 * @param round 1 for the coarse one, 2, 3 … for finer ones around `best`. @param random Uniform in
 *   [0, 1); two numbers a dimension are drawn, whatever comes of them.
 */
export function drawPlace(
  space: Space,
  round: number,
  best: Place | null,
  random: () => number,
): Place {
  const place: Place = {};
  for (const [name, dimension] of Object.entries(space)) {
    const [first, second] = [random(), random()];
    const near = round > 1 ? best?.[name] : undefined;
    if (dimension.kind === 'choice') {
      const isLoyal = near !== undefined && first < loyalty;
      const { values } = dimension;
      place[name] = isLoyal ? near : values[Math.floor(second * values.length)]!;
    } else {
      place[name] = drawNear(dimension, round, near, first);
    }
  }
  return place;
}

/** Uniform in the logarithm, within the space's bounds; three digits say enough. */
function drawNear(
  { low, high }: { low: number; high: number },
  round: number,
  near: Place[string] | undefined,
  random: number,
): number {
  let [from, to] = [Math.log(low), Math.log(high)];
  if (typeof near === 'number') {
    const half = ((to - from) * narrowing ** (round - 1)) / 2;
    const middle = Math.min(to, Math.max(from, Math.log(near)));
    [from, to] = [Math.max(from, middle - half), Math.min(to, middle + half)];
  }
  const drawn = Number(Math.exp(from + (to - from) * random).toPrecision(3));
  return Math.min(high, Math.max(low, drawn));
}

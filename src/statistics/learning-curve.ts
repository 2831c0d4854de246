/** What a learning curve promises: its points, the law through them, and what more examples would bring. */
import { percentileInterval } from './bootstrap';
import { errorAt, fitPowerLaw, type CurvePoint, type PowerLaw } from './power-law';

export interface CurveAnswers {
  /** Examples learned from, fewest first. */
  readonly sizes: readonly number[];
  /** For each order in which examples came, for each size: 1 where an item was answered rightly. */
  readonly right: readonly (readonly Uint8Array[])[];
}

export interface CurveReading {
  /** Accuracy at each size with its 95 % interval. */
  readonly points: { readonly value: number; readonly low: number; readonly high: number }[];
  readonly law: PowerLaw | null;
  /** Gain in accuracy from `more` examples with its 95 % interval; empty without a law. */
  readonly gains: { more: number; gain: number; low: number; high: number }[];
}

const rounds = 300;

/**
 * Both the items and the orders are drawn anew, 300 times, and the law is fitted each time: so the
 * intervals know that other items, and other examples, would have given another curve. A draw through
 * which no falling law goes counts as no gain.
 */
export function readCurve(
  { sizes, right }: CurveAnswers,
  futures: readonly number[],
  random: () => number,
): CurveReading {
  const items = right[0]?.[0]?.length ?? 0;
  const everyOrder = right.map((_, order) => order);
  const everyItem = Uint32Array.from({ length: items }, (_, item) => item);
  const draws = Array.from({ length: rounds }, () =>
    meansOf(
      right,
      everyOrder.map(() => Math.floor(random() * right.length)),
      everyItem.map(() => Math.floor(random() * items)),
    ),
  );
  const column = (at: number) => draws.map((draw) => draw[at] ?? 0);
  const weights = sizes.map((_, at) => 1 / (variance(column(at)) + 1e-6));
  const curve = (means: readonly number[]): CurvePoint[] =>
    sizes.map((n, at) => ({ n, error: 1 - (means[at] ?? 0), weight: weights[at] ?? 1 }));

  const means = meansOf(right, everyOrder, everyItem);
  const law = fitPowerLaw(curve(means));
  const largest = sizes.at(-1) ?? 0;
  const gainOf = (fitted: PowerLaw | null, more: number) =>
    fitted ? errorAt(fitted, largest) - errorAt(fitted, largest + more) : 0;
  const laws = law === null ? [] : draws.map((draw) => fitPowerLaw(curve(draw)));
  return {
    points: means.map((value, at) => ({ value, ...percentileInterval(column(at)) })),
    law,
    gains: futures
      .filter(() => law !== null)
      .map((more) => ({
        more,
        gain: gainOf(law, more),
        ...percentileInterval(laws.map((drawn) => gainOf(drawn, more))),
      })),
  };
}

/** Accuracy at each size, over these orders and items. */
function meansOf(
  right: CurveAnswers['right'],
  orders: readonly number[],
  items: Uint32Array,
): number[] {
  return (right[0] ?? []).map((_, size) => {
    let sum = 0;
    for (const order of orders) {
      const answers = right[order]![size]!;
      for (const item of items) sum += answers[item]!;
    }
    return sum / Math.max(1, orders.length * items.length);
  });
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/**
 * Reads a sweep over learning rates (Smith 2017, "Cyclical learning rates for training neural networks"):
 * the rate rises step by step, the loss falls where it suits and runs away where it is too much.
 */

/** Exponential moving average with its start corrected: one value a loss. */
export function smoothed(losses: readonly number[], memory = 0.9): number[] {
  let average = 0;
  return losses.map((loss, step) => {
    average = memory * average + (1 - memory) * loss;
    return average / (1 - memory ** (step + 1));
  });
}

/** `count` rates from `low` to `high`, each the same factor above the one before. */
export function risingRates(low: number, high: number, count: number): number[] {
  const factor = (high / low) ** (1 / Math.max(1, count - 1));
  return Array.from({ length: count }, (_, step) => low * factor ** step);
}

export interface RateReading {
  smooth: number[];
  /** Null where nothing can be said: too few steps, or no number among them. */
  suggested: number | null;
  /** Whether the loss fell before it rose, which is what the suggestion then stands on. */
  hasFallen: boolean;
  /** The rate at which the smoothed loss was lowest, and from which on it was clearly worse again (or null). */
  lowestAt: number | null;
  risesFrom: number | null;
}

/** Steps with a number below which a sweep says nothing. */
const enoughSteps = 8;
/** A change of this share of the loss of guessing is more than the pictures of a step happening to be easy. */
const clear = 0.05;
/** And a rise is at least this share of the lowest loss. */
const clearRise = 0.25;

/**
 * Suggests the rate of the steepest fall. A network that knows its pictures already has nothing to fall
 * from: then a tenth of the rate at which the loss begins to rise.
 *
 * @param losses One for each of the first rates; a step that gave no number ends the reading.
 * @param guessing Loss of an answer that knows nothing: what a fall or a rise is measured by.
 */
export function readSweep(
  rates: readonly number[],
  losses: readonly number[],
  guessing: number,
): RateReading {
  const end = losses.findIndex((loss) => !Number.isFinite(loss));
  const finite = end < 0 ? losses : losses.slice(0, end);
  const smooth = smoothed(finite);
  const nothing = { smooth, suggested: null, hasFallen: false, lowestAt: null, risesFrom: null };
  if (smooth.length < enoughSteps) return nothing;
  const lowest = smooth.indexOf(Math.min(...smooth));
  const begin = smooth[Math.floor(enoughSteps / 2)]!;
  const bearable = smooth[lowest]! + Math.max(clear * guessing, clearRise * smooth[lowest]!);
  const risen = smooth.findIndex((loss, step) => step > lowest && loss > bearable);
  const risesFrom = risen >= 0 ? rates[risen]! : end >= 0 ? rates[end]! : null;
  const hasFallen = smooth[lowest]! < begin - clear * guessing;
  const highest = rates[smooth.length - 1]!;
  const suggested = hasFallen
    ? rates[steepestBefore(smooth, lowest)]!
    : (risesFrom ?? highest) / 10;
  return { smooth, suggested, hasFallen, lowestAt: rates[lowest]!, risesFrom };
}

/** The step at which the loss falls most from the step before to the step after. */
function steepestBefore(smooth: readonly number[], lowest: number): number {
  let best = 1;
  for (let step = 1; step < lowest; step++) {
    const fall = (at: number) => smooth[at - 1]! - smooth[at + 1]!;
    if (fall(step) > fall(best)) best = step;
  }
  return best;
}

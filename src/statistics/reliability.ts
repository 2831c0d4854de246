/** Whether a confidence means what it says: of what was said with 80 %, is 80 % right? */

export interface Bin {
  /** The confidences it holds: from (excluded, but for 0) … to (included). */
  from: number;
  to: number;
  n: number;
  /** Means over its items; NaN without any. */
  confidence: number;
  right: number;
}

/** As many as Guo et al. (2017, "On calibration of modern neural networks") use, so that numbers compare. */
const usualBins = 15;

/**
 * Confidences sorted into bins of equal width, for a reliability diagram.
 *
 * @param right 1 where the answer was right.
 */
export function reliabilityBins(
  confidences: ArrayLike<number>,
  right: ArrayLike<number>,
  bins = usualBins,
): Bin[] {
  const sums = Array.from({ length: bins }, () => ({ n: 0, confidence: 0, right: 0 }));
  for (let item = 0; item < confidences.length; item++) {
    const bin = sums[binOf(confidences[item]!, bins)]!;
    bin.n++;
    bin.confidence += confidences[item]!;
    bin.right += right[item]!;
  }
  return sums.map(({ n, ...sum }, at) => ({
    from: at / bins,
    to: (at + 1) / bins,
    n,
    confidence: sum.confidence / n,
    right: sum.right / n,
  }));
}

/**
 * Expected calibration error: the mean gap between confidence and how often it is right, over bins
 * weighted by their items (Naeini, Cooper and Hauskrecht 2015). 0 without items.
 */
export function expectedCalibrationError(bins: readonly Bin[]): number {
  const filled = bins.filter(({ n }) => n > 0);
  const items = filled.reduce((sum, { n }) => sum + n, 0);
  const gaps = filled.reduce(
    (sum, { n, confidence, right }) => sum + n * Math.abs(right - confidence),
    0,
  );
  return items === 0 ? 0 : gaps / items;
}

/** What the calibration error of a perfectly honest model would be, by chance alone. */
export interface ChanceError {
  mean: number;
  /** Exceeded about one time in twenty: the bins' sum is taken to be normal. */
  high: number;
}

/** The normal distribution's 95 % point. */
const z = 1.6448536269514722;

/**
 * The error that a perfectly honest model would show on as many items: few items in a bin are hardly
 * ever right in exactly the promised share. In each bin, the number of right answers is a sum of
 * independent draws with the stated confidences; its distribution is computed, not simulated (cf. Bröcker
 * and Smith 2007, "Increasing the reliability of reliability diagrams").
 */
export function calibrationErrorByChance(
  confidences: ArrayLike<number>,
  bins = usualBins,
): ChanceError {
  const members: number[][] = Array.from({ length: bins }, () => []);
  for (let item = 0; item < confidences.length; item++) {
    members[binOf(confidences[item]!, bins)]!.push(confidences[item]!);
  }
  let [mean, variance] = [0, 0];
  for (const own of members) {
    const gap = expectedGap(own);
    mean += gap;
    variance += own.reduce((sum, share) => sum + share * (1 - share), 0) - gap ** 2;
  }
  const n = Math.max(1, confidences.length);
  return { mean: mean / n, high: (mean + z * Math.sqrt(Math.max(0, variance))) / n };
}

/** Mean distance of the number of right answers from the sum of the confidences. */
function expectedGap(confidences: readonly number[]): number {
  let chances = [1];
  for (const confidence of confidences) {
    const next = new Array<number>(chances.length + 1).fill(0);
    chances.forEach((chance, right) => {
      next[right]! += chance * (1 - confidence);
      next[right + 1]! += chance * confidence;
    });
    chances = next;
  }
  const promised = confidences.reduce((sum, confidence) => sum + confidence, 0);
  return chances.reduce((sum, chance, right) => sum + chance * Math.abs(right - promised), 0);
}

function binOf(confidence: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
}

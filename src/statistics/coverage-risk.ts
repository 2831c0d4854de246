/** What is gained by answering only when sure: fewer answers, and fewer of them wrong. */

export interface CoveragePoint {
  /** It answers where its confidence is at least this. */
  threshold: number;
  /** Share of items it then answers, and how many they are. */
  coverage: number;
  answered: number;
  /** Share of those it answers wrongly, and how many they are. */
  risk: number;
  wrong: number;
}

/**
 * The curve of coverage and risk (El-Yaniv and Wiener 2010, "On the foundations of noise-free selective
 * classification"): one point a distinct confidence, the surest first.
 *
 * @param right 1 where the answer was right.
 */
export function coverageRiskCurve(
  confidences: ArrayLike<number>,
  right: ArrayLike<number>,
): CoveragePoint[] {
  const n = confidences.length;
  const order = Array.from(confidences, (_, item) => item).sort(
    (a, b) => confidences[b]! - confidences[a]!,
  );
  const points: CoveragePoint[] = [];
  let wrong = 0;
  order.forEach((item, place) => {
    if (right[item] !== 1) wrong++;
    const next = order[place + 1];
    if (next !== undefined && confidences[next] === confidences[item]) return;
    const answered = place + 1;
    points.push({
      threshold: confidences[item]!,
      coverage: answered / n,
      answered,
      risk: wrong / answered,
      wrong,
    });
  });
  return points;
}

/** What a threshold between two confidences gives; null where it answers nothing. */
export function coverageAt(
  points: readonly CoveragePoint[],
  threshold: number,
): CoveragePoint | null {
  return points.findLast((point) => point.threshold >= threshold) ?? null;
}

/**
 * Area under the curve of risk over coverage (Geifman and El-Yaniv 2017), each point weighted by the
 * items it adds. 0 where nothing is answered wrongly.
 */
export function areaUnderRisk(points: readonly CoveragePoint[]): number {
  return points.reduce(
    (sum, { coverage, risk }, at) => sum + risk * (coverage - (points[at - 1]?.coverage ?? 0)),
    0,
  );
}

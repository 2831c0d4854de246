/** What each threshold would find of a label, and how often it would be right. */

export interface CurvePoint {
  /** Everything at or over this score is called so. */
  threshold: number;
  /** Of what is called so, the share that is. */
  precision: number;
  /** Of what is so, the share that is called so. */
  recall: number;
  /** Items called so, and how many of them are. */
  called: number;
  hits: number;
}

/**
 * The precision–recall curve: one point a distinct score, the highest first. Recall is 0 where no item
 * has the label.
 *
 * @param scores One an item. @param truths 1 where the item has the label.
 */
export function precisionRecallCurve(
  scores: ArrayLike<number>,
  truths: ArrayLike<number>,
): CurvePoint[] {
  const order = Array.from(scores, (_, item) => item).sort((a, b) => scores[b]! - scores[a]!);
  const positives = order.filter((item) => truths[item] === 1).length;
  const points: CurvePoint[] = [];
  let hits = 0;
  order.forEach((item, place) => {
    if (truths[item] === 1) hits++;
    const next = order[place + 1];
    // Equal scores cannot be told apart by a threshold.
    if (next !== undefined && scores[next] === scores[item]) return;
    const called = place + 1;
    points.push({
      threshold: scores[item]!,
      precision: hits / called,
      recall: positives === 0 ? 0 : hits / positives,
      called,
      hits,
    });
  });
  return points;
}

/** What a threshold between two scores gives: the same as the lowest score at or over it. */
export function atThreshold(points: readonly CurvePoint[], threshold: number): CurvePoint | null {
  return points.findLast((point) => point.threshold >= threshold) ?? null;
}

/**
 * Average precision: precision at each threshold, weighted by the recall it adds. No area is drawn
 * between points, which would flatter (Davis and Goadrich 2006). 0 where no item has the label.
 */
export function averagePrecision(points: readonly CurvePoint[]): number {
  return points.reduce(
    (sum, { precision, recall }, at) => sum + precision * (recall - (points[at - 1]?.recall ?? 0)),
    0,
  );
}

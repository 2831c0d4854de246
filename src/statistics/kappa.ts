/** How far two sets of answers agree beyond what chance would bring. */

export interface Agreement {
  /** Cohen's kappa: 1 is full agreement, 0 what chance alone brings; NaN where only one answer occurs. */
  value: number;
  /** 95 % interval, within −1 … 1. */
  low: number;
  high: number;
  /** Pairs of answers. */
  n: number;
  agreed: number;
}

/** The normal distribution's 97.5 % point. */
const z = 1.959963984540054;

/**
 * Cohen's kappa (1960, "A coefficient of agreement for nominal scales") with the large-sample interval
 * of Fleiss, Cohen and Everitt (1969, "Large sample standard errors of kappa and weighted kappa").
 *
 * @param one An answer an item, 0 … classes − 1. @param other The second answer to each.
 */
export function kappa(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  classes: number,
): Agreement {
  const n = one.length;
  const shares = new Float64Array(classes * classes);
  const rows = new Float64Array(classes);
  const columns = new Float64Array(classes);
  let agreed = 0;
  for (let item = 0; item < n; item++) {
    const [first, second] = [one[item]!, other[item]!];
    shares[first * classes + second]! += 1 / n;
    rows[first]! += 1 / n;
    columns[second]! += 1 / n;
    if (first === second) agreed++;
  }
  const observed = agreed / n;
  const chance = rows.reduce((sum, share, label) => sum + share * columns[label]!, 0);
  // Where both know only one answer, agreement is certain and says nothing.
  if (n === 0 || 1 - chance < 1e-12) return { value: NaN, low: -1, high: 1, n, agreed };

  const value = (observed - chance) / (1 - chance);
  let onDiagonal = 0;
  let beside = 0;
  for (let first = 0; first < classes; first++) {
    for (let second = 0; second < classes; second++) {
      const share = shares[first * classes + second]!;
      if (first === second) {
        onDiagonal += share * (1 - (rows[first]! + columns[first]!) * (1 - value)) ** 2;
      } else {
        beside += share * (columns[first]! + rows[second]!) ** 2;
      }
    }
  }
  const spread = onDiagonal + (1 - value) ** 2 * beside - (value - chance * (1 - value)) ** 2;
  const half = (z * Math.sqrt(Math.max(0, spread) / n)) / (1 - chance);
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), n, agreed };
}

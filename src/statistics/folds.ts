/** Splitting for cross-validation: every stratum spread evenly, and no group cut in two. */

export interface Foldable {
  /** What is to be spread evenly, such as the label. */
  readonly stratum: number;
  /** Members of one group fall into one fold. */
  readonly group: string;
}

/**
 * Deals groups out, largest first and in random order among equals, each into the fold that is shortest
 * of its strata; among those equally short into the one with fewest members.
 *
 * @param random Uniform in [0, 1). @returns For each member its fold, 0 … folds − 1.
 */
export function stratifiedFolds(
  members: readonly Foldable[],
  folds: number,
  random: () => number,
): Uint8Array {
  const groups = new Map<string, number[]>();
  members.forEach(({ group }, at) => {
    const own = groups.get(group);
    if (own) own.push(at);
    else groups.set(group, [at]);
  });
  const dealt = [...groups.values()]
    .map((own) => ({ own, draw: random() }))
    .sort((a, b) => b.own.length - a.own.length || a.draw - b.draw);

  const sizes = new Float64Array(folds);
  const counts = Array.from({ length: folds }, () => new Map<number, number>());
  const foldOf = new Uint8Array(members.length);
  for (const { own } of dealt) {
    const strata = own.map((at) => members[at]!.stratum);
    let [best, least] = [0, Infinity];
    for (let fold = 0; fold < folds; fold++) {
      const held = strata.reduce((sum, stratum) => sum + (counts[fold]!.get(stratum) ?? 0), 0);
      const load = held + sizes[fold]! / (members.length + 1);
      if (load < least) [best, least] = [fold, load];
    }
    sizes[best]! += own.length;
    for (const stratum of strata) {
      counts[best]!.set(stratum, (counts[best]!.get(stratum) ?? 0) + 1);
    }
    for (const at of own) foldOf[at] = best;
  }
  return foldOf;
}

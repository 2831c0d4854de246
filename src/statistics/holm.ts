/** Many looks at the same data: one of them will seem remarkable by chance. */

/**
 * p-values corrected for there being many of them (Holm 1979, "A simple sequentially rejective multiple
 * test procedure"), in the order given. Where one stays under 5 %, so does the chance that any finding is
 * due to chance alone.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, at) => at).sort((a, b) => ps[a]! - ps[b]!);
  const corrected = new Array<number>(ps.length);
  let highest = 0;
  order.forEach((at, place) => {
    highest = Math.max(highest, Math.min(1, ps[at]! * (ps.length - place)));
    corrected[at] = highest;
  });
  return corrected;
}

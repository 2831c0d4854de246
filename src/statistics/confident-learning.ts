/**
 * Which given labels look mistaken (Northcutt, Jiang and Chuang 2021, "Confident learning: estimating
 * uncertainty in dataset labels"). All it needs is what models that have not seen an item say about it.
 */

interface SuspectLabel {
  row: number;
  /** The class that would be said instead; of tags, the one to be set or taken away. */
  suggested: number;
  /** What the model gives that, 0–1. */
  confidence: number;
  /** What it gives the current label, 0–1: the doubt is deepest where this is least. */
  belief: number;
}

export interface SuspectLabels {
  /** Every row, the least believed label first. */
  queue: SuspectLabel[];
  /**
   * Rows the confident joint counts off its diagonal: another class is at least as probable as it is on
   * average where it was given. A count of mistakes, and an upper one where the model itself is weak.
   */
  likely: number;
}

/**
 * @param probabilities n × classes, out of fold. @param given n × classes, 0 or 1.
 * @param isExclusive One class a row; otherwise each class is a tag by itself.
 */
export function suspectLabels(
  probabilities: Float32Array,
  given: Uint8Array,
  classes: number,
  isExclusive: boolean,
): SuspectLabels {
  const n = given.length / classes;
  const suspect = isExclusive ? suspectOne : suspectTags;
  const usual = usualBelief(probabilities, given, classes);
  const queue = Array.from({ length: n }, (_, row) => {
    const at = row * classes;
    return { row, ...suspect(probabilities, given, at, classes) };
  }).sort((a, b) => a.belief - b.belief || b.confidence - a.confidence || a.row - b.row);
  let likely = 0;
  for (let at = 0; at < given.length; at += classes) {
    const isOff = isExclusive
      ? isOffDiagonal(probabilities, given, at, classes, usual.present)
      : isAnyTagOff(probabilities, given, at, classes, usual);
    if (isOff) likely += 1;
  }
  return { queue, likely };
}

type Suspect = Omit<SuspectLabel, 'row'>;

function suspectOne(p: Float32Array, given: Uint8Array, at: number, classes: number): Suspect {
  const doubt: Suspect = { suggested: -1, confidence: -1, belief: 0 };
  for (let c = 0; c < classes; c++) {
    if (given[at + c] === 1) doubt.belief = p[at + c]!;
    else if (p[at + c]! > doubt.confidence) {
      doubt.suggested = c;
      doubt.confidence = p[at + c]!;
    }
  }
  return doubt;
}

/** The tag that is believed least, as it was given or left out. */
function suspectTags(p: Float32Array, given: Uint8Array, at: number, classes: number): Suspect {
  const doubt: Suspect = { suggested: -1, confidence: 0, belief: Infinity };
  for (let c = 0; c < classes; c++) {
    const belief = given[at + c] === 1 ? p[at + c]! : 1 - p[at + c]!;
    if (belief >= doubt.belief) continue;
    doubt.suggested = c;
    doubt.belief = belief;
    doubt.confidence = 1 - belief;
  }
  return doubt;
}

interface Usual {
  /** Mean probability of each class where it was given, and of its absence where it was not. */
  present: Float64Array;
  absent: Float64Array;
}

function usualBelief(p: Float32Array, given: Uint8Array, classes: number): Usual {
  const n = given.length / classes;
  const present = new Float64Array(classes);
  const absent = new Float64Array(classes);
  const times = new Float64Array(classes);
  for (let at = 0; at < given.length; at++) {
    const c = at % classes;
    times[c]! += given[at]!;
    if (given[at] === 1) present[c]! += p[at]!;
    else absent[c]! += 1 - p[at]!;
  }
  return {
    // Never given: no probability is usual for it.
    present: present.map((sum, c) => (times[c] === 0 ? Infinity : sum / times[c]!)),
    absent: absent.map((sum, c) => (times[c] === n ? Infinity : sum / (n - times[c]!))),
  };
}

/** Whether the most probable of the classes that reach their usual belief is another than the given one. */
function isOffDiagonal(
  p: Float32Array,
  given: Uint8Array,
  at: number,
  classes: number,
  usual: Float64Array,
): boolean {
  let best = -1;
  for (let c = 0; c < classes; c++) {
    if (p[at + c]! >= usual[c]! && (best < 0 || p[at + c]! > p[at + best]!)) best = c;
  }
  return best >= 0 && given[at + best] !== 1;
}

function isAnyTagOff(
  p: Float32Array,
  given: Uint8Array,
  at: number,
  classes: number,
  usual: Usual,
): boolean {
  for (let c = 0; c < classes; c++) {
    const value = p[at + c]!;
    const isThere = given[at + c] === 1;
    const other = isThere ? 1 - value : value;
    const limit = (isThere ? usual.absent : usual.present)[c]!;
    if (other >= limit && other > 0.5) return true;
  }
  return false;
}

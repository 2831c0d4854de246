/** In which order to ask: what the model would learn most from, first. */
import { hashNumbers, randomNumbers, shuffled } from './random';
import type { HeadKind } from './head';

export interface PoolQuestion {
  /** n × dims, row-major. */
  features: Float32Array;
  dims: number;
  /** n × classes, or null before there is a model. */
  probabilities: Float32Array | null;
  classes: number;
  kind: HeadKind;
  /** Rows to be put in order. */
  candidates: Uint32Array;
  /** Rows already decided. */
  labelled: Uint32Array;
  strategy: 'uncertain' | 'random';
  seed: number;
}

/** Distances are compared after a random projection to this many numbers (Johnson and Lindenstrauss 1984). */
const sketchDims = 24;
/** How many items are chosen by coverage before the rest follow in random order. */
const covered = 256;
/** Uncertain items are spread out within windows of this many. */
const window = 64;

/**
 * Puts undecided pool items in the order in which they are best asked. Without a model: spread over the
 * collection, each as far as possible from what was asked before (farthest-first; Gonzalez 1985). With
 * one: by margin, the gap between the first two choices (Scheffer et al. 2001), neighbours in that order
 * spread out so that one hard picture is not asked twenty times. Deterministic.
 *
 * @returns The candidates, most worth asking first.
 */
export function orderPool(question: PoolQuestion): Uint32Array {
  const { candidates, strategy, seed, probabilities } = question;
  const order = shuffled(candidates.length, randomNumbers(seed, 0xa5));
  const random = order.map((index) => candidates[index]!);
  if (strategy === 'random') return random;
  const sketch = project(question);
  if (probabilities === null) return spread(random, question.labelled, sketch, covered);
  const margins = new Map(Array.from(random, (row) => [row, margin(question, probabilities, row)]));
  const byMargin = [...random].sort((a, b) => margins.get(a)! - margins.get(b)!);
  const result: number[] = [];
  for (let from = 0; from < byMargin.length; from += window) {
    const rows = Uint32Array.from(byMargin.slice(from, from + window));
    // Only the first windows are ever asked before the order is made anew.
    const isNear = from < covered;
    const seen = Uint32Array.from(result.slice(-window));
    result.push(...(isNear ? spread(rows, seen, sketch, window) : rows));
  }
  return Uint32Array.from(result);
}

/** How clear a case is: 0 when two answers are equally likely. */
function margin(question: PoolQuestion, probabilities: Float32Array, row: number): number {
  const { classes, kind } = question;
  let first = 0;
  let second = 0;
  let closest = 1;
  for (let at = row * classes; at < (row + 1) * classes; at++) {
    const probability = probabilities[at]!;
    closest = Math.min(closest, Math.abs(probability - 0.5));
    if (probability > first) [first, second] = [probability, first];
    else if (probability > second) second = probability;
  }
  return kind === 'softmax' ? first - second : closest;
}

/** A short stand-in for a row's vector; distances between them are roughly kept. */
type Sketch = (row: number) => Float32Array;

/** Projects rows when they are first asked for: most never are. */
function project({ features, dims, seed }: PoolQuestion): Sketch {
  const signs = new Int8Array(dims * sketchDims);
  for (let at = 0; at < signs.length; at++) signs[at] = hashNumbers(seed, at) & 1 ? 1 : -1;
  const known = new Map<number, Float32Array>();
  return (row) => {
    const kept = known.get(row);
    if (kept !== undefined) return kept;
    const short = new Float32Array(sketchDims);
    for (let dim = 0; dim < dims; dim++) {
      const value = features[row * dims + dim]!;
      for (let at = 0; at < sketchDims; at++) short[at]! += value * signs[dim * sketchDims + at]!;
    }
    known.set(row, short);
    return short;
  };
}

/** Farthest-first: the first `count` chosen by distance from everything before, the rest as they come. */
function spread(
  rows: Uint32Array,
  before: Uint32Array,
  sketch: Sketch,
  count: number,
): Uint32Array {
  const left = [...rows];
  const distances = new Float64Array(left.length).fill(Infinity);
  const approach = (row: number) => {
    const point = sketch(row);
    left.forEach((other, at) => {
      distances[at] = Math.min(distances[at]!, squaredDistance(point, sketch(other)));
    });
  };
  before.forEach(approach);
  const result: number[] = [];
  const taken = new Uint8Array(left.length);
  while (result.length < Math.min(count, left.length)) {
    let farthest = -1;
    for (let at = 0; at < left.length; at++) {
      if (taken[at] === 0 && (farthest < 0 || distances[at]! > distances[farthest]!)) farthest = at;
    }
    taken[farthest] = 1;
    result.push(left[farthest]!);
    approach(left[farthest]!);
  }
  left.forEach((row, at) => {
    if (taken[at] === 0) result.push(row);
  });
  return Uint32Array.from(result);
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at]! - b[at]!) ** 2;
  return sum;
}

/** The nearest pictures, by the angle between their vectors. Plain arithmetic: exact, and quick enough. */

/** A copy whose rows all have length 1 (rows of zeros stay zeros). @param matrix n × dims. */
export function normalise(matrix: Float32Array, dims: number): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < matrix.length; row += dims) {
    let squares = 0;
    for (let at = row; at < row + dims; at++) squares += matrix[at]! * matrix[at]!;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = row; at < row + dims; at++) result[at] = matrix[at]! * scale;
  }
  return result;
}

export interface Near {
  row: number;
  /** Cosine, −1 … 1. */
  similarity: number;
}

/**
 * @param query One vector; its length is the matrix's width.
 * @param matrix Rows as `normalise` gives them.
 * @param rows The rows that count.
 * @returns The k nearest, nearest first; equals in the order of `rows`.
 */
export function nearest(
  query: Float32Array,
  matrix: Float32Array,
  rows: ArrayLike<number>,
  k: number,
): Near[] {
  const dims = query.length;
  const direction = normalise(query, dims);
  const best: Near[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const similarity = product(direction, matrix, row * dims);
    if (best.length === k && similarity <= best[k - 1]!.similarity) continue;
    let place = best.length;
    while (place > 0 && best[place - 1]!.similarity < similarity) place--;
    best.splice(place, 0, { row, similarity });
    if (best.length > k) best.pop();
  }
  return best;
}

/** Four sums side by side: the processor need not wait for one addition to begin the next. */
function product(vector: Float32Array, matrix: Float32Array, offset: number): number {
  const length = vector.length;
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < length; at += 4) {
    a += vector[at]! * matrix[offset + at]!;
    b += vector[at + 1]! * matrix[offset + at + 1]!;
    c += vector[at + 2]! * matrix[offset + at + 2]!;
    d += vector[at + 3]! * matrix[offset + at + 3]!;
  }
  for (; at < length; at++) a += vector[at]! * matrix[offset + at]!;
  return a + b + c + d;
}

export interface NeighbourVote {
  /** Rows as `normalise` gives them. */
  matrix: Float32Array;
  dims: number;
  /** Rows that may vote, and their targets (train.length × classes, 0 or 1). */
  train: ArrayLike<number>;
  trainTargets: Uint8Array;
  /** Rows that are voted on. */
  test: ArrayLike<number>;
  classes: number;
  k?: number;
}

/**
 * Lets the k nearest decided pictures vote, each with its similarity: the baseline a trained head has
 * to beat.
 *
 * @returns test.length × classes: each label's share of the votes, 0–1.
 */
export function knnPredict(vote: NeighbourVote): Float32Array {
  const { matrix, dims, train, trainTargets, test, classes, k = 5 } = vote;
  const placeOf = new Map(Array.from(train, (row, place) => [row, place]));
  const shares = new Float32Array(test.length * classes);
  for (let item = 0; item < test.length; item++) {
    const query = matrix.subarray(test[item]! * dims, (test[item]! + 1) * dims);
    const near = nearest(query, matrix, train, k);
    const total = near.reduce((sum, { similarity }) => sum + Math.max(1e-6, similarity), 0);
    for (const { row, similarity } of near) {
      const from = placeOf.get(row)! * classes;
      for (let label = 0; label < classes; label++) {
        const weight = Math.max(1e-6, similarity) / total;
        shares[item * classes + label]! += weight * trainTargets[from + label]!;
      }
    }
  }
  return shares;
}

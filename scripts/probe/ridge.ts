/**
 * A ridge classifier: least squares on one-hot labels with a penalty on the weights (Hoerl and Kennard
 * 1970). It has one solution and nothing to tune, which makes it a fair judge of features.
 */

/** The penalty, as a share of what a picture's vector weighs on average. */
const strength = 0.1;

/** To mean 0 and deviation 1 over the examples, number by number. */
export function standardiser(
  examples: readonly Float32Array[],
): (vector: Float32Array) => Float64Array {
  const dims = examples[0]?.length ?? 0;
  const mean = new Float64Array(dims);
  const deviation = new Float64Array(dims);
  for (const vector of examples)
    for (let at = 0; at < dims; at += 1) mean[at]! += vector[at]! / examples.length;
  for (const vector of examples)
    for (let at = 0; at < dims; at += 1)
      deviation[at]! += (vector[at]! - mean[at]!) ** 2 / examples.length;
  const scale = deviation.map((variance) => Math.sqrt(variance) + 1e-6);
  return (vector) => Float64Array.from(vector, (value, at) => (value - mean[at]!) / scale[at]!);
}

/** For each label its weights. Solved among the examples, who are fewer than the numbers of a vector. */
export function fitRidge(
  examples: readonly Float64Array[],
  labels: readonly number[],
  kinds: number,
): Float64Array[] {
  const n = examples.length;
  const gram = examples.map((one) => Float64Array.from(examples, (other) => dot(one, other)));
  const trace = gram.reduce((sum, row, at) => sum + row[at]!, 0);
  gram.forEach((row, at) => (row[at]! += (strength * trace) / n));
  const lower = cholesky(gram);
  return Array.from({ length: kinds }, (_, kind) => {
    const target = Float64Array.from(labels, (label) => (label === kind ? 1 : 0) - 1 / kinds);
    const shares = solve(lower, target);
    const weights = new Float64Array(examples[0]?.length ?? 0);
    examples.forEach((example, row) =>
      example.forEach((value, at) => (weights[at]! += shares[row]! * value)),
    );
    return weights;
  });
}

/** The label of the highest score for each vector. */
export function ridgeChoices(
  weights: readonly Float64Array[],
  vectors: readonly Float64Array[],
): number[] {
  return vectors.map((vector) => {
    const scores = weights.map((one) => dot(one, vector));
    return scores.indexOf(Math.max(...scores));
  });
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at]! * other[at]!;
  return sum;
}

/** The lower triangle L with L·Lᵀ = matrix, which is symmetric and positive definite. */
function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = matrix.map((row) => new Float64Array(row.length));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) {
      let rest = row[j]!;
      for (let k = 0; k < j; k += 1) rest -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(rest) : rest / lower[j]![j]!;
    }
  });
  return lower;
}

/** x with L·Lᵀ·x = target. */
function solve(lower: readonly Float64Array[], target: Float64Array): Float64Array {
  const x = target.slice();
  const n = x.length;
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < i; k += 1) x[i]! -= lower[i]![k]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < n; k += 1) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}

/**
 * Whether two samples of vectors come from one distribution: the kernel two-sample test (Gretton,
 * Borgwardt, Rasch, Schölkopf and Smola 2012, JMLR 13), with a p-value from random relabellings.
 */

export interface TwoSamples {
  /** Views of each member: the kernel is the mean of one Gaussian a view. Rows are n × dims, row-major. */
  readonly views: readonly { readonly rows: Float32Array; readonly dims: number }[];
  /** The first this many rows are the first sample, the others the second. */
  readonly first: number;
  readonly random: () => number;
  readonly permutations?: number;
}

export interface SampleDifference {
  /** Squared maximum mean discrepancy, unbiased: around 0 where nothing differs. */
  readonly mmd: number;
  /** How often chance alone does as much, in (0, 1]. */
  readonly p: number;
  /** For each row, how much more it is like its own sample than like the other one. */
  readonly witness: Float64Array;
}

/** Each Gaussian is as wide as the median distance between two rows. Both samples need two rows. */
export function compareSamples(samples: TwoSamples): SampleDifference {
  const { first, random, permutations = 999 } = samples;
  const { kernel, n } = kernelOf(samples.views);
  const member = Uint8Array.from({ length: n }, (_, row) => (row < first ? 1 : 0));
  const { mmd, witness } = discrepancy(kernel, n, member, first);
  let asLarge = 0;
  for (let round = 0; round < permutations; round++) {
    for (let last = n - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [member[last], member[other]] = [member[other]!, member[last]!];
    }
    if (discrepancy(kernel, n, member, first).mmd >= mmd) asLarge++;
  }
  return { mmd, p: (asLarge + 1) / (permutations + 1), witness };
}

function discrepancy(kernel: Float32Array, n: number, member: Uint8Array, first: number) {
  const second = n - first;
  const witness = new Float64Array(n);
  let mmd = 0;
  for (let row = 0; row < n; row++) {
    let [sumFirst, sumAll] = [0, 0];
    const from = row * n;
    for (let other = 0; other < n; other++) {
      const value = kernel[from + other]!;
      sumAll += value;
      if (member[other] === 1) sumFirst += value;
    }
    const sumSecond = sumAll - sumFirst;
    // A row is no evidence about itself: its own 1 on the diagonal is left out.
    const [own, strange] =
      member[row] === 1
        ? [(sumFirst - 1) / (first - 1), sumSecond / second]
        : [(sumSecond - 1) / (second - 1), sumFirst / first];
    witness[row] = own - strange;
    mmd += (own - strange) / (member[row] === 1 ? first : second);
  }
  return { mmd, witness };
}

function kernelOf(views: TwoSamples['views']): { kernel: Float32Array; n: number } {
  const n = views[0] ? views[0].rows.length / views[0].dims : 0;
  const kernel = new Float32Array(n * n);
  for (const { rows, dims } of views) {
    const squares = squaredDistances(rows, dims, n);
    const width = median(squares, n) || 1;
    for (let at = 0; at < kernel.length; at++) {
      kernel[at]! += Math.exp(-squares[at]! / width) / views.length;
    }
  }
  return { kernel, n };
}

function squaredDistances(rows: Float32Array, dims: number, n: number): Float32Array {
  const squares = new Float32Array(n * n);
  for (let one = 0; one < n; one++) {
    for (let other = one + 1; other < n; other++) {
      let sum = 0;
      for (let at = 0; at < dims; at++) {
        const difference = rows[one * dims + at]! - rows[other * dims + at]!;
        sum += difference * difference;
      }
      squares[one * n + other] = sum;
      squares[other * n + one] = sum;
    }
  }
  return squares;
}

/** Of the distances between different rows. */
function median(squares: Float32Array, n: number): number {
  const upper: number[] = [];
  for (let one = 0; one < n; one++) {
    for (let other = one + 1; other < n; other++) upper.push(squares[one * n + other]!);
  }
  const sorted = Float32Array.from(upper).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * An inverse power law through the points of a learning curve: error ≈ asymptote + scale · n^−exponent
 * (Cortes, Jackel, Solla, Vapnik and Denker 1994, "Learning curves: asymptotic values and rate of
 * convergence"; of the shapes in use the one that forecasts best: Viering and Loog 2023).
 */

export interface PowerLaw {
  readonly asymptote: number;
  readonly scale: number;
  readonly exponent: number;
}

export interface CurvePoint {
  readonly n: number;
  readonly error: number;
  /** How much the point counts, > 0. */
  readonly weight: number;
}

const exponents = Array.from({ length: 40 }, (_, step) => 0.05 * (step + 1));

/**
 * Weighted least squares: the exponent on a grid of 0.05 … 2, the rest in closed form, with asymptote
 * and scale held at 0 or above. Null with fewer than three points, or where the error does not fall.
 */
export function fitPowerLaw(points: readonly CurvePoint[]): PowerLaw | null {
  if (points.length < 3 || !isFalling(points)) return null;
  let best: PowerLaw | null = null;
  let least = Infinity;
  for (const exponent of exponents) {
    for (const law of [freeLine(points, exponent), throughZero(points, exponent)]) {
      if (law === null) continue;
      const cost = points.reduce(
        (sum, { n, error, weight }) => sum + weight * (errorAt(law, n) - error) ** 2,
        0,
      );
      if (cost < least - 1e-12) [best, least] = [law, cost];
    }
  }
  return best;
}

/** The error that the curve gives after `n` examples, n > 0; not bounded by 1. */
export function errorAt({ asymptote, scale, exponent }: PowerLaw, n: number): number {
  return asymptote + scale * n ** -exponent;
}

/** The weighted slope of the error over the logarithm of n. */
function isFalling(points: readonly CurvePoint[]): boolean {
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (point: CurvePoint) => number) =>
    points.reduce((sum, point) => sum + point.weight * of(point), 0) / total;
  const [middle, level] = [mean(({ n }) => Math.log(n)), mean(({ error }) => error)];
  return mean(({ n, error }) => (Math.log(n) - middle) * (error - level)) < 0;
}

function freeLine(points: readonly CurvePoint[], exponent: number): PowerLaw | null {
  let [w, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const { n, error, weight } of points) {
    const power = n ** -exponent;
    w += weight;
    x += weight * power;
    y += weight * error;
    xx += weight * power * power;
    xy += weight * power * error;
  }
  const spread = w * xx - x * x;
  if (spread <= 1e-15) return null;
  const scale = (w * xy - x * y) / spread;
  const asymptote = (y - scale * x) / w;
  return scale > 0 && asymptote >= 0 ? { asymptote, scale, exponent } : null;
}

/** Nothing stays wrong for ever. */
function throughZero(points: readonly CurvePoint[], exponent: number): PowerLaw | null {
  let [xx, xy] = [0, 0];
  for (const { n, error, weight } of points) {
    const power = n ** -exponent;
    xx += weight * power * power;
    xy += weight * power * error;
  }
  const scale = xy / xx;
  return scale > 0 ? { asymptote: 0, scale, exponent } : null;
}

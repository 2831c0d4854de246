/**
 * Limited-memory BFGS for a smooth convex function (Nocedal and Wright, Numerical Optimization, 2006,
 * algorithms 7.4 and 7.5), with a backtracking line search.
 */
import { yieldToEventLoop } from './yield-to-event-loop';

export interface Point {
  loss: number;
  gradient: Float64Array;
}

export interface LbfgsOptions {
  /** Stops when the loss left to gain is estimated to be under this share of the loss. */
  tolerance: number;
  maxIterations: number;
  /** The function is known to be at least this strongly convex: bounds how far the minimum can be. */
  convexity: number;
  signal?: AbortSignal | undefined;
}

export interface Minimum {
  at: Float64Array;
  loss: number;
  iterations: number;
}

const memory = 12;
const armijo = 1e-4;
const shortest = 1e-10;

/**
 * Minimises `f` from `start`, letting the event loop turn before each evaluation. Rejects with the
 * signal's reason when aborted. A loss that is not finite at `start` is returned as it is.
 */
export async function minimise(
  f: (x: Float64Array) => Promise<Point>,
  start: Float64Array,
  options: LbfgsOptions,
): Promise<Minimum> {
  const evaluate = async (x: Float64Array) => {
    await yieldToEventLoop();
    options.signal?.throwIfAborted();
    return f(x);
  };
  const history: Pair[] = [];
  const recent: number[] = [];
  let x = start;
  let point = await evaluate(x);
  let iterations = 0;
  while (iterations < options.maxIterations && Number.isFinite(point.loss)) {
    if (isDone(point, recent, options)) break;
    const direction = descent(point.gradient, history);
    const slope = dot(direction, point.gradient);
    if (!(slope < 0)) break;
    const next = await search(evaluate, x, point, direction, slope, firstStep(history, direction));
    if (next === null) break;
    remember(history, x, point, next);
    recent.push(point.loss);
    ({ x, point } = next);
    iterations++;
  }
  return { at: x, loss: point.loss, iterations };
}

interface Pair {
  step: Float64Array;
  change: Float64Array;
  curvature: number;
}

/**
 * Near enough: by the bound that strong convexity gives (‖g‖² / 2μ), or because the last iterations,
 * carried on at their rate, would gain too little.
 */
function isDone(point: Point, recent: number[], { tolerance, convexity }: LbfgsOptions): boolean {
  const worthwhile = tolerance * Math.abs(point.loss);
  if (dot(point.gradient, point.gradient) / (2 * convexity) <= worthwhile) return true;
  const before = recent.at(-span);
  return before !== undefined && before - point.loss <= worthwhile / 2;
}

/** Iterations over which progress is judged. */
const span = 4;

/** −H·g by the two-loop recursion. */
function descent(gradient: Float64Array, history: readonly Pair[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (let index = history.length - 1; index >= 0; index--) {
    const { step, change, curvature } = history[index]!;
    const share = dot(step, direction) / curvature;
    shares[index] = share;
    add(direction, change, -share);
  }
  const last = history.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.change, last.change);
    for (let at = 0; at < direction.length; at++) direction[at]! *= scale;
  }
  history.forEach(({ step, change, curvature }, index) => {
    add(direction, step, shares[index]! - dot(change, direction) / curvature);
  });
  return direction;
}

/** With a history the whole step is right most of the time; without, a step of length one at most. */
function firstStep(history: readonly Pair[], direction: Float64Array): number {
  return history.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(dot(direction, direction)));
}

/** Shortens the step until the loss falls enough; null when no step is short enough. */
async function search(
  evaluate: (x: Float64Array) => Promise<Point>,
  from: Float64Array,
  point: Point,
  direction: Float64Array,
  slope: number,
  first: number,
): Promise<{ x: Float64Array; point: Point } | null> {
  for (let step = first; step > shortest;) {
    const x = from.slice();
    add(x, direction, step);
    const reached = await evaluate(x);
    if (reached.loss <= point.loss + armijo * step * slope) return { x, point: reached };
    // The minimum of the parabola through what is known, kept within sensible bounds.
    const parabola = (-slope * step * step) / (2 * (reached.loss - point.loss - slope * step));
    step = Number.isFinite(parabola)
      ? Math.min(step / 2, Math.max(step / 10, parabola))
      : step / 10;
  }
  return null;
}

function remember(
  history: Pair[],
  x: Float64Array,
  point: Point,
  next: { x: Float64Array; point: Point },
): void {
  const step = next.x.map((value, at) => value - x[at]!);
  const change = next.point.gradient.map((value, at) => value - point.gradient[at]!);
  const curvature = dot(step, change);
  // Rounding can make the curvature of an almost flat stretch useless.
  if (curvature <= 1e-10 * dot(change, change)) return;
  history.push({ step, change, curvature });
  if (history.length > memory) history.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let at = 0; at < to.length; at++) to[at]! += times * what[at]!;
}

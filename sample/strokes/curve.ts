/** Smooth lines through given points. */

export type Point = readonly [x: number, y: number];

/** The part of a path that lines are drawn with. */
type Line = Pick<Path2D, 'moveTo' | 'lineTo' | 'bezierCurveTo'>;

/** Adds a Catmull-Rom curve through the points, as cubic Béziers. */
export function curve(line: Line, points: readonly Point[]): void {
  const first = points[0];
  if (first === undefined) return;
  line.moveTo(first[0], first[1]);
  for (let i = 0; i + 1 < points.length; i++) piece(line, points, i);
}

/** Adds the piece from point `i` to the next, going on from where the line is. */
export function piece(line: Line, points: readonly Point[], i: number): void {
  const from = points[i];
  const to = points[i + 1];
  if (from === undefined || to === undefined) return;
  const before = points[i - 1] ?? from;
  const after = points[i + 2] ?? to;
  line.bezierCurveTo(
    from[0] + (to[0] - before[0]) / 6,
    from[1] + (to[1] - before[1]) / 6,
    to[0] - (after[0] - from[0]) / 6,
    to[1] - (after[1] - from[1]) / 6,
    to[0],
    to[1],
  );
}

export function polyline(line: Line, points: readonly Point[]): void {
  points.forEach(([x, y], i) => (i === 0 ? line.moveTo(x, y) : line.lineTo(x, y)));
}

/** The same curve as `curve`, as points, `steps` to a piece. */
export function sampled(points: readonly Point[], steps: number): Point[] {
  const out: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const b = points[i] as Point;
    const c = points[i + 1] as Point;
    const a = points[i - 1] ?? b;
    const d = points[i + 2] ?? c;
    for (let s = 0; s < steps; s++) {
      const t = s / steps;
      out.push([along(a[0], b[0], c[0], d[0], t), along(a[1], b[1], c[1], d[1], t)]);
    }
  }
  const last = points[points.length - 1];
  if (last !== undefined) out.push(last);
  return out;
}

function along(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

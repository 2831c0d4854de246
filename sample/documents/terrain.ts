/** Land from noise: heights on a grid, lines of equal height, water running down. */
import { Noise } from '../noise';
import type { Random } from '../random';
import type { Colour } from '../strokes/colour';
import type { Point } from '../strokes/curve';
import { surface } from '../strokes/surface';

export interface Terrain {
  columns: number;
  rows: number;
  /** Size of a grid cell in sheet units. */
  cell: number;
  /** Row by row; above 0 is land. */
  heights: Float32Array;
}

export function someTerrain(
  random: Random,
  width: number,
  height: number,
  { land, rough, detail }: { land: number; rough: number; detail: number },
): Terrain {
  const cell = detail;
  const columns = Math.ceil(width / cell) + 1;
  const rows = Math.ceil(height / cell) + 1;
  const noise = new Noise(random);
  const tiltX = random.normal(0, 0.35);
  const tiltY = random.normal(0, 0.35);
  const heights = Float32Array.from({ length: columns * rows }, (_, i) => {
    const x = ((i % columns) / columns) * 2 - 1;
    const y = (Math.floor(i / columns) / rows) * 2 - 1;
    return noise.fractal((x + 2) * rough, (y + 2) * rough, 5) + land + tiltX * x + tiltY * y;
  });
  return { columns, rows, cell, heights };
}

export function heightAt({ columns, rows, cell, heights }: Terrain, x: number, y: number): number {
  const column = Math.max(0, Math.min(columns - 1, Math.round(x / cell)));
  const row = Math.max(0, Math.min(rows - 1, Math.round(y / cell)));
  return heights[row * columns + column] ?? 0;
}

/** Adds the line of one height, by marching squares. */
export function contour(
  path: Path2D,
  { columns, rows, cell, heights }: Terrain,
  level: number,
): void {
  const at = (i: number) => (heights[i] as number) - level;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const i = row * columns + column;
      const a = at(i);
      const b = at(i + 1);
      const c = at(i + columns + 1);
      const d = at(i + columns);
      const above = (a > 0 ? 1 : 0) + (b > 0 ? 2 : 0) + (c > 0 ? 4 : 0) + (d > 0 ? 8 : 0);
      if (above === 0 || above === 15) continue;
      const x = column * cell;
      const y = row * cell;
      const cuts: Point[] = [];
      if (a > 0 !== b > 0) cuts.push([x + (cell * a) / (a - b), y]);
      if (b > 0 !== c > 0) cuts.push([x + cell, y + (cell * b) / (b - c)]);
      if (c > 0 !== d > 0) cuts.push([x + (cell * d) / (d - c), y + cell]);
      if (d > 0 !== a > 0) cuts.push([x, y + (cell * a) / (a - d)]);
      for (let k = 0; k + 1 < cuts.length; k += 2) {
        path.moveTo(...(cuts[k] as Point));
        path.lineTo(...(cuts[k + 1] as Point));
      }
    }
  }
}

/** A wash of colour over the whole map, one tone for each height; softened by enlarging. */
export function wash(
  terrain: Terrain,
  tone: (height: number, x: number, y: number) => Colour | null,
): OffscreenCanvas {
  const { columns, rows, cell, heights } = terrain;
  const pen = surface(columns, rows);
  const image = pen.createImageData(columns, rows);
  heights.forEach((height, i) => {
    const colour = tone(height, (i % columns) * cell, Math.floor(i / columns) * cell);
    if (colour !== null) image.data.set([...colour, 255], i * 4);
  });
  pen.putImageData(image, 0, 0);
  return pen.canvas;
}

/** Follows the water from a high place until it reaches the sea or a hollow. */
export function river(terrain: Terrain, random: Random, from: Point): Point[] {
  const course: Point[] = [from];
  let [x, y] = from;
  let heading = random.between(0, 6.28);
  let lowest = Infinity;
  for (let i = 0; i < 90 && heightAt(terrain, x, y) > -0.02; i++) {
    const reach = terrain.cell * 2;
    let best = Infinity;
    let turn = heading;
    for (let k = -4; k <= 4; k++) {
      const angle = heading + k * 0.3;
      const level =
        heightAt(terrain, x + Math.cos(angle) * reach, y + Math.sin(angle) * reach) +
        Math.abs(k) * 0.004;
      if (level < best) [best, turn] = [level, angle];
    }
    // in a hollow the water stays
    if (best > lowest + 0.03) break;
    lowest = Math.min(lowest, best);
    heading = turn + random.normal(0, 0.12);
    x += Math.cos(heading) * terrain.cell * 1.2;
    y += Math.sin(heading) * terrain.cell * 1.2;
    course.push([x, y]);
  }
  return course;
}

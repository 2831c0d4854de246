/** One leaf: outline, ribs, and the way it is rendered. */
import type { Random } from '../random';
import { css, mixed, near } from '../strokes/colour';
import { curve, polyline, type Point } from '../strokes/curve';
import type { Pen } from '../strokes/surface';
import type { Species } from './species';

interface Place {
  x: number;
  y: number;
  angle: number;
  length: number;
}

export function leaf(pen: Pen, random: Random, species: Species, place: Place): void {
  const { ratio, widest, margin, curl } = species.leaf;
  const { length } = place;
  const steps = margin === 'whole' ? 7 : margin === 'toothed' ? 22 : margin === 'lobed' ? 14 : 18;
  const cos = Math.cos(place.angle);
  const sin = Math.sin(place.angle);
  const at = (along: number, aside: number): Point => {
    const bent = aside + curl * length * along * along * 0.6;
    const u = along * length;
    return [place.x + cos * u - sin * bent, place.y + sin * u + cos * bent];
  };
  const breadth = (t: number, i: number) => {
    const base =
      t < widest ? Math.sin((t / widest) * 1.57) : Math.cos(((t - widest) / (1 - widest)) * 1.57);
    const notch =
      margin === 'toothed'
        ? 1 - 0.22 * (i % 2)
        : margin === 'lobed'
          ? 1 - 0.5 * Number(i % 4 > 1)
          : margin === 'feathered'
            ? 1 - 0.78 * Number(i % 3 === 1)
            : 1;
    return (base * notch * ratio * length) / 2;
  };
  const side = (sign: number): Point[] =>
    Array.from({ length: steps + 1 }, (_, i) => at(i / steps, sign * breadth(i / steps, i)));
  const edge = [...side(1), ...side(-1).reverse()];
  const outline = new Path2D();
  if (margin === 'whole' || margin === 'lobed') curve(outline, edge);
  else polyline(outline, edge);
  const ribs = new Path2D();
  curve(ribs, [at(0, 0), at(0.5, 0), at(0.95, 0)]);
  const pairs = Math.min(7, Math.round(length / 9));
  for (let i = 1; i <= pairs; i++) {
    const t = i / (pairs + 1);
    for (const sign of [1, -1]) {
      const from = at(t * 0.85, 0);
      const to = at(t * 0.85 + 0.12, sign * breadth(t, 0) * 0.8);
      ribs.moveTo(from[0], from[1]);
      ribs.lineTo(to[0], to[1]);
    }
  }
  render(pen, random, species, outline, ribs);
}

function render(
  pen: Pen,
  random: Random,
  { rendering, blade, stem }: Species,
  outline: Path2D,
  ribs: Path2D,
): void {
  if (rendering === 'drawn') {
    pen.strokeStyle = css(blade);
    pen.lineWidth = 0.9;
    pen.stroke(outline);
    pen.lineWidth = 0.5;
    pen.stroke(ribs);
    return;
  }
  pen.fillStyle = css(
    near(random, blade, rendering === 'shadow' ? 3 : 10),
    rendering === 'shadow' ? 0.8 : 0.93,
  );
  pen.fill(outline);
  pen.strokeStyle = css(mixed(blade, rendering === 'painted' ? [40, 60, 30] : stem, 0.6), 0.7);
  pen.lineWidth = 0.7;
  pen.stroke(ribs);
  if (rendering !== 'shadow') {
    pen.strokeStyle = css(mixed(blade, [30, 22, 10], 0.5), 0.5);
    pen.stroke(outline);
  }
}

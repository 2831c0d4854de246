/** What a stem ends in. */
import type { Random } from '../random';
import { css, near } from '../strokes/colour';
import type { Pen } from '../strokes/surface';
import type { Species } from './species';

export function flower(
  pen: Pen,
  random: Random,
  species: Species,
  x: number,
  y: number,
  angle: number,
  size: number,
): void {
  pen.strokeStyle = css(species.stem);
  pen.fillStyle = css(near(random, species.petal, 8), species.rendering === 'drawn' ? 0.25 : 0.92);
  pen.lineWidth = 0.8;
  const stalks = new Path2D();
  const petals = new Path2D();
  if (species.flower === 'umbel') umbel(random, stalks, petals, x, y, angle, size);
  else if (species.flower === 'daisy') daisy(random, petals, x, y, size);
  else if (species.flower === 'bell') bell(random, stalks, petals, x, y, angle, size);
  else spike(random, stalks, petals, x, y, angle, size);
  pen.stroke(stalks);
  pen.fill(petals);
  if (species.rendering === 'drawn') pen.stroke(petals);
  if (species.flower !== 'daisy') return;
  pen.fillStyle = css(species.stem);
  pen.beginPath();
  pen.arc(x, y, size * 0.28, 0, 7);
  pen.fill();
}

function blob(path: Path2D, x: number, y: number, long: number, short: number, turn: number): void {
  path.moveTo(x + Math.cos(turn) * long, y + Math.sin(turn) * long);
  path.ellipse(x, y, long, short, turn, 0, 7);
}

function umbel(
  random: Random,
  stalks: Path2D,
  petals: Path2D,
  x: number,
  y: number,
  angle: number,
  size: number,
): void {
  const rays = random.whole(7, 13);
  for (let i = 0; i < rays; i++) {
    const out = angle + ((i / (rays - 1)) * 2 - 1) * 1.15;
    const reach = size * random.between(1.3, 1.8);
    const tipX = x + Math.cos(out) * reach;
    const tipY = y + Math.sin(out) * reach;
    stalks.moveTo(x, y);
    stalks.lineTo(tipX, tipY);
    for (let k = 0; k < 6; k++) {
      blob(
        petals,
        tipX + random.normal(0, size * 0.16),
        tipY + random.normal(0, size * 0.13),
        size * 0.11,
        size * 0.09,
        0,
      );
    }
  }
}

function daisy(random: Random, petals: Path2D, x: number, y: number, size: number): void {
  const count = random.whole(6, 14);
  for (let i = 0; i < count; i++) {
    const out = (i / count) * Math.PI * 2;
    const reach = size * random.between(0.6, 0.75);
    blob(
      petals,
      x + Math.cos(out) * reach,
      y + Math.sin(out) * reach * 0.8,
      size * 0.5,
      size * (1.4 / count),
      out,
    );
  }
}

function bell(
  random: Random,
  stalks: Path2D,
  petals: Path2D,
  x: number,
  y: number,
  angle: number,
  size: number,
): void {
  for (let i = 0; i < 5; i++) {
    const side = i % 2 === 0 ? 1 : -1;
    const fromX = x - Math.cos(angle) * size * i * 0.8;
    const fromY = y - Math.sin(angle) * size * i * 0.8;
    const cx = fromX + side * size * random.between(0.6, 1);
    const cy = fromY + size * random.between(0.1, 0.5);
    stalks.moveTo(fromX, fromY);
    stalks.lineTo(cx, cy - size * 0.2);
    petals.moveTo(cx - size * 0.14, cy - size * 0.3);
    petals.quadraticCurveTo(cx - size * 0.4, cy + size * 0.1, cx - size * 0.5, cy + size * 0.5);
    petals.lineTo(cx, cy + size * 0.36);
    petals.lineTo(cx + size * 0.5, cy + size * 0.5);
    petals.quadraticCurveTo(cx + size * 0.4, cy + size * 0.1, cx + size * 0.14, cy - size * 0.3);
  }
}

function spike(
  random: Random,
  stalks: Path2D,
  petals: Path2D,
  x: number,
  y: number,
  angle: number,
  size: number,
): void {
  const length = size * random.between(3, 5.5);
  const loose = random.between(0.1, 0.9);
  for (let i = 0; i < 34; i++) {
    const t = i / 34;
    const fromX = x + Math.cos(angle) * length * (t - 0.4);
    const fromY = y + Math.sin(angle) * length * (t - 0.4);
    const side = i % 2 === 0 ? 1 : -1;
    const out = angle + side * random.between(0.3, 0.8);
    const reach = size * loose * (1.2 - t) + size * 0.15;
    stalks.moveTo(fromX, fromY);
    stalks.lineTo(fromX + Math.cos(out) * reach, fromY + Math.sin(out) * reach);
    blob(
      petals,
      fromX + Math.cos(out) * reach,
      fromY + Math.sin(out) * reach,
      size * 0.22,
      size * 0.09,
      out,
    );
  }
}

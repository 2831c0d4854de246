/** Machines: wheels with teeth, shafts, cylinders in section, centre lines. */
import type { Random } from '../random';
import { typeset } from '../strokes/face';
import type { Pen } from '../strokes/surface';
import type { Room } from '../strokes/room';
import type { Draughting } from './plan-floor';

export function drawMachine(pen: Pen, random: Random, room: Room, style: Draughting): void {
  pen.strokeStyle = pen.fillStyle = style.ink;
  const parts = random.whole(3, 6);
  const columns = room.width > room.height ? Math.ceil(parts / 2) : 2;
  const rows = Math.ceil(parts / columns);
  const cell = { width: room.width / columns, height: room.height / rows };
  for (let i = 0; i < parts; i++) {
    const cx = room.x + ((i % columns) + 0.5) * cell.width;
    const cy = room.y + (Math.floor(i / columns) + 0.5) * cell.height;
    const size = Math.min(cell.width, cell.height) * random.between(0.4, 0.5);
    const part = random.weighted({ wheel: 5, cylinder: 4, shaft: 3, flange: 3 });
    if (part === 'wheel') wheel(pen, random, cx, cy, size, style);
    else if (part === 'cylinder') cylinder(pen, random, cx, cy, size, style);
    else if (part === 'shaft')
      shaft(pen, random, cx, cy, Math.min(cell.width * 0.46, size * 1.6), size * 0.24, style);
    else flange(pen, random, cx, cy, size);
    centreLines(pen, cx, cy, size * 1.14);
    if (random.chance(0.8))
      typeset(pen, `Fig. ${i + 1}.`, cx, cy + size + 26, 'italic', 6.4, { align: 'middle' });
  }
}

function centreLines(pen: Pen, cx: number, cy: number, reach: number): void {
  pen.save();
  pen.lineWidth = 0.6;
  pen.setLineDash([10, 3, 2, 3]);
  pen.beginPath();
  pen.moveTo(cx - reach, cy);
  pen.lineTo(cx + reach, cy);
  pen.moveTo(cx, cy - reach);
  pen.lineTo(cx, cy + reach);
  pen.stroke();
  pen.restore();
}

function circle(pen: Pen, cx: number, cy: number, radius: number): void {
  pen.moveTo(cx + radius, cy);
  pen.arc(cx, cy, radius, 0, Math.PI * 2);
}

export function wheel(
  pen: Pen,
  random: Random,
  cx: number,
  cy: number,
  size: number,
  { poche }: Draughting,
): void {
  const teeth = random.whole(14, 42);
  const path = new Path2D();
  for (let i = 0; i < teeth * 4; i++) {
    const angle = (i / (teeth * 4)) * Math.PI * 2;
    const reach = size * (i % 4 < 2 ? 1 : 0.9);
    path.lineTo(cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach);
  }
  path.closePath();
  if (poche === 'wash') {
    pen.save();
    pen.globalAlpha *= 0.35;
    pen.fillStyle = '#7fa0b4';
    pen.fill(path);
    pen.restore();
  }
  pen.lineWidth = 1.2;
  pen.stroke(path);
  pen.lineWidth = 1;
  pen.beginPath();
  circle(pen, cx, cy, size * 0.76);
  circle(pen, cx, cy, size * 0.24);
  circle(pen, cx, cy, size * 0.12);
  const spokes = random.whole(4, 8);
  for (let i = 0; i < spokes; i++) {
    const angle = (i / spokes) * Math.PI * 2 + 0.2;
    for (const side of [-0.05, 0.05]) {
      pen.moveTo(
        cx + Math.cos(angle + side * 4) * size * 0.24,
        cy + Math.sin(angle + side * 4) * size * 0.24,
      );
      pen.lineTo(
        cx + Math.cos(angle + side) * size * 0.76,
        cy + Math.sin(angle + side) * size * 0.76,
      );
    }
  }
  pen.stroke();
}

/** Cut metal is hatched; the hollow stays white. */
export function cylinder(
  pen: Pen,
  random: Random,
  cx: number,
  cy: number,
  size: number,
  style: Draughting,
): void {
  const half = size * random.between(0.45, 0.7);
  const metal = new Path2D();
  metal.rect(cx - half, cy - size, half * 0.26, size * 2);
  metal.rect(cx + half * 0.74, cy - size, half * 0.26, size * 2);
  metal.rect(cx - half * 1.3, cy - size, half * 2.6, size * 0.14);
  metal.rect(cx - half * 1.3, cy + size * 0.86, half * 2.6, size * 0.14);
  hatched(
    pen,
    metal,
    { x: cx - half * 1.3, y: cy - size, width: half * 2.6, height: size * 2 },
    style,
  );
  const level = cy + size * random.between(-0.5, 0.4);
  pen.strokeRect(cx - half * 0.72, level, half * 1.44, size * 0.2);
  pen.strokeRect(cx - half * 0.1, cy - size * 1.25, half * 0.2, level - cy + size * 1.25);
}

export function hatched(
  pen: Pen,
  shape: Path2D,
  { x, y, width, height }: Room,
  { poche, ink }: Draughting,
): void {
  if (poche === 'solid') pen.fill(shape);
  else {
    pen.save();
    pen.clip(shape);
    if (poche === 'wash') {
      pen.save();
      pen.globalAlpha *= 0.4;
      pen.fillStyle = '#c98a7a';
      pen.fillRect(x, y, width, height);
      pen.restore();
    }
    pen.strokeStyle = ink;
    pen.lineWidth = 0.6;
    pen.beginPath();
    for (let at = -height; at < width; at += 5) {
      pen.moveTo(x + at, y + height);
      pen.lineTo(x + at + height, y);
    }
    pen.stroke();
    pen.restore();
  }
  pen.lineWidth = 1.1;
  pen.stroke(shape);
}

function shaft(
  pen: Pen,
  random: Random,
  cx: number,
  cy: number,
  reach: number,
  half: number,
  style: Draughting,
): void {
  let x = cx - reach;
  pen.lineWidth = 1.1;
  while (x < cx + reach) {
    const length = Math.min(cx + reach - x, random.between(reach * 0.16, reach * 0.5));
    const radius = half * random.between(0.35, 1);
    pen.strokeRect(x, cy - radius, length, radius * 2);
    if (random.chance(0.3)) {
      const block = new Path2D();
      block.rect(x, cy + radius, length, half * 0.7);
      block.rect(x, cy - radius - half * 0.7, length, half * 0.7);
      hatched(pen, block, { x, y: cy - half * 2, width: length, height: half * 4 }, style);
    }
    x += length;
  }
}

function flange(pen: Pen, random: Random, cx: number, cy: number, size: number): void {
  pen.lineWidth = 1.1;
  pen.beginPath();
  for (const share of [1, 0.94, 0.5, 0.42]) circle(pen, cx, cy, size * share * 0.9);
  const bolts = random.whole(5, 12);
  for (let i = 0; i < bolts; i++) {
    const angle = (i / bolts) * Math.PI * 2;
    circle(
      pen,
      cx + Math.cos(angle) * size * 0.65,
      cy + Math.sin(angle) * size * 0.65,
      size * 0.06,
    );
  }
  pen.stroke();
}

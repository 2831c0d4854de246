/** An engine as a whole: wheels in mesh on a bed, a beam, a cylinder, belts. */
import type { Random } from '../random';
import type { Pen } from '../strokes/surface';
import type { Room } from '../strokes/room';
import type { Draughting } from './plan-floor';
import { cylinder, hatched, wheel } from './plan-machine';

export function drawAssembly(pen: Pen, random: Random, room: Room, style: Draughting): void {
  pen.strokeStyle = pen.fillStyle = style.ink;
  const ground = room.y + room.height * 0.92;
  const large = Math.min(room.height * 0.36, room.width * 0.2) * random.between(0.85, 1);
  const cx = room.x + room.width * random.between(0.56, 0.66);
  const cy = ground - large - room.height * 0.08;
  bed(pen, room, ground, style);
  frame(pen, cx, cy, ground, large * 0.5);
  wheel(pen, random, cx, cy, large, style);
  const small = large * random.between(0.4, 0.55);
  const angle = random.between(-0.6, 0.2);
  const ox = cx + Math.cos(angle) * (large + small) * 0.96;
  const oy = cy + Math.sin(angle) * (large + small) * 0.96;
  frame(pen, ox, oy, ground, small * 0.6);
  wheel(pen, random, ox, oy, small, style);
  const px = room.x + room.width * random.between(0.12, 0.2);
  const height = large * random.between(0.7, 0.85);
  cylinder(pen, random, px, ground - height * 1.1, height, style);
  beam(pen, px, ground - height * 2.6, cx, cy, large, ground);
  belt(
    pen,
    ox,
    oy,
    small * 0.5,
    room.x + room.width * 0.94,
    room.y + room.height * 0.3,
    small * 0.3,
  );
}

/** Masonry under the engine. */
function bed(pen: Pen, room: Room, ground: number, style: Draughting): void {
  const stone = new Path2D();
  const area = { x: room.x, y: ground, width: room.width, height: room.height * 0.08 };
  stone.rect(area.x, area.y, area.width, area.height);
  hatched(pen, stone, area, style);
}

function frame(pen: Pen, cx: number, cy: number, ground: number, spread: number): void {
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (const side of [-1, 1]) {
    for (const inner of [1, 0.78]) {
      pen.moveTo(cx + side * spread * 0.16, cy);
      pen.lineTo(cx + side * spread * inner, ground);
    }
  }
  pen.moveTo(cx - spread * 0.6, (cy + ground * 2) / 3);
  pen.lineTo(cx + spread * 0.6, (cy + ground * 2) / 3);
  pen.stroke();
}

/** A rocking beam on a column, one end to the piston, the other to the crank. */
function beam(
  pen: Pen,
  px: number,
  top: number,
  cx: number,
  cy: number,
  radius: number,
  ground: number,
): void {
  const middle = (px + cx) / 2;
  pen.lineWidth = 1.3;
  pen.beginPath();
  pen.moveTo(px - 14, top);
  pen.quadraticCurveTo(middle, top - 34, cx + 14, top);
  pen.quadraticCurveTo(middle, top + 34, px - 14, top);
  pen.moveTo(px, top);
  pen.lineTo(px, top + radius * 1.4);
  pen.moveTo(cx, top);
  pen.lineTo(cx + radius * 0.5, cy - radius * 0.2);
  for (const off of [-16, -10, 10, 16]) {
    pen.moveTo(middle + off * 0.7, top + 8);
    pen.lineTo(middle + off * 1.4, ground);
  }
  pen.rect(middle - 28, ground - 14, 56, 14);
  pen.rect(middle - 18, top - 4, 36, 12);
  pen.stroke();
  pen.beginPath();
  for (const x of [px, middle, cx]) {
    pen.moveTo(x + 5, top);
    pen.arc(x, top, 5, 0, 7);
  }
  pen.fill();
}

function belt(
  pen: Pen,
  ax: number,
  ay: number,
  ar: number,
  bx: number,
  by: number,
  br: number,
): void {
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(ax + ar, ay);
  pen.arc(ax, ay, ar, 0, 7);
  pen.moveTo(bx + br, by);
  pen.arc(bx, by, br, 0, 7);
  pen.moveTo(bx + br * 0.4, by);
  pen.arc(bx, by, br * 0.4, 0, 7);
  const across = Math.atan2(by - ay, bx - ax) + Math.PI / 2;
  for (const side of [-1, 1]) {
    pen.moveTo(ax + Math.cos(across) * ar * side, ay + Math.sin(across) * ar * side);
    pen.lineTo(bx + Math.cos(across) * br * side, by + Math.sin(across) * br * side);
  }
  pen.stroke();
}

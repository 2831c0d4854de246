/** The front of a building: storeys, windows, a door, a roof. */
import type { Random } from '../random';
import type { Pen } from '../strokes/surface';
import type { Room } from '../strokes/room';
import type { Draughting } from './plan-floor';

export function drawFront(pen: Pen, random: Random, room: Room, style: Draughting): void {
  const storeys = random.whole(1, 4);
  const bays = random.whole(3, 9);
  const roof = room.height * random.between(0.14, 0.34);
  const base = room.y + room.height;
  const top = room.y + roof;
  const storey = (base - top) / storeys;
  const bay = room.width / bays;
  pen.strokeStyle = pen.fillStyle = style.ink;
  if (style.poche === 'wash') shade(pen, room, top, random);
  pen.lineWidth = 1.3;
  pen.strokeRect(room.x, top, room.width, base - top);
  roofOver(pen, random, room, top, roof);
  pen.lineWidth = 0.8;
  for (let s = 0; s < storeys; s++) {
    const y = top + s * storey;
    pen.beginPath();
    pen.moveTo(room.x - 4, y);
    pen.lineTo(room.x + room.width + 4, y);
    pen.moveTo(room.x - 4, y + 4);
    pen.lineTo(room.x + room.width + 4, y + 4);
    pen.stroke();
    for (let b = 0; b < bays; b++) {
      const cx = room.x + (b + 0.5) * bay;
      if (s === storeys - 1 && b === Math.floor(bays / 2))
        door(pen, cx, base, bay * 0.6, storey * 0.72);
      else window(pen, cx, y + storey * 0.26, bay * 0.44, storey * 0.52, s % 2 === 0, style);
    }
  }
  if (random.chance(0.4)) columns(pen, room, top, base, bays);
  pen.beginPath();
  pen.moveTo(room.x - 50, base);
  pen.lineTo(room.x + room.width + 50, base);
  pen.lineWidth = 2;
  pen.stroke();
}

function shade(pen: Pen, room: Room, top: number, random: Random): void {
  pen.save();
  pen.globalAlpha = 0.35;
  pen.fillStyle = random.pick(['#d9b48c', '#c9c2b0', '#d8a898']);
  pen.fillRect(room.x, top, room.width, room.y + room.height - top);
  pen.fillStyle = '#7d8a94';
  pen.beginPath();
  pen.moveTo(room.x - 10, top);
  pen.lineTo(room.x + room.width * 0.12, room.y);
  pen.lineTo(room.x + room.width * 0.88, room.y);
  pen.lineTo(room.x + room.width + 10, top);
  pen.fill();
  pen.restore();
}

function roofOver(
  pen: Pen,
  random: Random,
  { x, y, width }: Room,
  top: number,
  roof: number,
): void {
  const kind = random.weighted({ hipped: 3, gable: 3, pediment: 2 });
  const ridge = kind === 'hipped' ? 0.12 : 0.5;
  pen.beginPath();
  pen.moveTo(x - 10, top);
  pen.lineTo(x + width * ridge, y);
  pen.lineTo(x + width * (1 - ridge), y);
  pen.lineTo(x + width + 10, top);
  pen.closePath();
  pen.stroke();
  pen.lineWidth = 0.5;
  pen.beginPath();
  if (kind !== 'pediment') {
    for (let t = 0.08; t < 1; t += 0.06) {
      const half = (1 - t) * (width * (0.5 - ridge)) + t * (width / 2 + 10);
      pen.moveTo(x + width / 2 - half, y + roof * t);
      pen.lineTo(x + width / 2 + half, y + roof * t);
    }
  } else {
    pen.ellipse(x + width / 2, y + roof * 0.62, roof * 0.22, roof * 0.22, 0, 0, 7);
  }
  pen.stroke();
  pen.lineWidth = 1;
  for (const share of random.chance(0.7) ? [0.25, 0.72] : []) {
    pen.strokeRect(x + width * share, y + roof * 0.1 - 18, 22, roof * 0.5);
  }
}

function window(
  pen: Pen,
  cx: number,
  y: number,
  width: number,
  height: number,
  arched: boolean,
  { poche, ink }: Draughting,
): void {
  const x = cx - width / 2;
  pen.beginPath();
  if (arched) {
    pen.moveTo(x, y + height);
    pen.lineTo(x, y + width / 2);
    pen.arc(cx, y + width / 2, width / 2, Math.PI, 0);
    pen.lineTo(x + width, y + height);
    pen.closePath();
  } else pen.rect(x, y, width, height);
  if (poche === 'solid') {
    pen.save();
    pen.globalAlpha *= 0.55;
    pen.fillStyle = ink;
    pen.fill();
    pen.restore();
  }
  pen.moveTo(cx, y);
  pen.lineTo(cx, y + height);
  for (let i = 1; i < 4; i++) {
    pen.moveTo(x, y + (height * i) / 4);
    pen.lineTo(x + width, y + (height * i) / 4);
  }
  pen.rect(x - 3, y + height, width + 6, 3);
  pen.stroke();
}

function door(pen: Pen, cx: number, base: number, width: number, height: number): void {
  pen.strokeRect(cx - width / 2, base - height, width, height);
  pen.strokeRect(cx - width * 0.4, base - height * 0.92, width * 0.36, height * 0.86);
  pen.strokeRect(cx + width * 0.04, base - height * 0.92, width * 0.36, height * 0.86);
  pen.beginPath();
  pen.arc(cx, base - height, width / 2, Math.PI, 0);
  for (let i = 1; i < 6; i++) {
    const angle = Math.PI + (i / 6) * Math.PI;
    pen.moveTo(cx, base - height);
    pen.lineTo(cx + (Math.cos(angle) * width) / 2, base - height + (Math.sin(angle) * width) / 2);
  }
  pen.stroke();
}

function columns(pen: Pen, { x, width }: Room, top: number, base: number, bays: number): void {
  const bay = width / bays;
  pen.beginPath();
  for (let b = 0; b <= bays; b++) {
    for (const off of [-6, -2, 2, 6]) {
      pen.moveTo(x + b * bay + off, top + 8);
      pen.lineTo(x + b * bay + off * 1.15, base - 6);
    }
    pen.rect(x + b * bay - 9, top + 2, 18, 6);
    pen.rect(x + b * bay - 9, base - 6, 18, 6);
  }
  pen.stroke();
}

/** Floor plans: a rectangle cut into rooms again and again, walls, doors, windows, stairs, dimensions. */
import type { Random } from '../random';
import { typeset } from '../strokes/face';
import type { Pen } from '../strokes/surface';
import type { Room } from '../strokes/room';

export interface Draughting {
  ink: string;
  /** How cut masonry is shown. */
  poche: 'solid' | 'wash' | 'hatch' | 'outline';
  /** Colour of the paper, to open the walls with. */
  paper: string;
  /** With doors, names and dimensions. */
  fine: boolean;
}

const uses = [
  'Hall',
  'Parlour',
  'Kitchen',
  'Store',
  'Study',
  'Bed Room',
  'Library',
  'Scullery',
  'Court',
  'Closet',
  'Office',
  'Stair',
];

export function drawFloor(pen: Pen, random: Random, room: Room, style: Draughting): void {
  const rooms: Room[] = [];
  const wing = random.chance(0.5) && style.fine;
  const main = wing ? { ...room, height: room.height * random.between(0.55, 0.7) } : room;
  const wall = Math.max(3, Math.min(room.width, room.height) * random.between(0.012, 0.026));
  divide(random, main, (room.width * room.height) / random.between(5, 16), rooms);
  if (wing) {
    const x = room.x + room.width * random.between(0, 0.5);
    divide(
      random,
      {
        x,
        y: main.y + main.height,
        width: room.width * random.between(0.3, 0.5),
        height: room.height - main.height,
      },
      (room.width * room.height) / 9,
      rooms,
    );
  }
  walls(pen, rooms, wall, style);
  for (const one of rooms) {
    openings(pen, random, one, wall, style);
    if (!style.fine) continue;
    if (random.chance(0.16)) stairs(pen, one);
    else if (random.chance(0.75)) {
      const size = Math.min(6.5, one.width / 16);
      typeset(pen, random.pick(uses), one.x + one.width / 2, one.y + one.height / 2, 'thin', size, {
        align: 'middle',
      });
      if (random.chance(0.5))
        typeset(
          pen,
          `${random.whole(8, 24)}' x ${random.whole(8, 18)}'`,
          one.x + one.width / 2,
          one.y + one.height / 2 + 13,
          'thin',
          size * 0.8,
          { align: 'middle' },
        );
    }
  }
  if (style.fine && random.chance(0.7)) dimensions(pen, random, room, rooms);
}

function divide(random: Random, room: Room, smallest: number, out: Room[]): void {
  if (
    room.width * room.height < smallest * random.between(0.8, 2.2) ||
    Math.min(room.width, room.height) < 46
  ) {
    out.push(room);
    return;
  }
  const share = random.pick([0.36, 0.42, 0.5, 0.58, 0.64]);
  const { x, y, width, height } = room;
  if (width > height * random.between(0.8, 1.2)) {
    divide(random, { x, y, width: width * share, height }, smallest, out);
    divide(random, { x: x + width * share, y, width: width * (1 - share), height }, smallest, out);
  } else {
    divide(random, { x, y, width, height: height * share }, smallest, out);
    divide(
      random,
      { x, y: y + height * share, width, height: height * (1 - share) },
      smallest,
      out,
    );
  }
}

function walls(pen: Pen, rooms: readonly Room[], wall: number, { ink, poche }: Draughting): void {
  const faces = new Path2D();
  for (const { x, y, width, height } of rooms) {
    faces.rect(x + wall / 2, y + wall / 2, width - wall, height - wall);
  }
  if (poche === 'outline') {
    pen.lineWidth = 1.1;
    pen.strokeStyle = ink;
    pen.stroke(faces);
    const outer = bounds(rooms);
    pen.strokeRect(outer.x - wall / 2, outer.y - wall / 2, outer.width + wall, outer.height + wall);
    return;
  }
  pen.strokeStyle = pen.fillStyle = poche === 'wash' ? '#b9675c' : ink;
  pen.lineWidth = poche === 'hatch' ? wall * 0.55 : wall;
  pen.beginPath();
  for (const { x, y, width, height } of rooms) pen.rect(x, y, width, height);
  pen.lineJoin = 'miter';
  if (poche === 'hatch') pen.setLineDash([1.2, 2]);
  pen.stroke();
  pen.setLineDash([]);
  if (poche === 'solid') return;
  pen.strokeStyle = ink;
  pen.lineWidth = 0.9;
  pen.stroke(faces);
}

function bounds(rooms: readonly Room[]): Room {
  const x = Math.min(...rooms.map((room) => room.x));
  const y = Math.min(...rooms.map((room) => room.y));
  return {
    x,
    y,
    width: Math.max(...rooms.map((room) => room.x + room.width)) - x,
    height: Math.max(...rooms.map((room) => room.y + room.height)) - y,
  };
}

/** Doors with the arc of their swing, windows as thin lines across the wall. */
function openings(
  pen: Pen,
  random: Random,
  { x, y, width, height }: Room,
  wall: number,
  style: Draughting,
): void {
  for (let i = random.whole(1, 3); i > 0; i--) {
    const level = random.chance(0.5);
    const span = Math.min(level ? width : height, 120) * random.between(0.2, 0.34);
    const along = random.between(0.15, 0.6) * ((level ? width : height) - span);
    const [ox, oy] = level
      ? [x + along, y + (random.chance(0.5) ? 0 : height)]
      : [x + (random.chance(0.5) ? 0 : width), y + along];
    pen.save();
    pen.globalAlpha = 1;
    pen.globalCompositeOperation = 'source-over';
    pen.fillStyle = style.paper;
    const [w, h] = level ? [span, wall] : [wall, span];
    pen.fillRect(level ? ox : ox - wall / 2, level ? oy - wall / 2 : oy, w, h);
    pen.restore();
    pen.strokeStyle = style.ink;
    pen.lineWidth = 0.8;
    pen.beginPath();
    if (random.chance(0.5) && style.fine) {
      pen.moveTo(ox, oy);
      if (level) {
        pen.lineTo(ox, oy + span);
        pen.arc(ox, oy, span, Math.PI / 2, 0, true);
      } else {
        pen.lineTo(ox + span, oy);
        pen.arc(ox, oy, span, 0, Math.PI / 2);
      }
    } else {
      for (const off of [-wall / 2, 0, wall / 2]) {
        pen.moveTo(level ? ox : ox + off, level ? oy + off : oy);
        pen.lineTo(level ? ox + span : ox + off, level ? oy + off : oy + span);
      }
    }
    pen.stroke();
  }
}

function stairs(pen: Pen, { x, y, width, height }: Room): void {
  const level = width > height;
  pen.lineWidth = 0.8;
  pen.beginPath();
  const steps = 12;
  for (let i = 1; i < steps; i++) {
    if (level) {
      pen.moveTo(x + (width * i) / steps, y + height * 0.1);
      pen.lineTo(x + (width * i) / steps, y + height * 0.55);
    } else {
      pen.moveTo(x + width * 0.1, y + (height * i) / steps);
      pen.lineTo(x + width * 0.55, y + (height * i) / steps);
    }
  }
  pen.moveTo(x + width * 0.3, y + height * 0.3);
  pen.lineTo(x + width * 0.8, y + height * 0.32);
  pen.stroke();
}

function dimensions(pen: Pen, random: Random, room: Room, rooms: readonly Room[]): void {
  const edges = [
    ...new Set(rooms.flatMap(({ x, width }) => [Math.round(x), Math.round(x + width)])),
  ].sort((a, b) => a - b);
  const y = room.y - 24;
  pen.lineWidth = 0.6;
  pen.beginPath();
  pen.moveTo(room.x, y);
  pen.lineTo(room.x + room.width, y);
  for (const x of edges) {
    pen.moveTo(x, y - 5);
    pen.lineTo(x, room.y - 4);
    pen.moveTo(x - 3, y + 3);
    pen.lineTo(x + 3, y - 3);
  }
  pen.stroke();
  edges.slice(1).forEach((x, i) => {
    const from = edges[i] ?? x;
    if (x - from > 30)
      typeset(pen, `${random.whole(6, 30)}'`, (x + from) / 2, y - 4, 'thin', 4.6, {
        align: 'middle',
      });
  });
}

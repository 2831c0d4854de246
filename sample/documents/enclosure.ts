/** What turns up inside documents of another kind, and makes them hard to tell apart. */
import type { Random } from '../random';
import { curve } from '../strokes/curve';
import type { Room } from '../strokes/room';
import { write, type Hand } from '../strokes/hand';
import type { Pen } from '../strokes/surface';
import { goodsText } from '../words';
import { drawSpecimen } from './plant';
import { someSpecies } from './species';
import { drawSystem, someMusic } from './notation';

/** A short reckoning: goods, amounts, a sum. */
export function goodsTable(pen: Pen, random: Random, hand: Hand, room: Room): void {
  const small = { ...hand, size: Math.min(hand.size, 9) };
  const leading = small.size * 2.4;
  const rows = Math.max(3, Math.floor(room.height / leading) - 1);
  const right = room.x + room.width * random.between(0.7, 0.95);
  let y = room.y + leading;
  for (let i = 0; i < rows; i++) {
    write(pen, random, small, goodsText(random), room.x + 20, y);
    const sum = `${random.whole(0, 90)}  ${random.whole(0, 19)}  ${random.whole(0, 11)}`;
    write(pen, random, small, sum, right - 80, y);
    y += leading;
  }
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.moveTo(right - 90, y - leading * 0.7);
  pen.lineTo(right, y - leading * 0.72);
  if (random.chance(0.5)) {
    pen.moveTo(right - 92, room.y);
    pen.lineTo(right - 94, y);
    pen.moveTo(room.x + 10, room.y + 2);
    pen.lineTo(right, room.y);
  }
  pen.stroke();
}

/** A few walls, or a shore and a path, drawn with the writing pen. */
export function sketchedPlan(pen: Pen, random: Random, room: Room, hand: Hand): void {
  const x = room.x + random.between(10, room.width * 0.3);
  const width = room.width * random.between(0.4, 0.65);
  pen.strokeStyle = hand.colour;
  pen.lineWidth = random.between(1.2, 2.2);
  pen.beginPath();
  if (random.chance(0.5)) {
    pen.rect(x, room.y, width, room.height);
    pen.moveTo(x + width * random.between(0.3, 0.7), room.y);
    pen.lineTo(x + width * random.between(0.3, 0.7), room.y + room.height * 0.6);
    pen.moveTo(x, room.y + room.height * 0.6);
    pen.lineTo(x + width * random.between(0.5, 1), room.y + room.height * 0.6);
  } else {
    for (let i = 0; i < 4; i++) {
      const level = room.y + (room.height * (i + 0.5)) / 4;
      curve(
        pen,
        [0, 0.25, 0.5, 0.75, 1].map((t) => [x + width * t, level + random.normal(0, 14)] as const),
      );
    }
  }
  pen.stroke();
  const small = { ...hand, size: 7, thick: 1, thin: 0.6 };
  for (let i = 0; i < 3; i++) {
    const at = room.y + room.height * random.between(0.2, 0.9);
    write(
      pen,
      random,
      small,
      goodsText(random).split(/[ ,]/)[0] ?? '',
      x + random.between(8, width * 0.6),
      at,
    );
  }
}

/** A line or two of music. */
export function tune(pen: Pen, random: Random, room: Room, colour: string): void {
  const music = { ...someMusic(random, true), colour, gap: Math.min(7, room.height / 20) };
  drawSystem(pen, random, music, { x: room.x, y: room.y + room.height * 0.2, width: room.width });
  if (room.height > 150) {
    drawSystem(pen, random, music, {
      x: room.x,
      y: room.y + room.height * 0.65,
      width: room.width,
    });
  }
}

/** A plant between the lines: laid in and dried, or drawn with the pen. */
export function pressedSprig(pen: Pen, random: Random, room: Room, dried: boolean): void {
  const species = someSpecies(random, dried ? 'dried' : 'drawn');
  const height = Math.min(room.height * 1.25, 230);
  const foot = { x: room.x + room.width * random.between(0.3, 0.7), y: room.y + height };
  pen.save();
  pen.globalAlpha = 0.9;
  drawSpecimen(pen, random, species, { ...foot, height, lean: random.normal(0, 0.5) });
  pen.restore();
}

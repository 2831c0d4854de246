/** Letters: by hand or typed, with letterheads, crossed lines, and whatever else was put in them. */
import { somePaper, type Paper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { near, type Colour } from '../strokes/colour';
import { typeset, type Face } from '../strokes/face';
import { handWidth, someHand, write, type Hand } from '../strokes/hand';
import { column, handwritten } from '../strokes/setting';
import type { Pen } from '../strokes/surface';
import { dateText, personName, placeName, prose, someTongue, type Tongue } from '../words';
import { postage, seal } from './letter-marks';
import { goodsTable, pressedSprig, sketchedPlan, tune } from './enclosure';

interface Desk {
  pen: Pen;
  random: Random;
  tongue: Tongue;
  width: number;
  height: number;
  margin: number;
}

/** Stationers sold writing paper in gentle colours. */
const notepapers: readonly Colour[] = [
  [206, 218, 230],
  [236, 214, 204],
  [238, 222, 180],
  [218, 208, 226],
  [208, 220, 204],
];

const letterInks = [
  '#1f2a6c',
  '#26327c',
  '#5c3414',
  '#6a3c14',
  '#4a2a10',
  '#44265e',
  '#2a2028',
  '#1c3a5c',
];

export function letter(random: Random): Sheet {
  const form = random.weighted({ written: 82, spread: 4, typed: 3, card: 5, crossed: 5 });
  const paper = somePaper(
    random,
    form === 'typed'
      ? 'wove'
      : form === 'card'
        ? 'card'
        : random.pick(['laid', 'laid', 'wove'] as const),
    { binding: form === 'spread' ? 'spread' : 'none', folded: form === 'card' ? 0 : 0.88 },
  );
  if (form === 'card' && paper.tint[0] < 180) paper.tint = [226, 214, 190];
  else if (random.chance(0.4)) paper.tint = near(random, random.pick(notepapers), 4);
  const size =
    form === 'spread'
      ? { width: 1000, height: random.between(620, 720) }
      : form === 'card'
        ? { width: 760, height: random.between(470, 560) }
        : { width: 600, height: random.between(680, 860) };
  return { ...size, paper, draw: (pen) => drawLetter(pen, random, form, size, paper) };
}

function drawLetter(
  pen: Pen,
  random: Random,
  form: 'written' | 'spread' | 'typed' | 'card' | 'crossed',
  { width, height }: { width: number; height: number },
  paper: Paper,
): void {
  const margin = random.between(34, 80);
  const desk: Desk = { pen, random, tongue: someTongue(random), width, height, margin };
  pen.globalAlpha = random.between(0.72, 1) - paper.age * 0.1;
  if (form === 'typed') {
    typed(desk);
    return;
  }
  const hand = someHand(random, random.between(13, form === 'crossed' ? 14 : 17));
  hand.colour = random.pick(letterInks);
  if (random.chance(0.3)) showThrough(desk, hand);
  if (form === 'spread') {
    const page = { ...desk, width: width / 2 };
    page.pen.save();
    written(page, hand, random.chance(0.5));
    pen.translate(width / 2, 0);
    written(page, hand, false);
    pen.restore();
    return;
  }
  const headed = form !== 'card' && random.chance(0.2);
  if (headed) letterhead(desk);
  written(desk, hand, random.chance(0.85), headed ? 40 : 0);
  if (random.chance(0.24)) seal(pen, random, width, height);
  if (random.chance(0.24)) postage(pen, random, width, height);
  if (form === 'crossed') {
    pen.save();
    pen.translate(width, 0);
    pen.rotate(Math.PI / 2);
    written({ ...desk, width: height, height: width }, hand, false);
    pen.restore();
  }
}

/** One page in one hand; what it encloses takes the place of some lines. */
function written(desk: Desk, hand: Hand, opening: boolean, lowered = 0): void {
  const { pen, random, width, height, margin } = desk;
  const leading = hand.size * random.between(2.2, 2.6);
  let y = margin + leading + lowered;
  const inner = width - margin * random.between(1.4, 2);
  if (opening) {
    const when = `${placeName(random)}, ${dateText(random)}`;
    write(pen, random, hand, when, width - margin * 0.7 - handWidth(when, hand), y);
    y += leading * random.between(1.5, 2.6);
    const to = random.pick(['My dear ', 'Dear ', 'Cher ', 'Lieber ', 'Honoured ']);
    write(pen, random, hand, `${to}${personName(random)},`, margin, y);
    y += leading * 1.3;
  }
  const extra = random.weighted({ none: 72, table: 9, sketch: 4, tune: 4, sprig: 4, drawing: 3 });
  const full = random.chance(0.8);
  const foot = full ? height - margin * 0.6 : height * random.between(0.5, 0.85);
  const before = extra === 'none' ? foot : y + (foot - y) * random.between(0.15, 0.55);
  y = paragraphs(desk, hand, { y, bottom: before, inner, leading });
  if (extra !== 'none' && y < height - 180) {
    const room = {
      x: margin,
      y: y - leading * 0.5,
      width: inner,
      height: random.between(130, 210),
    };
    pen.strokeStyle = pen.fillStyle = hand.colour;
    if (extra === 'table') goodsTable(pen, random, hand, room);
    else if (extra === 'sketch') sketchedPlan(pen, random, room, hand);
    else if (extra === 'tune') tune(pen, random, room, hand.colour);
    else pressedSprig(pen, random, room, extra === 'sprig');
    y = paragraphs(desk, hand, {
      y: room.y + room.height + leading * 1.4,
      bottom: foot,
      inner,
      leading,
    });
  }
  if (y < height - leading * 3) signature(desk, hand, y + leading * 0.5);
}

function paragraphs(
  { pen, random, tongue, margin }: Desk,
  hand: Hand,
  { y, bottom, inner, leading }: { y: number; bottom: number; inner: number; leading: number },
): number {
  let next = y;
  while (next < bottom) {
    const words = prose(random, tongue, random.whole(24, 90));
    const indent = random.pick([0, 30, 50]);
    const measure = { x: margin, y: next, width: inner, leading, bottom, indent };
    next = handwritten(pen, random, hand, words, measure).y;
    if (random.chance(0.15)) strikeOut(pen, random, hand, margin, next - leading, inner);
    next += leading * random.pick([0, 0, 0.4]);
  }
  return next;
}

function strikeOut(
  pen: Pen,
  random: Random,
  hand: Hand,
  x: number,
  y: number,
  width: number,
): void {
  const from = x + random.between(0, width * 0.6);
  const length = random.between(30, 100);
  pen.strokeStyle = hand.colour;
  pen.lineWidth = hand.thick * 0.8;
  pen.beginPath();
  for (let i = 0; i < 2; i++) {
    pen.moveTo(from, y - hand.size * 0.4 + i * 3);
    pen.lineTo(from + length, y - hand.size * 0.5 + i * 2 + random.normal(0, 2));
  }
  pen.stroke();
}

/** A name, larger than the text, and a flourish under it. */
function signature({ pen, random, width, margin }: Desk, hand: Hand, y: number): void {
  const large = { ...hand, size: hand.size * random.between(1.2, 1.8), slant: hand.slant + 0.1 };
  large.thin = hand.thin * 1.2;
  large.thick = hand.thick * 1.2;
  const name = personName(random);
  const x = Math.max(margin, width - margin - handWidth(name, large) - random.between(0, 60));
  const end = write(pen, random, large, name, x, y + large.size);
  pen.strokeStyle = hand.colour;
  pen.lineWidth = hand.thin * 1.5;
  pen.beginPath();
  const base = y + large.size * 1.8;
  pen.moveTo(end, base - large.size);
  pen.bezierCurveTo(end + 40, base + 10, x - 30, base - 14, x + 10, base + 6);
  pen.bezierCurveTo(x + 60, base + 20, end - 40, base - 10, end + 10, base + random.between(0, 8));
  pen.stroke();
}

/** The writing on the back, seen through the paper. */
function showThrough(desk: Desk, hand: Hand): void {
  const { pen, random, width } = desk;
  const alpha = pen.globalAlpha;
  pen.save();
  pen.translate(width, 0);
  pen.scale(-1, 1);
  pen.globalAlpha = random.between(0.05, 0.14);
  const leading = hand.size * 3;
  for (let y = 90; y < desk.height - 60; y += leading) {
    write(pen, random, hand, prose(random, desk.tongue, 8).join(' '), desk.margin, y);
  }
  pen.restore();
  pen.globalAlpha = alpha;
}

function letterhead({ pen, random, width, margin }: Desk): void {
  const face = random.pick<Face>(['modern', 'fat', 'black', 'slab', 'italic']);
  pen.fillStyle = random.pick(['#2a2522', '#1f2c52', '#6b2420', '#244034']);
  const house = `${placeName(random)} ${random.pick(['& Sons', 'Works', 'Institute', 'Library', '& Co.'])}`;
  const y = margin * 0.9;
  typeset(pen, house, width / 2, y, face, random.between(11, 17), { align: 'middle' });
  const trade = random.pick([
    'SEEDS AND PLANTS',
    'PRINTERS',
    'INSTRUMENTS',
    'FINE PAPERS',
    'SURVEYORS',
  ]);
  typeset(pen, trade, width / 2, y + 18, 'plain', 4.4, { align: 'middle', tracking: 0.4 });
  pen.fillRect(margin, y + 28, width - margin * 2, 1.2);
}

/** A typewriter's page, signed by hand. */
function typed(desk: Desk): void {
  const { pen, random, width, height, margin, tongue } = desk;
  if (random.chance(0.6)) letterhead(desk);
  pen.fillStyle = random.pick(['#22201f', '#2b2c4a', '#3a302a']);
  const size = random.between(5.2, 6.6);
  const leading = size * random.pick([2.4, 2.4, 3.6]);
  const setting = { wear: random.between(0.2, 0.6), random };
  let y = margin + 70;
  typeset(pen, dateText(random), width - margin, y, 'typewriter', size, {
    align: 'right',
    ...setting,
  });
  y += leading * 2;
  typeset(pen, `Dear ${personName(random)},`, margin, y, 'typewriter', size, setting);
  y += leading * 2;
  const bottom = height * random.between(0.55, 0.86);
  while (y < bottom) {
    const words = prose(random, tongue, random.whole(25, 60));
    const block = { x: margin, y, width: width - margin * 2, leading, bottom, indent: 40 };
    y = column(pen, words, { ...block, face: 'typewriter', size, justify: false, ...setting });
    y += leading * 0.6;
  }
  const hand = someHand(random, random.between(9, 13));
  hand.colour = random.pick(letterInks);
  signature(desk, hand, y + leading);
}

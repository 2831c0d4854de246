/** Herbarium sheets: dried plants with their labels, and studies drawn or printed by light. */
import { somePaper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { typeset } from '../strokes/face';
import { handWidth, someHand, write } from '../strokes/hand';
import { handwritten } from '../strokes/setting';
import type { Pen } from '../strokes/surface';
import { dateText, personName, placeName, plantName, prose } from '../words';
import { drawSpecimen } from './plant';
import { someSpecies, type Rendering } from './species';

interface Mount {
  pen: Pen;
  random: Random;
  width: number;
  height: number;
}

export function herbariumSheet(random: Random): Sheet {
  const rendering = random.weighted<Rendering>({ dried: 76, drawn: 7, painted: 11, shadow: 6 });
  const paper = somePaper(
    random,
    rendering === 'shadow'
      ? 'blueprint'
      : random.pick(['wove', 'wove', 'card', 'laid', 'news'] as const),
    { folded: 0.03 },
  );
  if (paper.stock === 'card' && paper.tint[0] < 150) paper.tint = [198, 184, 156];
  const size = random.chance(0.12)
    ? { width: 800, height: 590 }
    : { width: 560, height: random.between(760, 860) };
  return { ...size, paper, draw: (pen) => drawSheet({ pen, random, ...size }, rendering) };
}

function drawSheet(mount: Mount, rendering: Rendering): void {
  const { pen, random, width, height } = mount;
  const species = someSpecies(random, rendering);
  const plants = random.weighted({ one: 60, two: 25, many: 15 });
  const count = { one: 1, two: 2, many: random.whole(3, 7) }[plants];
  for (let i = 0; i < count; i++) {
    const tall = height * (count > 2 ? random.between(0.3, 0.5) : random.between(0.62, 0.86));
    const place = (i + 0.5) / count;
    const foot = {
      x: width * (0.12 + place * 0.7) + random.normal(0, 20),
      y: height * random.between(0.8, 0.92) - (count > 2 ? random.between(0, height * 0.45) : 0),
    };
    if (rendering === 'dried') castShadow(pen);
    drawSpecimen(pen, random, species, { ...foot, height: tall, lean: random.normal(0, 0.16) });
    if (rendering === 'dried') straps(mount, foot, tall);
  }
  if (rendering === 'shadow') {
    if (random.chance(0.7)) caption(mount, '#e8eef4');
    return;
  }
  if (rendering !== 'dried') {
    caption(mount, '#3a3026');
    return;
  }
  for (let i = random.weighted({ none: 1, one: 6, two: 3 }) === 'two' ? 2 : 1; i > 0; i--)
    label(mount, i === 2);
  if (random.chance(0.4)) stamp(mount);
  if (random.chance(0.25)) packet(mount);
  if (random.chance(0.08)) notes(mount);
}

/** Dried plants lift a little off the sheet. */
function castShadow(pen: Pen): void {
  pen.globalAlpha = 0.96;
}

function straps({ pen, random }: Mount, foot: { x: number; y: number }, tall: number): void {
  for (let i = random.whole(2, 4); i > 0; i--) {
    pen.save();
    pen.translate(foot.x + random.normal(0, 6), foot.y - tall * random.between(0.05, 0.7));
    pen.rotate(random.normal(0, 0.4));
    pen.fillStyle = 'rgb(246 240 222 / 0.85)';
    pen.fillRect(-16, -3, 32, 6);
    pen.strokeStyle = 'rgb(90 76 50 / 0.35)';
    pen.lineWidth = 0.6;
    pen.strokeRect(-16, -3, 32, 6);
    pen.restore();
  }
}

/** The paper label: printed heading, then name, place, date and collector. */
function label({ pen, random, width, height }: Mount, second: boolean): void {
  const wide = random.between(180, 250);
  const tall = random.between(92, 140);
  const x = second ? 18 : width - wide - random.between(12, 26);
  const y = height - tall - random.between(12, 26);
  pen.fillStyle = random.pick(['#f4eedd', '#fbf8ef', '#e9dfc4', '#dfe5e2']);
  pen.fillRect(x, y, wide, tall);
  pen.strokeStyle = pen.fillStyle = '#3c3226';
  pen.lineWidth = 0.8;
  if (random.chance(0.6)) pen.strokeRect(x + 4, y + 4, wide - 8, tall - 8);
  const heading = `HERBARIUM ${placeName(random).toUpperCase()}`;
  typeset(pen, heading, x + wide / 2, y + 18, 'modern', 5.4, { align: 'middle' });
  const lines = [
    plantName(random),
    `${placeName(random)}, ${random.pick(['wood', 'meadow', 'shore', 'rocks'])}`,
    dateText(random),
    `leg. ${personName(random)}`,
  ];
  const byHand = random.chance(0.7);
  const hand = { ...someHand(random, 7), size: 6.6 };
  lines.forEach((line, i) => {
    const base = y + 36 + (i * (tall - 44)) / lines.length;
    if (byHand) write(pen, random, hand, line, x + 14, base);
    else typeset(pen, line, x + 14, base, i === 0 ? 'italic' : 'typewriter', 5);
  });
}

function stamp({ pen, random, width, height }: Mount): void {
  const x = random.pick([0.14, 0.86]) * width;
  const y = random.between(0.08, 0.5) * height;
  pen.strokeStyle = pen.fillStyle = random.pick([
    'rgb(70 50 110 / 0.6)',
    'rgb(150 40 40 / 0.6)',
    'rgb(30 60 110 / 0.6)',
  ]);
  pen.lineWidth = 1.6;
  pen.beginPath();
  pen.ellipse(x, y, 38, 26, random.normal(0, 0.2), 0, 7);
  pen.stroke();
  pen.beginPath();
  pen.ellipse(x, y, 33, 21, 0, 0, 7);
  pen.stroke();
  typeset(pen, 'HERB. MUS.', x, y, 'plain', 4, { align: 'middle' });
  typeset(pen, String(random.whole(1000, 99999)), x, y + 11, 'plain', 4.4, { align: 'middle' });
}

/** A folded paper with seeds in it. */
function packet({ pen, random, width, height }: Mount): void {
  const size = random.between(70, 110);
  const x = random.pick([20, width - size - 20]);
  const y = random.between(20, height * 0.4);
  pen.fillStyle = '#efe6cc';
  pen.fillRect(x, y, size, size * 0.7);
  pen.strokeStyle = 'rgb(80 64 40 / 0.5)';
  pen.lineWidth = 0.9;
  pen.strokeRect(x, y, size, size * 0.7);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + size / 2, y + size * 0.35);
  pen.lineTo(x + size, y);
  pen.stroke();
}

/** A botanist's remarks beside the plant: half a letter. */
function notes({ pen, random, width }: Mount): void {
  const hand = someHand(random, random.between(6.5, 9));
  const measure = {
    x: random.pick([24, width * 0.56]),
    y: 50,
    width: width * 0.38,
    leading: hand.size * 2.6,
    bottom: 330,
  };
  handwritten(pen, random, hand, prose(random, 'latin', random.whole(14, 60)), measure);
}

function caption({ pen, random, width, height }: Mount, colour: string): void {
  const name = plantName(random);
  pen.fillStyle = colour;
  if (random.chance(0.5)) {
    const hand = { ...someHand(random, 12), colour };
    write(pen, random, hand, name, (width - handWidth(name, hand)) / 2, height - 34);
  } else {
    typeset(pen, name, width / 2, height - 34, 'italic', 11, { align: 'middle' });
    typeset(pen, `Tab. ${random.whole(2, 80)}`, width - 40, 34, 'book', 6, { align: 'right' });
  }
}

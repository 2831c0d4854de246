/** Plans: floors, fronts, sections and machines, in ink, wash or as blueprints. */
import { somePaper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { css } from '../strokes/colour';
import { typeset } from '../strokes/face';
import { handWidth, someHand, write } from '../strokes/hand';
import { handwritten } from '../strokes/setting';
import type { Pen } from '../strokes/surface';
import { capital, dateText, goodsText, personName, placeName, prose } from '../words';
import { drawAssembly } from './plan-assembly';
import { drawFloor, type Draughting } from './plan-floor';
import { drawFront } from './plan-front';
import { drawMachine } from './plan-machine';
import type { Room } from '../strokes/room';

type Form = 'floor' | 'front' | 'machine' | 'both';

export function plan(random: Random): Sheet {
  const form = random.weighted<Form>({ floor: 40, front: 20, machine: 20, both: 16 });
  const blue = random.chance(0.3);
  const paper = somePaper(
    random,
    blue ? 'blueprint' : random.pick(['wove', 'tracing', 'laid', 'wove'] as const),
    { folded: 0.3 },
  );
  const size = random.chance(0.7)
    ? { width: random.between(820, 940), height: random.between(580, 700) }
    : { width: random.between(580, 660), height: random.between(720, 840) };
  return {
    ...size,
    paper,
    draw: (pen) => {
      pen.globalAlpha = random.between(0.75, 1) - paper.age * 0.1;
      const style: Draughting = {
        ink: blue ? '#e4ecf4' : random.pick(['#22201e', '#2b2620', '#26304a']),
        poche: random.pick(
          blue
            ? (['outline', 'hatch'] as const)
            : (['solid', 'wash', 'hatch', 'outline', 'solid', 'solid', 'wash'] as const),
        ),
        paper: css(paper.tint),
        fine: true,
      };
      drawPlan(pen, random, form, size, style);
    },
  };
}

function drawPlan(
  pen: Pen,
  random: Random,
  form: Form,
  { width, height }: { width: number; height: number },
  style: Draughting,
): void {
  const edge = random.between(18, 40);
  pen.strokeStyle = pen.fillStyle = style.ink;
  pen.lineCap = 'butt';
  if (random.chance(0.7)) {
    pen.lineWidth = random.between(1, 2.4);
    pen.strokeRect(edge, edge, width - edge * 2, height - edge * 2);
  }
  const inside: Room = {
    x: edge + 60,
    y: edge + 70,
    width: width - edge * 2 - 120,
    height: height - edge * 2 - 150,
  };
  if (form === 'both') {
    const level = width > height;
    const first = level
      ? { ...inside, width: inside.width * 0.46 }
      : { ...inside, height: inside.height * 0.46 };
    const second = level
      ? { ...first, x: inside.x + inside.width * 0.54 }
      : { ...first, y: inside.y + inside.height * 0.54 };
    drawFloor(pen, random, first, style);
    if (random.chance(0.6)) drawFront(pen, random, second, style);
    else drawFloor(pen, random, second, style);
  } else if (form === 'floor') drawFloor(pen, random, inside, style);
  else if (form === 'front') drawFront(pen, random, inside, style);
  else if (random.chance(0.6)) drawAssembly(pen, random, inside, style);
  else drawMachine(pen, random, inside, style);
  pen.strokeStyle = pen.fillStyle = style.ink;
  titles(pen, random, width, height, edge, style);
  if (random.chance(0.16)) specification(pen, random, width, edge, style);
}

function titles(
  pen: Pen,
  random: Random,
  width: number,
  height: number,
  edge: number,
  { ink }: Draughting,
): void {
  const name = `${random.pick(['House at', 'Mill at', 'School', 'Pump for', 'Chapel at', 'Station', 'Works at'])} ${placeName(random)}`;
  if (random.chance(0.5)) {
    typeset(
      pen,
      name.toUpperCase(),
      width / 2,
      edge + 34,
      random.pick(['plain', 'modern', 'thin'] as const),
      10,
      { align: 'middle', tracking: 0.25 },
    );
  } else {
    const hand = { ...someHand(random, 15), colour: ink };
    write(pen, random, hand, name, (width - handWidth(name, hand)) / 2, edge + 38);
  }
  if (random.chance(0.6)) {
    const wide = 180;
    const x = width - edge - wide;
    const y = height - edge - 62;
    pen.lineWidth = 1;
    pen.strokeRect(x, y, wide, 62);
    for (let i = 0; i < 3; i++) {
      pen.strokeRect(x, y + i * 20.7, wide, 20.7);
      const text = [`Sheet ${random.whole(1, 24)}`, dateText(random), personName(random)][i] ?? '';
      typeset(pen, text, x + 8, y + 14 + i * 20.7, 'thin', 5.4);
    }
  } else
    write(
      pen,
      random,
      { ...someHand(random, 8), colour: ink },
      `${personName(random)}, ${dateText(random)}`,
      edge + 14,
      height - edge - 16,
    );
  const part = random.between(18, 30);
  const y = height - edge - 30;
  pen.lineWidth = 0.9;
  for (let i = 0; i < 5; i++) {
    pen.strokeRect(width * 0.36 + i * part, y, part, 4);
    if (i % 2 === 0) pen.fillRect(width * 0.36 + i * part, y, part, 4);
  }
}

/** Notes to the builder in the margin. */
function specification(
  pen: Pen,
  random: Random,
  width: number,
  edge: number,
  { ink }: Draughting,
): void {
  const hand = { ...someHand(random, 6.5), colour: ink };
  const words = [...prose(random, 'english', random.whole(20, 70)), capital(goodsText(random))];
  handwritten(pen, random, hand, words, {
    x: width - edge - 150,
    y: edge + 70,
    width: 140,
    leading: 17,
    bottom: edge + 300,
  });
}

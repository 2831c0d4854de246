/** Portraits: engravings, photographs on card, drawings, miniatures and silhouettes. */
import { somePaper, type Paper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { typeset } from '../strokes/face';
import { handWidth, someHand, write } from '../strokes/hand';
import { column } from '../strokes/setting';
import type { Pen } from '../strokes/surface';
import { personName, placeName, prose } from '../words';
import {
  engravedLikeness,
  photograph,
  miniature,
  pencilLikeness,
  silhouette,
} from './portrait-media';
import type { Room } from '../strokes/room';

type Form = 'engraving' | 'carte' | 'drawing' | 'miniature' | 'silhouette' | 'album';

export function portrait(random: Random): Sheet {
  const form = random.weighted<Form>({
    engraving: 32,
    carte: 30,
    drawing: 12,
    miniature: 10,
    silhouette: 9,
    album: 4,
  });
  const stock =
    form === 'carte'
      ? 'card'
      : form === 'miniature'
        ? random.pick(['card', 'wove'] as const)
        : random.pick(['wove', 'laid', 'wove'] as const);
  const paper = somePaper(random, stock, { folded: 0.03 });
  const size =
    form === 'carte'
      ? { width: 500, height: random.between(690, 800) }
      : form === 'album'
        ? { width: 760, height: 640 }
        : { width: random.between(520, 640), height: random.between(700, 820) };
  return { ...size, paper, draw: (pen) => drawPortrait(pen, random, form, size, paper) };
}

function drawPortrait(
  pen: Pen,
  random: Random,
  form: Form,
  size: { width: number; height: number },
  paper: Paper,
): void {
  const { width, height } = size;
  const ink = paper.tint[0] < 150 ? '#e0cfa4' : '#2c241d';
  if (form === 'album') {
    const across = random.pick([2, 3]);
    for (let i = 0; i < across * 2; i++) {
      const w = (width * 0.84) / across - 20;
      const h = height * 0.42;
      const room = {
        x: width * 0.08 + (i % across) * (w + 20) + 10,
        y: height * 0.05 + Math.floor(i / across) * height * 0.48,
        width: w,
        height: h,
      };
      photograph(pen, random, room, false);
    }
    return;
  }
  const tall = height * random.between(0.64, 0.8);
  const wide = Math.min(width * 0.9, tall * random.between(0.74, 0.84));
  const room: Room = {
    x: (width - wide) / 2 + random.normal(0, 5),
    y: height * random.between(0.06, 0.12),
    width: wide,
    height: tall,
  };
  if (form === 'engraving') {
    engravedLikeness(pen, random, room, ink);
    if (random.chance(0.5)) plateMark(pen, width, height);
  } else if (form === 'carte') {
    const inner = {
      x: width * 0.07,
      y: height * 0.05,
      width: width * 0.86,
      height: height * random.between(0.78, 0.86),
    };
    photograph(pen, random, inner, random.chance(0.35));
  } else if (form === 'drawing') pencilLikeness(pen, random, room);
  else if (form === 'miniature') miniature(pen, random, room);
  else silhouette(pen, random, room);
  caption(
    pen,
    random,
    form,
    size,
    Math.min(height - 26, form === 'carte' ? height * 0.93 : room.y + room.height + 34),
    ink,
  );
}

function plateMark(pen: Pen, width: number, height: number): void {
  pen.strokeStyle = 'rgb(90 70 40 / 0.3)';
  pen.lineWidth = 2.4;
  pen.strokeRect(width * 0.05, height * 0.03, width * 0.9, height * 0.93);
}

/** A name, printed or signed; sometimes a life below it, so that half the sheet is a page of print. */
function caption(
  pen: Pen,
  random: Random,
  form: Form,
  { width, height }: { width: number; height: number },
  y: number,
  ink: string,
): void {
  // initials, because nobody knows who the sitter is
  const [given = '', family = ''] = personName(random).split(' ');
  const name = `${given.charAt(0)}. ${family}`;
  pen.fillStyle = ink;
  if (form === 'carte') {
    typeset(
      pen,
      random.chance(0.5) ? name : `${family} & Co.`,
      width / 2,
      y,
      random.pick(['italic', 'modern'] as const),
      9,
      { align: 'middle' },
    );
    typeset(pen, placeName(random).toUpperCase(), width / 2, y + 18, 'plain', 5, {
      align: 'middle',
      tracking: 0.4,
    });
    return;
  }
  const manner = random.weighted({
    printed: 5,
    signed: 3,
    life: form === 'engraving' ? 3 : 0.5,
    none: 1.5,
  });
  if (manner === 'none') return;
  if (manner === 'signed') {
    const hand = { ...someHand(random, 13), colour: ink };
    write(pen, random, hand, name, (width - handWidth(name, hand)) / 2, y);
    return;
  }
  typeset(pen, name.toUpperCase(), width / 2, y, random.pick(['modern', 'book'] as const), 9.5, {
    align: 'middle',
    tracking: 0.3,
  });
  typeset(
    pen,
    random.pick([
      'Professor of Botany',
      'Painter',
      'Member of the Council',
      'Captain',
      'from Life',
    ]),
    width / 2,
    y + 19,
    'italic',
    6.5,
    { align: 'middle' },
  );
  if (manner !== 'life') return;
  const block = { x: width * 0.1, y: y + 44, width: width * 0.8, leading: 13, bottom: height - 24 };
  column(pen, prose(random, 'latin', 90), { ...block, face: 'book', size: 5.2 });
}

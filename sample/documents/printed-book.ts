/** Pages of books: text, verse, plates, and what readers wrote beside them. */
import { typeset } from '../strokes/face';
import { column, handwritten } from '../strokes/setting';
import { someHand } from '../strokes/hand';
import { capital, prose } from '../words';
import { drawFigure, type Figure } from './figure';
import { ornament, rule } from './ornament';
import { fillColumn, runningHead, type Forme } from './forme';

/** Text in one or two columns, beginning with a drop capital or a heading, broken by a figure now and then. */
export function book(forme: Forme): void {
  const { pen, random, width, height, margin, face, size, tongue } = forme;
  runningHead(forme);
  let y = margin + 26;
  if (random.chance(0.45)) {
    if (random.chance(0.5))
      ornament(pen, random, { x: margin, y, width: width - margin * 2, height: 26 });
    typeset(
      pen,
      `${random.pick(['Chapter', 'Caput', 'Kapitel', 'Livre'])} ${random.pick(['I', 'II', 'IV', 'VII', 'XI'])}`,
      width / 2,
      y + 60,
      face === 'black' ? 'black' : 'modern',
      12,
      { align: 'middle' },
    );
    y += 92;
  }
  const columns = random.chance(0.42) ? 2 : 1;
  const gap = 22;
  const measure = (width - margin * 2 - gap * (columns - 1)) / columns;
  for (let c = 0; c < columns; c++) {
    const x = margin + c * (measure + gap);
    fillColumn(
      forme,
      { x, y, width: measure, bottom: height - margin },
      c === 0 && random.chance(0.6),
    );
    if (c > 0 && random.chance(0.5))
      rule(pen, x - gap / 2, y - size, x - gap / 2, height - margin, 0.8);
  }
  if (random.chance(0.3))
    typeset(
      pen,
      `${prose(random, tongue, 1)[0] ?? ''}`,
      width - margin,
      height - margin * 0.5,
      face,
      size,
      { align: 'right' },
    );
}

/** A page that is mostly picture; the caption and the text above and below make it print. */
export function plate(forme: Forme): void {
  const { pen, random, width, height, margin, tongue, size } = forme;
  runningHead(forme);
  const tall = height * random.between(0.34, 0.56);
  const first = random.chance(0.5);
  const top = margin + 20;
  const textTop = first ? top + tall + 50 : top;
  const room = {
    x: margin,
    y: first ? top : height - margin - tall - 24,
    width: width - margin * 2,
    height: tall,
  };
  drawFigure(
    pen,
    random,
    random.pick<Figure>(['portrait', 'portrait', 'plant', 'plan', 'map', 'music']),
    room,
  );
  const caption = `Fig. ${random.whole(1, 60)}. ${prose(random, tongue, random.whole(3, 8)).join(' ')}`;
  column(pen, [caption], {
    x: margin,
    y: room.y + tall + 18,
    width: width - margin * 2,
    leading: 12,
    bottom: height,
    face: 'italic',
    size: size * 0.95,
    justify: false,
  });
  const bottom = first ? height - margin : room.y - 20;
  if (bottom - textTop > 40)
    fillColumn(
      forme,
      { x: margin, y: textTop, width: width - margin * 2, bottom },
      !first && random.chance(0.5),
    );
}

export function verse(forme: Forme): void {
  const { pen, random, width, height, margin, tongue, face, size } = forme;
  runningHead(forme);
  typeset(pen, capital(prose(random, tongue, 2).join(' ')), width / 2, margin + 50, 'italic', 13, {
    align: 'middle',
  });
  const x = margin + random.between(10, 70);
  let y = margin + 90;
  while (y < height - margin - 70) {
    const lines = random.pick([4, 4, 6, 8]);
    for (let i = 0; i < lines && y < height - margin; i++) {
      typeset(
        pen,
        capital(prose(random, tongue, random.whole(5, 7)).join(' ').replace('.', ',')),
        x + (i % 2) * 22,
        y,
        face,
        size * 1.12,
      );
      y += size * 2.7;
    }
    y += size * 2.6;
  }
}

/** A reader's notes beside the text. */
export function marginalia({ pen, random, width, height, tongue, margin }: Forme): void {
  const hand = someHand(random, random.between(5, 6.5));
  const measure = {
    x: width - margin + 6,
    y: random.between(100, height * 0.6),
    width: margin,
    leading: hand.size * 2.3,
    bottom: height - 60,
  };
  handwritten(pen, random, hand, prose(random, tongue, 22), measure);
}

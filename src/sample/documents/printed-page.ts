/** Printed pages: books, newspapers, title pages, plates, tables, verse. */
import { somePaper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { typeset, typeWidth, type Face } from '../strokes/face';
import { someHand } from '../strokes/hand';
import { column, handwritten } from '../strokes/setting';
import type { Pen } from '../strokes/surface';
import { capital, personName, placeName, prose, someTongue, type Tongue } from '../words';
import { drawFigure, type Figure } from './figure';
import { ornament, rule } from './ornament';

type Form = 'book' | 'news' | 'title' | 'plate' | 'table' | 'verse' | 'leaflet';

interface Forme {
  pen: Pen;
  random: Random;
  tongue: Tongue;
  face: Face;
  size: number;
  width: number;
  height: number;
  margin: number;
}

export function printedPage(random: Random): Sheet {
  const form = random.weighted<Form>({
    book: 46,
    news: 26,
    title: 5,
    plate: 8,
    table: 5,
    verse: 5,
    leaflet: 5,
  });
  const spread = form === 'book' && random.chance(0.25);
  const loose = form === 'news' || form === 'leaflet';
  const paper = somePaper(
    random,
    form === 'news' ? 'news' : random.pick(['wove', 'laid', 'wove'] as const),
    {
      binding: spread
        ? 'spread'
        : loose
          ? 'none'
          : random.pick(['left', 'right', 'left', 'right', 'none'] as const),
      folded: loose ? 0.4 : 0.04,
    },
  );
  const size = spread
    ? { width: 1000, height: random.between(680, 760) }
    : form === 'news'
      ? { width: 640, height: 860 }
      : { width: random.between(500, 600), height: random.between(740, 860) };
  return {
    ...size,
    paper,
    draw: (pen) => {
      pen.globalAlpha = random.between(0.9, 1) - paper.age * 0.06;
      pen.fillStyle = pen.strokeStyle = random.pick(['#15120f', '#1c1815', '#241d17']);
      const forme: Forme = {
        pen,
        random,
        tongue: someTongue(random),
        face: random.weighted<Face>({ book: 6, modern: 4, black: 1.4, italic: 0.5 } as Record<
          Face,
          number
        >),
        size: random.between(4.7, 5.7),
        width: spread ? size.width / 2 : size.width,
        height: size.height,
        margin: random.between(40, 72),
      };
      print(forme, form);
      if (!spread) return;
      pen.translate(size.width / 2, 0);
      print(forme, random.chance(0.3) ? 'plate' : 'book');
    },
  };
}

function print(forme: Forme, form: Form): void {
  if (form === 'news') newspaper(forme);
  else if (form === 'title') titlePage(forme);
  else if (form === 'plate') plate(forme);
  else if (form === 'table') table(forme);
  else if (form === 'verse') verse(forme);
  else if (form === 'leaflet') leaflet(forme);
  else book(forme);
  if (forme.random.chance(0.07)) marginalia(forme);
}

function runningHead({ pen, random, width, margin, tongue, size }: Forme): void {
  const head = prose(random, tongue, 3).join(' ').replace('.', '').toUpperCase();
  typeset(pen, head, width / 2, margin * 0.8, 'book', size * 0.85, {
    align: 'middle',
    tracking: 0.2,
  });
  typeset(pen, String(random.whole(3, 480)), width - margin, margin * 0.8, 'book', size, {
    align: 'right',
  });
}

/** Text in one or two columns, beginning with a drop capital or a heading, broken by a figure now and then. */
function book(forme: Forme): void {
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

interface Strip {
  x: number;
  y: number;
  width: number;
  bottom: number;
}

function fillColumn(
  { pen, random, tongue, face, size }: Forme,
  { x, y, width, bottom }: Strip,
  dropped: boolean,
): void {
  const leading = size * 2.2;
  let next = y + leading;
  let drop = dropped;
  const figureAt = random.chance(0.1) ? random.between(y, bottom - 150) : Infinity;
  let shown = false;
  while (next < bottom) {
    if (!shown && next > figureAt) {
      shown = true;
      const figure = {
        x: x + width * 0.1,
        y: next - size,
        width: width * 0.8,
        height: Math.min(150, bottom - next - 20),
      };
      if (figure.height > 70)
        drawFigure(
          pen,
          random,
          random.pick<Figure>(['portrait', 'plant', 'plan', 'music', 'map']),
          figure,
        );
      next += figure.height + leading * 1.5;
      continue;
    }
    const words = prose(random, tongue, random.whole(30, 110));
    const lines = 3;
    const first = words[0] ?? '';
    const initial = first.charAt(0);
    const capSize = ((lines - 1) * leading + size * 1.75) / 1.7;
    if (drop) {
      typeset(
        pen,
        initial,
        x,
        next + (lines - 1) * leading,
        random.pick(['fat', 'modern', 'black'] as const),
        capSize,
      );
      words[0] = first.slice(1).toUpperCase();
      if (words[0] === '') words.shift();
    }
    const block = { x, y: next, width, leading, bottom, face, size, indent: drop ? 0 : size * 3 };
    next = column(
      pen,
      words,
      drop ? { ...block, drop: { lines, width: typeWidth(initial, 'fat', capSize) + 5 } } : block,
    );
    drop = false;
  }
}

function newspaper(forme: Forme): void {
  const { pen, random, width, height } = forme;
  const margin = random.between(22, 36);
  let y = margin + 12;
  if (random.chance(0.75)) {
    const name = `The ${placeName(random)} ${random.pick(['Courier', 'Gazette', 'Mercury', 'Herald', 'Observer'])}`;
    const face = random.pick<Face>(['black', 'fat', 'modern']);
    typeset(
      pen,
      name,
      width / 2,
      y + 30,
      face,
      Math.min(24, ((width - 60) / typeWidth(name, face, 10)) * 10),
      { align: 'middle' },
    );
    rule(pen, margin, y + 44, width - margin, y + 44, 2);
    typeset(pen, `No. ${random.whole(100, 9999)}`, margin, y + 56, 'book', 4.6);
    typeset(pen, 'PRICE ONE PENNY', width - margin, y + 56, 'book', 4.6, { align: 'right' });
    rule(pen, margin, y + 61, width - margin, y + 61, 0.8);
    y += 74;
  }
  const columns = random.whole(3, 5);
  const gap = 12;
  const measure = (width - margin * 2 - gap * (columns - 1)) / columns;
  const small = {
    ...forme,
    size: random.between(4, 4.6),
    face: random.pick<Face>(['book', 'modern']),
  };
  for (let c = 0; c < columns; c++) {
    const x = margin + c * (measure + gap);
    if (c > 0) rule(pen, x - gap / 2, y, x - gap / 2, height - margin, 0.7);
    let at = y;
    while (at < height - margin - 60) {
      const bottom = Math.min(height - margin, at + random.between(110, 420));
      const head = prose(random, forme.tongue, 2).join(' ').replace('.', '');
      const face = random.pick<Face>(['fat', 'slab', 'plain', 'modern']);
      typeset(
        pen,
        head,
        x + measure / 2,
        at + 14,
        face,
        Math.min(9, ((measure - 4) / typeWidth(head, face, 10)) * 10),
        { align: 'middle' },
      );
      if (random.chance(0.13) && bottom - at > 190) {
        drawFigure(pen, random, random.pick<Figure>(['portrait', 'plan', 'map']), {
          x,
          y: at + 22,
          width: measure,
          height: 110,
        });
        at += 116;
      }
      fillColumn(small, { x, y: at + 20, width: measure, bottom }, false);
      rule(pen, x + measure * 0.3, bottom + 7, x + measure * 0.7, bottom + 7, 0.8);
      at = bottom + 14;
    }
  }
}

function titlePage({ pen, random, width, height, margin, face, tongue }: Forme): void {
  let y = margin + 40;
  const middle = width / 2;
  const lines = random.whole(5, 9);
  for (let i = 0; i < lines; i++) {
    const text = prose(random, tongue, random.whole(1, 4)).join(' ').replace(/[.,;]/g, '');
    const cap = random.chance(0.5);
    const shown = cap ? text.toUpperCase() : capital(text);
    const cut = random.pick<Face>([face, 'modern', 'italic', 'book', 'fat']);
    const size = Math.min(
      random.between(6, 20),
      ((width - margin * 2) / typeWidth(shown, cut, 10)) * 10,
    );
    typeset(pen, shown, middle, y, cut, size, { align: 'middle', tracking: cap ? 0.08 : 0 });
    y += size * 2.6 + random.between(4, 16);
    if (random.chance(0.2)) rule(pen, middle - 60, y - 14, middle + 60, y - 14, 1);
  }
  const device = { x: middle - 60, y: Math.min(y + 10, height - 250), width: 120, height: 110 };
  if (random.chance(0.3)) drawFigure(pen, random, 'portrait', device);
  else ornament(pen, random, device);
  typeset(pen, placeName(random).toUpperCase(), middle, height - margin - 40, 'modern', 8, {
    align: 'middle',
    tracking: 0.3,
  });
  typeset(
    pen,
    `printed for ${personName(random)}, ${random.whole(1690, 1890)}.`,
    middle,
    height - margin - 16,
    'italic',
    6,
    { align: 'middle' },
  );
}

/** A page that is mostly picture; the caption and the text above and below make it print. */
function plate(forme: Forme): void {
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

/** A printed table: rows and rules like a ledger's, in type. */
function table(forme: Forme): void {
  const { pen, random, width, height, margin, tongue, size } = forme;
  runningHead(forme);
  const title = prose(random, tongue, 3).join(' ').replace('.', '').toUpperCase();
  typeset(pen, title, width / 2, margin + 34, 'modern', 9, { align: 'middle', tracking: 0.1 });
  const columns = random.whole(4, 7);
  const inner = width - margin * 2;
  const leading = size * random.between(2.2, 2.9);
  const top = margin + 64;
  const foot = height - margin - random.between(0, 120);
  const first = inner * 0.36;
  const each = (inner - first) / (columns - 1);
  rule(pen, margin, top - leading, width - margin, top - leading, 1.6);
  rule(pen, margin, top + leading * 0.4, width - margin, top + leading * 0.4, 0.8);
  for (let c = 1; c < columns; c++) {
    typeset(
      pen,
      capital(prose(random, tongue, 1)[0]?.replace('.', '') ?? ''),
      margin + first + (c - 0.5) * each,
      top,
      'italic',
      size * 0.9,
      { align: 'middle' },
    );
    if (random.chance(0.75))
      rule(
        pen,
        margin + first + (c - 1) * each,
        top - leading,
        margin + first + (c - 1) * each,
        foot,
        0.7,
      );
  }
  for (let y = top + leading * 1.5; y < foot; y += leading) {
    typeset(
      pen,
      random.chance(0.5) ? placeName(random) : personName(random),
      margin + 3,
      y,
      forme.face,
      size,
    );
    for (let c = 1; c < columns; c++) {
      typeset(
        pen,
        random.chance(0.85) ? String(random.whole(1, 4000)) : '-',
        margin + first + c * each - 6,
        y,
        'book',
        size,
        { align: 'right' },
      );
    }
  }
  rule(pen, margin, foot, width - margin, foot, 1.6);
}

function verse(forme: Forme): void {
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

/** A bill for the wall: few words, large and fat. */
function leaflet({ pen, random, width, height, margin, tongue }: Forme): void {
  pen.lineWidth = 3;
  if (random.chance(0.6))
    pen.strokeRect(margin * 0.5, margin * 0.5, width - margin, height - margin);
  let y = margin;
  while (y < height - margin * 2) {
    const text = prose(random, tongue, random.whole(1, 5))
      .join(' ')
      .replace(/[.,;]/g, '')
      .toUpperCase();
    const cut = random.pick<Face>(['fat', 'slab', 'plain', 'modern', 'black']);
    const size = Math.min(34, ((width - margin * 2) / typeWidth(text, cut, 10)) * 10);
    y += size * 2;
    typeset(pen, text, width / 2, y, cut, size, { align: 'middle' });
    y += random.between(10, 24);
  }
}

/** A reader's notes beside the text. */
function marginalia({ pen, random, width, height, tongue, margin }: Forme): void {
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

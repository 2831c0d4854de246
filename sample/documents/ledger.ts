/** Ledgers: accounts, registers, day books and inventories, ruled or not. */
import { somePaper } from '../paper/paper';
import { near, type Colour } from '../strokes/colour';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { typeset } from '../strokes/face';
import { someHand, write, type Hand } from '../strokes/hand';
import type { Pen } from '../strokes/surface';
import { capital, dateText, goodsText, personName, placeName, prose } from '../words';

type Form = 'account' | 'register' | 'daybook' | 'inventory' | 'printed';

interface Leaf {
  pen: Pen;
  random: Random;
  width: number;
  height: number;
  hand: Hand;
  form: Form;
}

/** A column: its share of the width and what is written in it. */
interface Column {
  share: number;
  entry: (random: Random, row: number) => string;
}

const boards: readonly Colour[] = [
  [112, 60, 38],
  [84, 44, 34],
  [132, 92, 60],
  [70, 84, 66],
];

/** Account books were made of tinted paper. */
const accountPapers: readonly Colour[] = [
  [206, 220, 214],
  [204, 214, 224],
  [222, 226, 200],
  [228, 212, 186],
];

export function ledger(random: Random): Sheet {
  const form = random.weighted<Form>({
    account: 42,
    register: 24,
    daybook: 12,
    inventory: 10,
    printed: 12,
  });
  const spread = random.chance(0.42);
  const paper = somePaper(random, random.pick(['laid', 'wove', 'wove'] as const), {
    binding: spread ? 'spread' : random.pick(['left', 'right', 'none'] as const),
    folded: 0.06,
  });
  if (random.chance(0.5)) paper.tint = near(random, random.pick(accountPapers), 5);
  const size = spread
    ? { width: 1000, height: random.between(640, 720) }
    : random.chance(0.16)
      ? { width: 840, height: 600 }
      : { width: random.between(480, 620), height: random.between(720, 860) };
  return {
    ...size,
    paper,
    ...(random.chance(0.72) ? { cover: random.pick(boards) } : {}),
    draw: (pen) => {
      pen.globalAlpha = random.between(0.72, 1) - paper.age * 0.1;
      const hand = someHand(random, random.between(7, 10));
      const width = spread ? size.width / 2 : size.width;
      const leaf: Leaf = { pen, random, width, height: size.height, hand, form };
      page(leaf);
      if (!spread) return;
      pen.translate(width, 0);
      page(leaf);
    },
  };
}

const sums = (random: Random) => String(random.whole(0, 19));

function columnsOf(form: Form, random: Random): Column[] {
  const money: Column[] = [
    { share: 0.1, entry: (r) => String(r.whole(1, 240)) },
    { share: 0.06, entry: sums },
    { share: 0.06, entry: sums },
  ];
  const day: Column = {
    share: 0.1,
    entry: (r, row) => (row % r.whole(1, 4) === 0 ? String(r.whole(1, 31)) : '"'),
  };
  if (form === 'account')
    return [
      day,
      { share: 0.56, entry: goodsText },
      ...(random.chance(0.5)
        ? [{ share: 0.1, entry: (r: Random) => String(r.whole(3, 190)) }]
        : []),
      ...money,
    ];
  if (form === 'register') {
    return [
      { share: 0.07, entry: (_, row) => String(row + 1) },
      { share: 0.3, entry: personName },
      { share: 0.2, entry: placeName },
      { share: 0.1, entry: (r) => String(r.whole(1, 88)) },
      { share: 0.33, entry: (r) => prose(r, 'latin', 3).join(' ') },
    ];
  }
  if (form === 'daybook')
    return [
      { share: 0.16, entry: (r) => dateText(r).split(' ').slice(0, 2).join(' ') },
      { share: 0.7, entry: (r) => prose(r, 'english', r.whole(5, 9)).join(' ') },
      { share: 0.14, entry: (r) => (r.chance(0.4) ? String(r.whole(1, 60)) : '') },
    ];
  if (form === 'inventory')
    return [
      { share: 0.12, entry: (r) => String(r.whole(1, 60)) },
      {
        share: 0.68,
        entry: (r) => `${capital(goodsText(r))}${r.chance(0.4) ? `, ${goodsText(r)}` : ''}`,
      },
      { share: 0.2, entry: (r) => `${r.whole(1, 40)}. ${r.whole(0, 19)}` },
    ];
  return Array.from({ length: random.whole(5, 9) }, (_, i) =>
    i === 0
      ? { share: 2, entry: personName }
      : { share: 1, entry: (r: Random) => (r.chance(0.7) ? String(r.whole(0, 400)) : '') },
  );
}

function page(leaf: Leaf): void {
  const { pen, random, width, height, hand, form } = leaf;
  const columns = columnsOf(form, random);
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const left = width * random.between(0.04, 0.1);
  const inner = width * random.between(0.84, 0.92);
  const top = height * random.between(0.1, 0.18);
  const leading = hand.size * random.between(2, 2.8);
  const foot = height * random.between(0.9, 0.96);
  const ruled = random.chance(form === 'inventory' ? 0.5 : form === 'daybook' ? 0.75 : 0.97);
  if (ruled)
    rules(leaf, {
      left,
      inner,
      top,
      foot,
      leading,
      shares: columns.map(({ share }) => share / whole),
    });
  heading(leaf, left, inner, top);
  const rows = Math.floor((foot - top) / leading) - 1;
  const filled = random.chance(0.3) ? Math.floor(rows * random.between(0.25, 0.8)) : rows;
  const ink = pen.globalAlpha;
  for (let row = 0; row < filled; row++) {
    if (form !== 'printed' && random.chance(0.04)) continue;
    const y = top + leading * (row + 1) - leading * 0.25;
    let x = left;
    pen.globalAlpha = ink * random.between(0.75, 1);
    for (const column of columns) {
      const room = (inner * column.share) / whole;
      const text = shortened(column.entry(random, row), room, hand);
      write(pen, random, hand, text, x + 5, y);
      x += room;
    }
  }
  pen.globalAlpha = ink;
  if (form !== 'account' || random.chance(0.3)) return;
  const y = top + leading * (filled + 0.9);
  pen.strokeStyle = hand.colour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const at of [y - leading * 0.8, y + 4, y + 7]) {
    pen.moveTo(left + inner * 0.76, at);
    pen.lineTo(left + inner, at + random.normal(0, 1));
  }
  pen.stroke();
  write(
    pen,
    random,
    hand,
    `${random.whole(100, 999)} ${sums(random)} ${sums(random)}`,
    left + inner * 0.78,
    y,
  );
}

/** As many letters as fit between two rules. */
function shortened(text: string, room: number, hand: Hand): string {
  return text.slice(0, Math.max(1, Math.floor(room / (hand.size * hand.width * 0.98)) - 1));
}

interface Ruling {
  left: number;
  inner: number;
  top: number;
  foot: number;
  leading: number;
  shares: number[];
}

function rules(
  { pen, random, width, hand }: Leaf,
  { left, inner, top, foot, leading, shares }: Ruling,
): void {
  const before = pen.globalAlpha;
  pen.globalAlpha = random.between(0.55, 1);
  const byHand = random.chance(0.25);
  const across = byHand ? hand.colour : random.pick(['#6f8fc0', '#8aa68e', '#b59c8c', '#5f80b8']);
  const down = byHand
    ? hand.colour
    : random.pick(['#c83c32', '#b8473c', '#9a4a8a', '#3f62a8', '#c8372c']);
  pen.lineWidth = random.between(0.8, 1.4);
  if (random.chance(0.8)) {
    pen.strokeStyle = across;
    pen.beginPath();
    for (let y = top; y < foot; y += leading) {
      pen.moveTo(byHand ? left : 0, y);
      pen.lineTo(byHand ? left + inner : width, y + random.normal(0, byHand ? 1.5 : 0.2));
    }
    pen.stroke();
  }
  pen.strokeStyle = down;
  pen.lineWidth = random.between(1.1, 2.2);
  pen.beginPath();
  let x = left;
  for (const share of [...shares, 0]) {
    for (const beside of x === left || share === 0 ? [0, 3] : [0]) {
      pen.moveTo(x + beside, byHand ? top - leading : random.between(0, 12));
      pen.lineTo(x + beside + random.normal(0, 0.6), byHand ? foot : foot + 40);
    }
    x += inner * share;
  }
  pen.moveTo(0, top);
  pen.lineTo(width, top);
  pen.moveTo(0, top + 3);
  pen.lineTo(width, top + 3);
  pen.stroke();
  pen.globalAlpha = before;
}

function heading(
  { pen, random, width, hand, form }: Leaf,
  left: number,
  inner: number,
  top: number,
): void {
  const large = { ...hand, size: hand.size * 1.5, thick: hand.thick * 1.4, thin: hand.thin * 1.2 };
  if (form === 'printed') {
    pen.fillStyle = '#262220';
    typeset(
      pen,
      `REGISTER OF ${placeName(random).toUpperCase()}`,
      width / 2,
      top * 0.5,
      'modern',
      8,
      { align: 'middle' },
    );
    for (let i = 0; i < 6; i++)
      typeset(
        pen,
        capital(goodsText(random).split(/[ ,]/)[0] ?? ''),
        left + (inner * (i + 0.3)) / 6,
        top - 7,
        'plain',
        4.2,
      );
    return;
  }
  const text = random.pick([
    `${placeName(random)} ${random.whole(1770, 1910)}`,
    personName(random),
    'Account of Sundries',
    dateText(random),
  ]);
  write(
    pen,
    random,
    large,
    text,
    left + random.between(10, inner * 0.4),
    top * random.between(0.5, 0.75),
  );
  write(pen, random, hand, String(random.whole(2, 380)), width - 40, top * 0.35);
}

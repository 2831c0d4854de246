/** Printed pages: books, newspapers, title pages, plates, tables, verse. */
import { somePaper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import type { Face } from '../strokes/face';
import { someTongue } from '../words';
import type { Forme } from './forme';
import { book, marginalia, plate, verse } from './printed-book';
import { leaflet, newspaper } from './printed-news';
import { table, titlePage } from './printed-table';

type Form = 'book' | 'news' | 'title' | 'plate' | 'table' | 'verse' | 'leaflet';

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
  const spread = form === 'book' && random.chance(0.1);
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

/** Title pages and tables: type arranged rather than run on. */
import { typeset, typeWidth, type Face } from '../strokes/face';
import { capital, personName, placeName, prose } from '../words';
import { drawFigure } from './figure';
import { ornament, rule } from './ornament';
import { runningHead, type Forme } from './forme';

export function titlePage({ pen, random, width, height, margin, face, tongue }: Forme): void {
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

/** A printed table: rows and rules like a ledger's, in type. */
export function table(forme: Forme): void {
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

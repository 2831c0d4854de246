/** Newspapers and bills. */
import { typeset, typeWidth, type Face } from '../strokes/face';
import { placeName, prose } from '../words';
import { drawFigure, type Figure } from './figure';
import { rule } from './ornament';
import { fillColumn, type Forme } from './forme';

export function newspaper(forme: Forme): void {
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
        drawFigure(pen, random, random.pick<Figure>(['portrait', 'portrait', 'map']), {
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

/** A bill for the wall: few words, large and fat. */
export function leaflet({ pen, random, width, height, margin, tongue }: Forme): void {
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

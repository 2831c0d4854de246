/** Music: engraved pages, manuscripts, hymns with verses, fragments and title pages. */
import { somePaper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { typeset } from '../strokes/face';
import { handWidth, someHand, write } from '../strokes/hand';
import { column } from '../strokes/setting';
import type { Pen } from '../strokes/surface';
import { capital, personName, prose, someTongue } from '../words';
import { drawSystem, someMusic, systemHeight, type Music } from './notation';

interface Page {
  pen: Pen;
  random: Random;
  width: number;
  height: number;
  margin: number;
}

const pieces = [
  'Sonata',
  'Romance',
  'Andante',
  'Prelude',
  'Minuet',
  'Hymn',
  'Fantasie',
  'Nocturne',
  'March',
  'Cradle Song',
];

export function score(random: Random): Sheet {
  const form = random.weighted({ engraved: 36, manuscript: 34, hymn: 14, fragment: 10, oblong: 6 });
  const byHand =
    form === 'manuscript' || form === 'fragment' || (form === 'oblong' && random.chance(0.6));
  const paper = somePaper(random, byHand ? random.pick(['laid', 'wove'] as const) : 'wove', {
    folded: 0.08,
  });
  const size =
    form === 'oblong'
      ? { width: 900, height: 640 }
      : form === 'fragment'
        ? { width: 640, height: random.between(420, 620) }
        : { width: 620, height: random.between(760, 860) };
  return {
    ...size,
    paper,
    draw: (pen) => {
      pen.globalAlpha = random.between(0.75, 1) - paper.age * 0.1;
      drawScore({ pen, random, ...size, margin: random.between(36, 62) }, form, byHand);
    },
  };
}

function drawScore(page: Page, form: string, byHand: boolean): void {
  const { pen, random, width, height, margin } = page;
  const music = someMusic(random, byHand);
  const tongue = someTongue(random);
  const text = prose(random, tongue, 60);
  const hand = someHand(random, random.between(7, 10));
  if (random.chance(form === 'hymn' ? 1 : 0.4)) {
    music.words = {
      text,
      by: byHand ? { ...hand, size: music.gap * 0.95 } : random.pick(['book', 'italic'] as const),
    };
  }
  let y = margin + 20;
  if (form !== 'fragment' && random.chance(0.75)) y = title(page, byHand, y);
  const pitch =
    systemHeight(music) +
    music.gap * random.between(5, 9) +
    (music.words === null ? 0 : music.gap * 3);
  const foot = form === 'hymn' ? height * random.between(0.4, 0.68) : height - margin;
  const empty = byHand && random.chance(0.35) ? random.whole(1, 3) : 0;
  const systems = Math.max(1, Math.floor((foot - y) / pitch));
  for (let s = 0; s < systems; s++) {
    const indent = s === 0 ? 30 : 0;
    const room = { x: margin + indent, y: y + music.gap * 2, width: width - margin * 2 - indent };
    if (s >= systems - empty) blank(page, music, room);
    else drawSystem(pen, random, music, room);
    y += pitch;
    if (random.chance(0.2)) mark(page, byHand, y - pitch, hand);
  }
  if (form === 'hymn') verses(page, y + 10, text);
  if (byHand && random.chance(0.3))
    write(pen, random, hand, personName(random), width - margin - 160, height - margin * 0.5);
  if (!byHand && random.chance(0.6))
    typeset(pen, String(random.whole(2, 96)), width / 2, height - 18, 'book', 6, {
      align: 'middle',
    });
}

function title({ pen, random, width, margin }: Page, byHand: boolean, y: number): number {
  const name =
    `${random.pick(pieces)} ${random.chance(0.4) ? `No. ${random.whole(1, 12)}` : ''}`.trim();
  pen.fillStyle = '#231c17';
  if (byHand) {
    const large = someHand(random, random.between(13, 20));
    write(pen, random, large, name, (width - handWidth(name, large)) / 2, y + 14);
    return y + 44;
  }
  typeset(
    pen,
    name,
    width / 2,
    y + 12,
    random.pick(['modern', 'fat', 'black', 'book'] as const),
    random.between(14, 22),
    { align: 'middle' },
  );
  typeset(pen, personName(random), width - margin, y + 36, 'italic', 7, { align: 'right' });
  typeset(
    pen,
    `${capital(random.pick(['adagio', 'allegretto', 'con moto', 'langsam', 'tranquillo']))}.`,
    margin,
    y + 36,
    'italic',
    7.5,
  );
  return y + 50;
}

function blank({ pen }: Page, music: Music, room: { x: number; y: number; width: number }): void {
  pen.strokeStyle = music.colour;
  pen.lineWidth = music.gap * 0.1;
  pen.beginPath();
  for (let s = 0; s < music.staves; s++) {
    for (let i = 0; i < 5; i++) {
      const level = room.y + (s * 8.6 + i) * music.gap;
      pen.moveTo(room.x, level);
      pen.lineTo(room.x + room.width, level);
    }
  }
  pen.stroke();
}

function mark(
  { pen, random, width, margin }: Page,
  byHand: boolean,
  y: number,
  hand: ReturnType<typeof someHand>,
): void {
  const word = random.pick(['cresc.', 'dolce', 'rit.', 'pp', 'f', 'legato']);
  const x = random.between(margin + 40, width - margin - 80);
  if (byHand) write(pen, random, hand, word, x, y);
  else typeset(pen, word, x, y, 'italic', 7);
}

/** The verses of a hymn below its tune: half a printed page. */
function verses(
  { pen, random, width, height, margin }: Page,
  y: number,
  text: readonly string[],
): void {
  pen.fillStyle = '#231c17';
  const columns = random.whole(1, 2);
  const measure = (width - margin * 2 - (columns - 1) * 24) / columns;
  for (let c = 0; c < columns; c++) {
    let at = y + 10;
    for (let verse = 1; at < height - margin - 30; verse++) {
      const block = {
        x: margin + c * (measure + 24),
        y: at,
        width: measure,
        leading: 13,
        bottom: height - margin,
      };
      at =
        column(pen, [`${verse}.`, ...random.shuffled(text).slice(0, 24)], {
          ...block,
          face: 'book',
          size: 5.4,
          justify: false,
        }) + 8;
    }
  }
}

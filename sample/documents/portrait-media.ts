/** One likeness, in the ways people had of keeping it. */
import type { Random } from '../random';
import { css, near } from '../strokes/colour';
import { curve, type Point } from '../strokes/curve';
import { engrave } from '../strokes/engraving';
import type { Pen } from '../strokes/surface';
import { likenessHeight, paintLikeness } from './likeness';
import { someSitter } from './sitter';
import { greys, oils, sepia, white } from './likeness-palettes';
import type { Room } from '../strokes/room';

/** Keeps what lies within an oval that fits the room. */
function oval(pen: Pen, { x, y, width, height }: Room): void {
  pen.beginPath();
  pen.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, Math.PI * 2);
}

export function engravedLikeness(pen: Pen, random: Random, room: Room, ink: string): void {
  const source = paintLikeness(random, someSitter(random, greys), 150);
  const shaped = random.chance(0.55);
  if (shaped) {
    const mask = source.getContext('2d');
    if (mask !== null) {
      mask.globalCompositeOperation = 'destination-in';
      oval(mask, { x: 0, y: 0, width: 100, height: 100 * likenessHeight });
      mask.fill();
    }
  }
  const first = random.between(-0.6, 0.5);
  const fits = fitted(room);
  engrave(pen, random, source, fits, {
    colour: ink,
    gap: random.between(2.5, 4),
    directions: [first, first + random.between(0.7, 1.3), first - 0.6],
    bow: random.pick([0, 2, 5]),
    loose: random.between(0, 0.15),
  });
  pen.lineWidth = 1.2;
  if (shaped) oval(pen, fits);
  else {
    pen.beginPath();
    pen.rect(fits.x, fits.y, fits.width, fits.height);
  }
  pen.stroke();
}

function fitted({ x, y, width, height }: Room): Room {
  const wide = Math.min(width, height / likenessHeight);
  return {
    x: x + (width - wide) / 2,
    y: y + (height - wide * likenessHeight) / 2,
    width: wide,
    height: wide * likenessHeight,
  };
}

export function pencilLikeness(pen: Pen, random: Random, room: Room): void {
  const palette = {
    ...greys,
    ground: [[226, 226, 226], white] as const,
    cloth: [
      [90, 90, 90],
      [210, 210, 210],
    ] as const,
  };
  const source = paintLikeness(random, someSitter(random, palette), 140);
  pen.save();
  pen.globalAlpha *= random.between(0.65, 0.95);
  const first = random.between(-1.1, -0.6);
  engrave(pen, random, source, fitted(room), {
    colour: random.pick(['#3a3634', '#6b3a28', '#2e2a30']),
    gap: random.between(2.6, 3.8),
    directions: [first, first + 0.4, first + 1],
    bow: 2,
    loose: random.between(0.6, 1.1),
  });
  pen.restore();
}

/** A photograph pasted on card, whole or as an oval that fades out. */
export function photograph(pen: Pen, random: Random, room: Room, vignette: boolean): void {
  const palette = sepia(random);
  const source = paintLikeness(
    random,
    someSitter(
      random,
      vignette ? { ...palette, ground: [palette.ground[1], palette.linen[1]] } : palette,
    ),
    230,
  );
  const share = room.height / room.width;
  const zoom = random.between(0.72, 1);
  const wide = Math.min(source.width, source.height / share) * zoom;
  const from = {
    x: (source.width - wide) / 2,
    y: Math.max(0, (source.height - wide * share) * random.between(0.1, 0.5)),
  };
  pen.save();
  if (vignette) {
    oval(pen, room);
    pen.clip();
  }
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(
    source,
    from.x,
    from.y,
    wide,
    wide * share,
    room.x,
    room.y,
    room.width,
    room.height,
  );
  pen.restore();
  pen.strokeStyle = random.pick(['rgb(60 40 20 / 0.5)', 'rgb(210 180 110 / 0.9)']);
  pen.lineWidth = random.between(0.8, 2.6);
  if (vignette) oval(pen, room);
  else {
    pen.beginPath();
    pen.roundRect(room.x, room.y, room.width, room.height, random.pick([0, 0, 12]));
  }
  pen.stroke();
}

/** A small painting in an oval frame. */
export function miniature(pen: Pen, random: Random, room: Room): void {
  const source = paintLikeness(random, someSitter(random, oils(random)), 240);
  const fits = fitted(room);
  pen.save();
  oval(pen, fits);
  pen.clip();
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, fits.x, fits.y, fits.width, fits.height);
  pen.restore();
  const frame = random.pick(['#8a6a34', '#3a2a20', '#b49a5a']);
  for (const [breadth, colour] of [
    [14, frame],
    [5, '#e3cc8e'],
    [2, '#4a3620'],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = breadth;
    oval(pen, fits);
    pen.stroke();
  }
}

/** A profile cut from black paper. */
export function silhouette(pen: Pen, random: Random, room: Room): void {
  const fits = fitted(room);
  const black = css(near(random, [24, 22, 22], 6));
  if (random.chance(0.5)) {
    pen.strokeStyle = black;
    pen.lineWidth = random.between(2, 10);
    oval(pen, { x: fits.x - 10, y: fits.y - 6, width: fits.width + 20, height: fits.height + 12 });
    pen.stroke();
  }
  const chin = random.between(-1.5, 2);
  const nose = random.between(-1.5, 2.5);
  const brow = random.between(-1, 1.5);
  const profile: Point[] = [
    [14, 122],
    [22, 106],
    [38, 97],
    [46, 89],
    [45, 82],
    [36, 80 + chin * 0.5],
    [29, 78.4 + chin],
    [26.4 - chin * 0.6, 74.6],
    [28, 70],
    [25.6, 67.4],
    [27, 65],
    [25, 62.6],
    [27, 60],
    [26.4, 58.6],
    [22.4 - nose, 57.4],
    [23.4 - nose * 0.7, 55],
    [26, 48.5],
    [27.4 - brow, 45],
    [26.4 - brow, 42],
    [27, 34],
    [31, 25],
    [42, 18.5],
    [57, 19],
    [69, 28],
    [73.5, 44],
    [70.5, 60],
    [66, 73],
    [66, 86],
    [75, 95],
    [93, 103],
    [100, 122],
  ];
  pen.save();
  pen.translate(fits.x, fits.y);
  pen.scale(fits.width / 100, fits.width / 100);
  if (random.chance(0.5)) {
    pen.translate(100, 0);
    pen.scale(-1, 1);
  }
  pen.fillStyle = black;
  pen.beginPath();
  curve(pen, profile);
  pen.quadraticCurveTo(58, 112, 14, 122);
  pen.fill();
  pen.beginPath();
  const style = random.weighted({ bun: 3, queue: 2, none: 3, hat: 1 });
  if (style === 'bun') {
    pen.ellipse(70, 24, 11, 9, 0.5, 0, 7);
  } else if (style === 'queue') {
    pen.ellipse(76, 66, 4, 15, -0.15, 0, 7);
    pen.ellipse(73, 53, 6, 3, 0.4, 0, 7);
  } else if (style === 'hat') {
    pen.rect(32, 4, 40, 20);
    pen.ellipse(50, 25, 34, 3.4, 0.06, 0, 7);
  }
  pen.fill();
  pen.restore();
}

/** One likeness, in the ways people had of keeping it. */
import type { Random } from '../random';
import { css, near, type Colour } from '../strokes/colour';
import { curve, type Point } from '../strokes/curve';
import { engrave } from '../strokes/engraving';
import type { Pen } from '../strokes/surface';
import { likenessHeight, paintLikeness, someSitter, type Palette } from './likeness';
import type { Room } from './enclosure';

const white: Colour = [255, 255, 255];

const greys: Palette = {
  skin: [
    [96, 96, 96],
    [250, 250, 250],
  ],
  hair: [
    [14, 14, 14],
    [190, 190, 190],
  ],
  cloth: [
    [6, 6, 6],
    [130, 130, 130],
  ],
  linen: [[150, 150, 150], white],
  ground: [
    [110, 110, 110],
    [246, 246, 246],
  ],
};

/** Silver prints fade to brown: the same greys on a ramp from umber to cream. */
function sepia(random: Random): Palette {
  const dark = near(
    random,
    random.pick([
      [46, 28, 20],
      [58, 40, 30],
      [40, 36, 36],
      [66, 40, 36],
    ] as Colour[]),
    5,
  );
  const light = near(
    random,
    random.pick([
      [240, 222, 190],
      [232, 218, 196],
      [236, 230, 220],
    ] as Colour[]),
    5,
  );
  const at = (share: number): Colour =>
    [0, 1, 2].map(
      (i) =>
        (dark[i as 0] as number) + ((light[i as 0] as number) - (dark[i as 0] as number)) * share,
    ) as unknown as Colour;
  return {
    skin: [at(0.36), at(1)],
    hair: [at(0), at(0.7)],
    cloth: [at(0), at(0.5)],
    linen: [at(0.6), light],
    ground: [at(0.34), at(0.92)],
  };
}

function oils(random: Random): Palette {
  return {
    skin: [near(random, [138, 88, 66], 8), near(random, [246, 214, 186], 5)],
    hair: [
      near(
        random,
        random.pick([
          [34, 24, 18],
          [72, 46, 24],
          [110, 78, 40],
        ] as Colour[]),
        6,
      ),
      [190, 156, 110],
    ],
    cloth: [
      [24, 26, 40],
      near(
        random,
        random.pick([
          [60, 76, 130],
          [128, 50, 46],
          [60, 100, 76],
          [90, 84, 80],
        ] as Colour[]),
        10,
      ),
    ],
    linen: [
      [176, 168, 150],
      [250, 246, 236],
    ],
    ground: [
      near(random, [92, 78, 58], 12),
      near(
        random,
        random.pick([
          [196, 182, 150],
          [160, 176, 180],
          [206, 196, 176],
        ] as Colour[]),
        8,
      ),
    ],
  };
}

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
  pen.globalAlpha *= random.between(0.45, 0.8);
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
  const chin = random.between(-1.5, 2);
  const nose = random.between(-1.5, 2.5);
  const brow = random.between(-1, 1.5);
  const profile: Point[] = [
    [18, 120],
    [24, 104],
    [42, 96],
    [47, 88],
    [45, 80],
    [32, 77 + chin],
    [27 - chin, 74],
    [28, 69],
    [25.5, 66.5],
    [27.5, 64],
    [25, 62],
    [27.5, 58.5],
    [21.5 - nose, 57],
    [25.5, 48],
    [27.5 - brow, 44],
    [26, 36],
    [30, 26],
    [42, 19],
    [58, 20],
    [70, 30],
    [74, 46],
    [70, 62],
    [66, 74],
    [66, 86],
    [74, 95],
    [92, 102],
    [99, 120],
  ];
  pen.save();
  pen.translate(fits.x, fits.y);
  pen.scale(fits.width / 100, fits.width / 100);
  if (random.chance(0.5)) {
    pen.translate(100, 0);
    pen.scale(-1, 1);
  }
  pen.fillStyle = css(near(random, [24, 22, 22], 6));
  pen.beginPath();
  curve(pen, profile);
  pen.quadraticCurveTo(58, 110, 18, 120);
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
  if (random.chance(0.6)) {
    pen.strokeStyle = pen.fillStyle;
    pen.lineWidth = random.between(2, 10);
    oval(pen, { x: fits.x - 10, y: fits.y - 6, width: fits.width + 20, height: fits.height + 12 });
    pen.stroke();
  }
}

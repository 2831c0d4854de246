/** The colours a likeness is kept in: greys to engrave from, silver prints, oils. */
import type { Random } from '../random';
import { mixed, near, type Colour } from '../strokes/colour';
import type { Palette } from './sitter';

export const white: Colour = [255, 255, 255];

export const greys: Palette = {
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
export function sepia(random: Random): Palette {
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
  const at = (share: number) => mixed(dark, light, share);
  return {
    skin: [at(0.36), at(1)],
    hair: [at(0), at(0.7)],
    cloth: [at(0), at(0.5)],
    linen: [at(0.6), light],
    ground: [at(0.34), at(0.92)],
  };
}

export function oils(random: Random): Palette {
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

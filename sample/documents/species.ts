/** What a plant is like before it grows. */
import type { Random } from '../random';
import { mixed, near, type Colour } from '../strokes/colour';
import type { LeafShape } from './leaf-shape';

export type Rendering = 'dried' | 'drawn' | 'painted' | 'shadow';

export interface Species {
  habit: 'herb' | 'shrub' | 'fern' | 'grass' | 'weed';
  rendering: Rendering;
  leaf: LeafShape;
  opposite: boolean;
  flower: 'umbel' | 'daisy' | 'bell' | 'spike' | 'none';
  stem: Colour;
  blade: Colour;
  petal: Colour;
  /** Thickness of the main stem. */
  girth: number;
  /** Leaves along a main stem. */
  nodes: number;
  spread: number;
}

const dried: readonly Colour[] = [
  [96, 88, 46],
  [84, 74, 40],
  [116, 96, 52],
  [70, 78, 46],
  [124, 104, 66],
  [74, 58, 36],
];
const living: readonly Colour[] = [
  [86, 122, 62],
  [104, 136, 84],
  [72, 104, 74],
  [130, 142, 80],
];
const petals: readonly Colour[] = [
  [150, 104, 96],
  [176, 150, 96],
  [112, 88, 122],
  [198, 184, 152],
  [140, 70, 66],
];

export function someSpecies(random: Random, rendering: Rendering): Species {
  const blade = near(random, random.pick(rendering === 'painted' ? living : dried), 9);
  const ink: Colour = [48, 38, 28];
  const white: Colour = [232, 238, 244];
  const flat = rendering === 'drawn' ? ink : rendering === 'shadow' ? white : null;
  return {
    habit: random.weighted({ herb: 34, shrub: 24, fern: 16, grass: 14, weed: 12 }),
    rendering,
    leaf: {
      ratio: random.between(0.2, 0.62),
      widest: random.between(0.25, 0.62),
      margin: random.weighted({ whole: 5, toothed: 3, lobed: 2, feathered: 2 }),
      curl: random.normal(0, 0.25),
    },
    opposite: random.chance(0.4),
    flower: random.weighted({ umbel: 3, daisy: 3, bell: 2, spike: 2, none: 2 }),
    stem: flat ?? mixed(blade, [88, 62, 36], random.between(0.3, 0.8)),
    blade: flat ?? blade,
    petal: flat ?? near(random, random.pick(petals), 10),
    girth: random.between(2, 4.8),
    nodes: random.whole(5, 13),
    spread: random.between(0.4, 1),
  };
}

/** Figures in printed matter: any other kind of document, small and in printing ink. */
import type { Random } from '../random';
import type { Pen } from '../strokes/surface';
import type { Room } from '../strokes/room';
import { drawSystem, someMusic, systemHeight } from './notation';
import { drawSpecimen } from './plant';
import { someSpecies } from './species';
import { drawFloor } from './plan-floor';
import { engravedLikeness } from './portrait-media';
import { contour, someTerrain } from './terrain';

export type Figure = 'portrait' | 'plant' | 'plan' | 'music' | 'map';

export function drawFigure(pen: Pen, random: Random, figure: Figure, room: Room): void {
  const ink = typeof pen.strokeStyle === 'string' ? pen.strokeStyle : '#1d1a18';
  pen.save();
  if (figure === 'portrait') engravedLikeness(pen, random, room, ink);
  else if (figure === 'plant') plant(pen, random, room);
  else if (figure === 'plan')
    drawFloor(pen, random, room, { ink, poche: 'solid', fine: false, paper: '#ece4d0' });
  else if (figure === 'music') music(pen, random, room, ink);
  else island(pen, random, room);
  pen.restore();
}

function plant(pen: Pen, random: Random, { x, y, width, height }: Room): void {
  const species = someSpecies(random, 'drawn');
  drawSpecimen(pen, random, species, {
    x: x + width / 2,
    y: y + height,
    height: height * 0.94,
    lean: random.normal(0, 0.1),
  });
}

function music(pen: Pen, random: Random, { x, y, width, height }: Room, ink: string): void {
  const tune = { ...someMusic(random, false), colour: ink, gap: 5, staves: 1 };
  const pitch = systemHeight(tune) + 24;
  for (let at = y + 14; at + pitch < y + height; at += pitch)
    drawSystem(pen, random, tune, { x, y: at, width });
}

function island(pen: Pen, random: Random, { x, y, width, height }: Room): void {
  const terrain = someTerrain(random, width, height, { land: 0.1, rough: 1.1, detail: 5 });
  pen.translate(x, y);
  for (const [level, breadth] of [
    [0, 1.3],
    [-0.05, 0.6],
    [-0.1, 0.5],
    [0.2, 0.5],
    [0.4, 0.5],
  ] as const) {
    const path = new Path2D();
    contour(path, terrain, level);
    pen.lineWidth = breadth;
    pen.stroke(path);
  }
  pen.strokeRect(0, 0, width, height);
}

/** Paper before anything is on it. */
import { Noise } from '../noise';
import { Random } from '../random';
import { css, mixed, near, type Colour } from '../strokes/colour';
import { surface, type Pen } from '../strokes/surface';

export type Stock = 'laid' | 'wove' | 'news' | 'card' | 'glossy' | 'blueprint' | 'tracing';

export interface Paper {
  stock: Stock;
  tint: Colour;
  /** 0 fresh … 1 brown, spotted and brittle. */
  age: number;
  /** Two pages with a fold between them, or one page bound at its left or right edge. */
  binding: 'none' | 'spread' | 'left' | 'right';
  /** How likely it was folded: letters nearly always, books never. */
  folded: number;
}

const tints: Record<Stock, readonly Colour[]> = {
  laid: [
    [238, 226, 200],
    [231, 218, 190],
    [224, 216, 202],
    [214, 220, 222],
    [241, 234, 216],
  ],
  wove: [
    [243, 238, 226],
    [236, 227, 207],
    [247, 244, 236],
    [228, 222, 206],
    [222, 226, 214],
  ],
  news: [
    [226, 214, 190],
    [216, 203, 176],
    [232, 226, 212],
  ],
  card: [
    [232, 220, 196],
    [206, 190, 160],
    [120, 98, 78],
    [240, 236, 226],
  ],
  glossy: [
    [244, 242, 238],
    [238, 232, 220],
  ],
  blueprint: [
    [38, 74, 134],
    [52, 92, 148],
    [30, 60, 104],
    [70, 104, 150],
  ],
  tracing: [
    [226, 220, 196],
    [214, 206, 176],
    [220, 224, 216],
  ],
};

export function somePaper(
  random: Random,
  stock: Stock,
  { binding = 'none', folded = 0.2 }: Partial<Pick<Paper, 'binding' | 'folded'>> = {},
): Paper {
  const age = Math.min(1, Math.max(0, random.between(0, 0.9) * random.between(0.3, 1.05)));
  const fresh = near(random, random.pick(tints[stock]), 5);
  const browned: Colour = [fresh[0] * 0.88, fresh[1] * 0.78, fresh[2] * 0.6];
  const tint = stock === 'blueprint' ? fresh : mixed(fresh, browned, age * random.between(0.3, 1));
  return { stock, tint, age, binding, folded };
}

/** Light and dark patches, made once: tone holds the shade in its alpha. */
function cloud(tone: Colour, cells: number, contrast: number): OffscreenCanvas {
  const pen = surface(192, 192);
  const noise = new Noise(new Random(7));
  const image = pen.createImageData(192, 192);
  for (let i = 0; i < 192 * 192; i++) {
    const shade = noise.fractal(((i % 192) / 192) * cells, (Math.floor(i / 192) / 192) * cells, 5);
    image.data.set([tone[0], tone[1], tone[2], Math.max(0, 128 + shade * contrast)], i * 4);
  }
  pen.putImageData(image, 0, 0);
  return pen.canvas;
}

const made = new Map<string, OffscreenCanvas>();

/** Lays a cloudy tone over a rectangle; `coarse` patches are as large as a hand, fine ones are fibres. */
function clouded(
  pen: Pen,
  random: Random,
  area: { x: number; y: number; width: number; height: number },
  tone: 'brown' | 'white' | 'black',
  strength: number,
  coarse = true,
): void {
  const key = tone + String(coarse);
  const tones: Record<typeof tone, Colour> = {
    brown: [112, 78, 34],
    white: [255, 252, 244],
    black: [0, 0, 0],
  };
  const tile = made.get(key) ?? cloud(tones[tone], coarse ? 6 : 40, coarse ? 190 : 150);
  made.set(key, tile);
  const part = coarse ? random.between(70, 150) : 180;
  const before = pen.globalAlpha;
  pen.globalAlpha = strength;
  pen.drawImage(
    tile,
    random.between(0, 191 - part),
    random.between(0, 191 - part),
    part,
    part,
    area.x,
    area.y,
    area.width,
    area.height,
  );
  pen.globalAlpha = before;
}

/** Fills the sheet from (0, 0) to (width, height) with paper. */
export function layPaper(
  pen: Pen,
  random: Random,
  width: number,
  height: number,
  paper: Paper,
): void {
  pen.fillStyle = css(paper.tint);
  pen.fillRect(0, 0, width, height);
  const all = { x: 0, y: 0, width, height };
  clouded(pen, random, all, 'white', random.between(0.05, 0.22));
  clouded(pen, random, all, 'brown', 0.04 + paper.age * random.between(0.06, 0.2));
  if (paper.stock === 'laid') laidLines(pen, random, width, height);
  if (paper.stock === 'news' || paper.stock === 'card' || paper.stock === 'blueprint') {
    clouded(pen, random, all, paper.stock === 'blueprint' ? 'white' : 'brown', 0.08, false);
  }
}

/** The marks of the wire mould: fine lines across, stronger ones an inch apart along. */
function laidLines(pen: Pen, random: Random, width: number, height: number): void {
  pen.lineWidth = 1;
  pen.strokeStyle = 'rgb(255 255 255 / 0.1)';
  pen.beginPath();
  for (let y = 0; y < height; y += 3.4) {
    pen.moveTo(0, y);
    pen.lineTo(width, y);
  }
  pen.stroke();
  pen.strokeStyle = 'rgb(90 70 40 / 0.09)';
  pen.beginPath();
  for (let x = random.between(10, 60); x < width; x += 62) {
    pen.moveTo(x, 0);
    pen.lineTo(x + 2, height);
  }
  pen.stroke();
}

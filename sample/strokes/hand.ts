/** Handwriting: joined letters from `cursive`, bent by the habits of one writer. */
import type { Random } from '../random';
import { cursive } from './cursive';
import { curve, piece, polyline, type Point } from './curve';
import { roman, type Stroke } from './skeleton';
import type { Pen } from './surface';

/** One writer's habits. Lengths in sheet units, the rest as factors. */
export interface Hand {
  /** Height of a small letter without ascender. */
  size: number;
  /** Shear: 0 upright, 0.8 leaning far over. */
  slant: number;
  width: number;
  /** How far ascenders and descenders reach; 1 is plain. */
  reach: number;
  /** Unsteadiness of each point, in letter heights. */
  tremor: number;
  /** How far lines stray from the rule. */
  drift: number;
  /** Widths of the upstroke and of a pressed downstroke. */
  thin: number;
  thick: number;
  /** Letters joined by straight lines rather than curves, as in an old German hand. */
  angular: boolean;
  colour: string;
}

const inks = ['#3a2412', '#4a2c14', '#5c3a1c', '#2a2028', '#1f2a5c', '#6a4622', '#2c3358'];

/** Someone's hand; `size` sets the scale, the rest is drawn by lot. */
export function someHand(random: Random, size: number): Hand {
  const pressed = random.chance(0.75);
  return {
    size,
    slant: random.pick([0.1, 0.4, 0.5, 0.62, 0.75]) + random.normal(0, 0.05),
    width: random.between(0.78, 1.25),
    reach: random.between(0.8, 1.45),
    tremor: random.between(0.01, 0.06),
    drift: random.between(0.02, 0.2),
    thin: size * random.between(0.07, 0.12),
    thick: size * (pressed ? random.between(0.17, 0.27) : random.between(0.11, 0.15)),
    angular: random.chance(0.12),
    colour: random.pick(inks),
  };
}

export function handWidth(text: string, hand: Hand): number {
  let width = 0;
  for (const letter of text) width += advanceOf(letter);
  return (width / 10) * hand.size * hand.width;
}

function advanceOf(letter: string): number {
  return (cursive.get(letter) ?? roman.get(letter))?.advance ?? 7;
}

/** Writes one line, its baseline beginning at (x, y), and returns where it ended. */
export function write(
  pen: Pen,
  random: Random,
  hand: Hand,
  text: string,
  x: number,
  y: number,
): number {
  const light = new Path2D();
  const heavy = new Path2D();
  const unit = hand.size / 10;
  const swing = random.between(0, 6);
  const rise = random.normal(0, hand.drift * 0.02);
  let at = x;
  const place = ([gx, gy]: Point): Point => {
    const up = gy > 10 || gy < 0 ? (gy > 10 ? 10 + (gy - 10) * hand.reach : gy * hand.reach) : gy;
    const stray = hand.drift * hand.size * Math.sin(swing + at / (hand.size * 9));
    return [
      at + (gx * hand.width + up * hand.slant + random.normal(0, hand.tremor * 10)) * unit,
      y + rise * (at - x) + stray - (up + random.normal(0, hand.tremor * 10)) * unit,
    ];
  };
  let joined: Point[] = [];
  const lift = () => {
    trace(light, heavy, joined, hand);
    joined = [];
  };
  for (const letter of text) {
    const flowing = cursive.get(letter);
    const glyph = flowing ?? roman.get(letter);
    const [main, ...marks] = glyph?.strokes ?? [];
    if (flowing !== undefined && main !== undefined) {
      if (joined.length === 0) joined.push(place([0, 1]));
      for (const point of main.points) joined.push(place(point));
    } else {
      lift();
      if (main !== undefined) separate(light, heavy, main, place, hand);
    }
    for (const mark of marks) separate(light, heavy, mark, place, hand);
    at += (glyph?.advance ?? 7) * unit * hand.width * (1 + random.normal(0, hand.tremor));
  }
  lift();
  pen.strokeStyle = hand.colour;
  pen.lineJoin = pen.lineCap = 'round';
  pen.lineWidth = hand.thin;
  pen.stroke(light);
  pen.lineWidth = hand.thick;
  pen.stroke(heavy);
  return at;
}

function separate(
  light: Path2D,
  heavy: Path2D,
  stroke: Stroke,
  place: (point: Point) => Point,
  hand: Hand,
): void {
  const points = stroke.points.map(place);
  if (stroke.straight) polyline(light, points);
  else trace(light, heavy, points, hand);
}

/** The whole line goes to `light`; where the pen is pulled down, to `heavy` as well. */
function trace(light: Path2D, heavy: Path2D, points: readonly Point[], hand: Hand): void {
  if (hand.angular) polyline(light, points);
  else curve(light, points);
  for (let i = 0; i + 1 < points.length; i++) {
    const from = points[i] as Point;
    const to = points[i + 1] as Point;
    const fall = to[1] - from[1];
    if (fall < hand.size * 0.35 || fall < Math.abs(to[0] - from[0]) * 0.9) continue;
    heavy.moveTo(from[0], from[1]);
    if (hand.angular) heavy.lineTo(to[0], to[1]);
    else piece(heavy, points, i);
  }
}

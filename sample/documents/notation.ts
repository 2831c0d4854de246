/** Music on staves: clefs, keys, bars, notes with stems and beams, slurs, words below. */
import type { Random } from '../random';
import type { Point } from '../strokes/curve';
import { typeset, typeWidth, type Face } from '../strokes/face';
import { write, type Hand } from '../strokes/hand';
import type { Pen } from '../strokes/surface';
import { brace, clef, flag, rest, sharp, slur } from './notation-signs';

export interface Music {
  /** Distance between two lines of a staff. */
  gap: number;
  staves: number;
  colour: string;
  /** Unsteadiness of a pen, 0 for print. */
  shake: number;
  /** How many notes a bar holds at most, and how dense it is. */
  density: number;
  bars: number;
  chords: boolean;
  /** Words under the first staff. */
  words: { text: readonly string[]; by: Face | Hand } | null;
  clefs: readonly ('treble' | 'bass' | 'alto')[];
  sharps: number;
}

export function someMusic(random: Random, byHand: boolean): Music {
  const staves = random.weighted({ one: 4, two: 4, three: 1, four: 2 });
  const count = byHand && random.chance(0.5) ? 1 : { one: 1, two: 2, three: 3, four: 4 }[staves];
  return {
    gap: random.between(6.8, 10),
    staves: count,
    colour: byHand ? random.pick(['#2b1d12', '#3d2a18', '#222028']) : '#1e1a17',
    shake: byHand ? random.between(0.06, 0.16) : 0,
    density: random.whole(3, 9),
    bars: random.whole(2, 5),
    chords: count > 1 && random.chance(0.6),
    words: null,
    clefs: count === 2 ? ['treble', 'bass'] : ['treble', 'treble', 'alto', 'bass'],
    sharps: random.whole(0, 4),
  };
}

/** Height of a system, from the top line of its first staff to the bottom line of its last. */
export function systemHeight({ gap, staves, words }: Music): number {
  return gap * (4 + (staves - 1) * (words === null ? 8.6 : 11));
}

export function drawSystem(
  pen: Pen,
  random: Random,
  music: Music,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const { gap, staves, bars } = music;
  pen.strokeStyle = pen.fillStyle = music.colour;
  pen.lineCap = 'round';
  const pitch = gap * (music.words === null ? 8.6 : 11);
  const bottom = y + systemHeight(music);
  const left = x + gap * (5.4 + music.sharps * 0.9);
  for (let s = 0; s < staves; s++) {
    const top = y + s * pitch;
    staffLines(pen, random, music, x, top, width);
    clef(
      pen,
      music.clefs[staves === 4 ? s : s % 2 === 0 ? 0 : music.clefs.length - 1] ?? 'treble',
      x + gap * 1.8,
      top,
      gap,
    );
    for (let k = 0; k < music.sharps; k++)
      sharp(pen, x + gap * (4.2 + k * 0.9), top + gap * [0, 1.5, -0.5, 1][k]!, gap);
    let from = left;
    for (let bar = 0; bar < bars; bar++) {
      const to =
        bar === bars - 1
          ? x + width
          : from + ((x + width - left) / bars) * random.between(0.9, 1.08);
      measure(pen, random, music, { from: from + gap, to: to - gap * 0.6, top });
      if (s === 0) barLine(pen, random, music, to, y, bottom);
      if (s === 0 && music.words !== null)
        lyrics(pen, random, music, from + gap, to, top + gap * 7.2);
      from = to;
    }
  }
  barLine(pen, random, music, x, y, bottom);
  if (staves > 1) brace(pen, x - gap * 0.5, y, bottom, gap);
}

function staffLines(
  pen: Pen,
  random: Random,
  { gap, shake }: Music,
  x: number,
  top: number,
  width: number,
): void {
  pen.lineWidth = Math.max(0.8, gap * 0.13);
  pen.beginPath();
  const sag = random.normal(0, gap * shake * 2);
  for (let i = 0; i < 5; i++) {
    const level = top + i * gap + random.normal(0, gap * shake * 0.5);
    pen.moveTo(x, level);
    pen.quadraticCurveTo(
      x + width / 2,
      level + sag,
      x + width,
      level + random.normal(0, gap * shake),
    );
  }
  pen.stroke();
}

function barLine(
  pen: Pen,
  random: Random,
  { gap, shake }: Music,
  x: number,
  top: number,
  bottom: number,
): void {
  pen.lineWidth = gap * 0.16;
  pen.beginPath();
  pen.moveTo(x + random.normal(0, gap * shake), top);
  pen.lineTo(x + random.normal(0, gap * shake), bottom);
  pen.stroke();
}

/** One bar of one staff: groups of notes, each group with its own length and perhaps a beam. */
function measure(
  pen: Pen,
  random: Random,
  music: Music,
  { from, to, top }: { from: number; to: number; top: number },
): void {
  const { gap } = music;
  const count = Math.max(
    1,
    Math.min(
      random.whole(Math.ceil(music.density / 2), music.density),
      Math.floor((to - from) / (gap * 1.6)),
    ),
  );
  const step = (to - from) / count;
  let level = random.whole(0, 8);
  let at = 0;
  while (at < count) {
    const group = Math.min(count - at, random.pick([1, 1, 2, 4]));
    const heads: Point[] = [];
    for (let i = 0; i < group; i++) {
      level = Math.max(-2, Math.min(10, level + random.whole(-2, 2)));
      heads.push([from + (at + i + 0.35) * step, top + (level * gap) / 2]);
    }
    if (group === 1 && random.chance(0.14)) rest(pen, from + (at + 0.4) * step, top, gap);
    else notes(pen, random, music, heads, top);
    at += group;
  }
  if (random.chance(0.3))
    slur(pen, from, to, top + (random.chance(0.5) ? -gap * 1.6 : gap * 5.6), gap);
}

function notes(pen: Pen, random: Random, music: Music, heads: Point[], top: number): void {
  const { gap, shake } = music;
  const mean = heads.reduce((sum, [, y]) => sum + y, 0) / heads.length;
  const up = mean > top + gap * 2 ? -1 : 1;
  const hollow = heads.length === 1 && random.chance(0.3);
  const stems: Point[] = [];
  pen.lineWidth = gap * 0.15;
  pen.beginPath();
  for (const [x, y] of heads) {
    for (const chord of music.chords && random.chance(0.6) ? [0, 2, 4] : [0]) {
      const cy = y - (up * -1 * chord * gap) / 2 + random.normal(0, gap * shake);
      pen.moveTo(x + gap * 0.6, cy);
      pen.ellipse(x, cy, gap * 0.6, gap * 0.42, -0.35, 0, 7);
    }
    stems.push([x + (up < 0 ? 1 : -1) * gap * 0.54, y]);
  }
  if (hollow) pen.stroke();
  else pen.fill();
  if (hollow && random.chance(0.3)) return;
  const first = stems[0];
  const last = stems[stems.length - 1];
  if (first === undefined || last === undefined) return;
  const tip =
    up < 0
      ? Math.min(...heads.map(([, y]) => y)) - gap * 2.8
      : Math.max(...heads.map(([, y]) => y)) + gap * 2.8;
  const tilt = Math.max(
    -0.16,
    Math.min(0.16, (last[1] - first[1]) / Math.max(gap, last[0] - first[0]) / 2),
  );
  pen.beginPath();
  for (const [x, y] of stems) {
    pen.moveTo(x, y);
    pen.lineTo(
      x + random.normal(0, gap * shake),
      heads.length > 1 ? tip + tilt * (x - first[0]) : y + up * gap * 3,
    );
  }
  ledgerLines(pen, heads, top, gap);
  pen.stroke();
  if (heads.length === 1) {
    if (!hollow && random.chance(0.4)) flag(pen, first[0], first[1] + up * gap * 3, up, gap);
    return;
  }
  pen.lineWidth = gap * 0.46;
  pen.lineCap = 'butt';
  pen.beginPath();
  for (let beam = random.whole(1, 2); beam > 0; beam--) {
    const off = -up * (beam - 1) * gap * 0.75;
    pen.moveTo(first[0], tip + off);
    pen.lineTo(last[0], tip + tilt * (last[0] - first[0]) + off);
  }
  pen.stroke();
  pen.lineCap = 'round';
}

function ledgerLines(pen: Pen, heads: readonly Point[], top: number, gap: number): void {
  for (const [x, y] of heads) {
    for (const level of [-1, 5]) {
      const beyond = level < 0 ? y <= top - gap : y >= top + gap * 5;
      if (!beyond) continue;
      pen.moveTo(x - gap, top + level * gap);
      pen.lineTo(x + gap, top + level * gap);
    }
  }
}

function lyrics(pen: Pen, random: Random, music: Music, from: number, to: number, y: number): void {
  if (music.words === null) return;
  const { by, text } = music.words;
  let x = from;
  while (x < to - music.gap * 3) {
    const word = random.pick(text);
    if (typeof by === 'string') {
      const size = music.gap * 0.8;
      if (x + typeWidth(word, by, size) > to) return;
      x = typeset(pen, word, x, y, by, size) + music.gap * random.between(0.8, 2);
    } else x = write(pen, random, by, word, x, y) + music.gap * random.between(0.8, 2);
  }
}

/** What the post leaves on a letter: wax, stamps, postmarks. */
import type { Random } from '../random';
import { css, mixed, near, type Colour } from '../strokes/colour';
import { typeset } from '../strokes/face';
import type { Pen } from '../strokes/surface';
import { placeName } from '../words';

const waxes: readonly Colour[] = [
  [150, 28, 26],
  [128, 22, 30],
  [172, 48, 30],
  [38, 32, 34],
];

/** A lump of wax with a signet pressed into it, where the letter was closed. */
export function seal(pen: Pen, random: Random, width: number, height: number): void {
  const wax = near(random, random.pick(waxes), 8);
  const radius = random.between(22, 34);
  const x = random.pick([radius * 0.7, width / 2, width - radius * 0.9]);
  const y = random.between(0.3, 0.95) * height;
  pen.save();
  pen.globalAlpha = 1;
  const bulge = pen.createRadialGradient(x - 8, y - 9, 2, x, y, radius * 1.1);
  bulge.addColorStop(0, css(mixed(wax, [255, 220, 200], 0.45)));
  bulge.addColorStop(0.4, css(wax));
  bulge.addColorStop(1, css(mixed(wax, [20, 6, 6], 0.5)));
  pen.fillStyle = bulge;
  pen.beginPath();
  for (let i = 0; i < 14; i++) {
    const angle = (i / 14) * Math.PI * 2;
    const reach = radius * random.between(0.9, 1.12);
    pen.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
  }
  pen.closePath();
  pen.fill();
  pen.strokeStyle = css(mixed(wax, [10, 4, 4], 0.5));
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x, y, radius * 0.66, 0, 7);
  pen.stroke();
  pen.fillStyle = pen.strokeStyle;
  const letter = placeName(random).charAt(0);
  typeset(pen, letter, x, y + radius * 0.3, 'black', radius * 0.36, { align: 'middle' });
  pen.restore();
}

const stampColours: readonly Colour[] = [
  [176, 60, 60],
  [60, 84, 150],
  [70, 120, 84],
  [150, 92, 50],
  [120, 70, 120],
];

/** A perforated stamp in a corner, cancelled by a ring with the town's name. */
export function postage(pen: Pen, random: Random, width: number, height: number): void {
  const colour = near(random, random.pick(stampColours), 10);
  const wide = random.between(44, 58);
  const tall = wide * 1.2;
  const x = width - wide - random.between(10, 24);
  const y = random.chance(0.7) ? random.between(10, 24) : height - tall - random.between(10, 24);
  pen.save();
  pen.globalAlpha = 1;
  pen.fillStyle = '#f3ecda';
  pen.beginPath();
  for (let i = 0; i <= 7; i++) {
    for (const [px, py] of [
      [x + (wide * i) / 7, y],
      [x + (wide * i) / 7, y + tall],
      [x, y + (tall * i) / 7],
      [x + wide, y + (tall * i) / 7],
    ] as const) {
      pen.moveTo(px + 2.4, py);
      pen.arc(px, py, 2.4, 0, 7);
    }
  }
  pen.rect(x, y, wide, tall);
  pen.fill();
  pen.fillStyle = css(colour);
  pen.fillRect(x + 4, y + 4, wide - 8, tall - 8);
  pen.fillStyle = css(mixed(colour, [255, 250, 235], 0.75));
  pen.beginPath();
  pen.ellipse(x + wide / 2, y + tall * 0.44, wide * 0.27, tall * 0.28, 0, 0, 7);
  pen.fill();
  pen.fillStyle = css(mixed(colour, [0, 0, 0], 0.3));
  pen.beginPath();
  pen.ellipse(x + wide * 0.5, y + tall * 0.38, wide * 0.12, tall * 0.13, 0, 0, 7);
  pen.ellipse(x + wide * 0.5, y + tall * 0.66, wide * 0.2, tall * 0.13, 0, Math.PI, 0);
  pen.fill();
  pen.fillStyle = '#f3ecda';
  typeset(pen, `${random.whole(1, 25)}`, x + wide / 2, y + tall - 8, 'plain', 6, {
    align: 'middle',
  });
  pen.strokeStyle = pen.fillStyle = 'rgb(30 26 30 / 0.7)';
  pen.lineWidth = 2;
  const cx = x - random.between(2, 16);
  const cy = y + tall * random.between(0.4, 0.8);
  for (const radius of [30, 19]) {
    pen.beginPath();
    pen.arc(cx, cy, radius, 0, 7);
    pen.stroke();
  }
  const day = String(random.whole(1, 28));
  typeset(pen, day, cx, cy + 5, 'plain', 7, { align: 'middle' });
  pen.restore();
}

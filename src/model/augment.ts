/**
 * Small changes a picture may undergo without becoming another picture: a little shift, turn and zoom,
 * a little lighter or darker. Never mirrored: in a mirror, writing is wrong.
 */
const limits = { shift: 0.06, turn: 0.07, zoom: 0.1, contrast: 0.15, brightness: 0.08 };

/**
 * @param pixels RGB, side × side × 3. @param random Uniform in [0, 1); six numbers are drawn.
 * @returns A new picture of the same size; what comes in from outside repeats the edge.
 */
export function augment(pixels: Uint8Array, side: number, random: () => number): Uint8Array {
  const within = (limit: number) => (random() * 2 - 1) * limit;
  const middle = (side - 1) / 2;
  const [across, down] = [within(limits.shift) * side, within(limits.shift) * side];
  const turn = within(limits.turn);
  const scale = 1 / (1 + within(limits.zoom));
  const tone = tones(1 + within(limits.contrast), 255 * within(limits.brightness));
  const [cosine, sine] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  const result = new Uint8Array(pixels.length);
  let to = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const fromX = (x - middle) * cosine - (y - middle) * sine + middle + across;
      const fromY = (x - middle) * sine + (y - middle) * cosine + middle + down;
      sample(pixels, side, fromX, fromY, tone, result, to);
      to += 3;
    }
  }
  return result;
}

/** Every level's new level: contrast about the middle grey, then brightness. */
function tones(contrast: number, brightness: number): Uint8ClampedArray {
  return Uint8ClampedArray.from(
    { length: 256 },
    (_, level) => (level - 127.5) * contrast + 127.5 + brightness,
  );
}

/** Bilinear between the four pixels around a point. */
function sample(
  pixels: Uint8Array,
  side: number,
  x: number,
  y: number,
  tone: Uint8ClampedArray,
  result: Uint8Array,
  to: number,
): void {
  const last = side - 1;
  const inX = Math.min(last, Math.max(0, x));
  const inY = Math.min(last, Math.max(0, y));
  const left = Math.floor(inX);
  const top = Math.floor(inY);
  const restX = inX - left;
  const restY = inY - top;
  const right = left < last ? 3 : 0;
  const below = top < last ? side * 3 : 0;
  const from = (top * side + left) * 3;
  for (let channel = 0; channel < 3; channel++) {
    const at = from + channel;
    const upper = pixels[at]! * (1 - restX) + pixels[at + right]! * restX;
    const lower = pixels[at + below]! * (1 - restX) + pixels[at + below + right]! * restX;
    result[to + channel] = tone[Math.round(upper * (1 - restY) + lower * restY)]!;
  }
}

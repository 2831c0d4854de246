/** The camera's part: light, lens, film and sensor, applied to the finished picture. */
import { Random } from '../random';
import { surface, type Pen } from '../strokes/surface';

export interface Exposure {
  /** What remains of the colours, 0 … 1. */
  saturation: number;
  /** Slope of the tone curve around the middle, and where black and white end up (0 … 255). */
  contrast: number;
  black: number;
  white: number;
  /** Factors for red, green and blue. */
  cast: readonly [number, number, number];
  /** Deviation of the grain, in tones of 255. */
  grain: number;
  /** Fall of the light across the picture, −0.3 … 0.3, and towards its corners. */
  slopeX: number;
  slopeY: number;
  vignette: number;
  /** Factor the picture is shrunk by and enlarged again; 1 is sharp. */
  blur: number;
  negative: boolean;
}

const grainSize = 1 << 16;
const speckles = new Random(11);
const grain = Float32Array.from({ length: grainSize }, () => speckles.normal());

/** Some archive's way of taking pictures. */
export function someExposure(random: Random): Exposure {
  const film = random.weighted({
    colour: 66,
    warm: 6,
    cool: 4,
    grey: 5,
    microfilm: 2.5,
    negative: 0.25,
  });
  const colourless = film === 'grey' || film === 'microfilm' || film === 'negative';
  const drift = () => 1 + random.normal(0, 0.014);
  const casts = { warm: [1.05, 0.98, 0.86], cool: [0.92, 0.98, 1.06] } as const;
  const base = film === 'warm' || film === 'cool' ? casts[film] : ([1, 1, 1] as const);
  const faded = random.chance(0.09);
  return {
    saturation: colourless ? 0 : random.between(0.65, 1.1),
    contrast: film === 'microfilm' ? random.between(1.4, 1.9) : random.between(0.92, 1.2),
    black: faded ? random.between(40, 90) : random.between(0, 24),
    white: faded ? random.between(205, 245) : random.between(238, 255),
    cast: [base[0] * drift(), base[1] * drift(), base[2] * drift()],
    grain: random.chance(0.18) ? random.between(5, 12) : random.between(1.5, 4),
    slopeX: random.normal(0, 0.04),
    slopeY: random.normal(0, 0.04),
    vignette: random.chance(0.25) ? random.between(0.08, 0.3) : 0,
    blur: random.chance(0.2) ? random.between(1.2, 2) : 1,
    negative: film === 'negative',
  };
}

export function develop(pen: Pen, random: Random, exposure: Exposure): void {
  const { width, height } = pen.canvas;
  if (exposure.blur > 1) soften(pen, exposure.blur);
  const image = pen.getImageData(0, 0, width, height);
  const data = image.data;
  const curves = exposure.cast.map((factor) => toneCurve(exposure, factor));
  const [red, green, blue] = curves as [Float32Array, Float32Array, Float32Array];
  const keep = exposure.saturation;
  const across = lightFall(width, exposure.slopeX, exposure.vignette);
  const down = lightFall(height, exposure.slopeY, exposure.vignette);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const rowLight = down[y] as number;
    let speck = Math.floor(random.next() * grainSize);
    for (let x = 0; x < width; x++, at += 4) {
      const r = data[at] as number;
      const g = data[at + 1] as number;
      const b = data[at + 2] as number;
      const grey = (r * 77 + g * 150 + b * 29) >> 8;
      const light = rowLight * (across[x] as number);
      speck = (speck + 1) & (grainSize - 1);
      const noise = (grain[speck] as number) * exposure.grain;
      data[at] = (red[clamped(grey + (r - grey) * keep)] as number) * light + noise;
      data[at + 1] = (green[clamped(grey + (g - grey) * keep)] as number) * light + noise;
      data[at + 2] = (blue[clamped(grey + (b - grey) * keep)] as number) * light + noise;
    }
  }
  pen.putImageData(image, 0, 0);
}

function clamped(tone: number): number {
  return tone < 0 ? 0 : tone > 255 ? 255 : tone | 0;
}

function toneCurve({ contrast, black, white, negative }: Exposure, factor: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, tone) => {
    const bent = 0.5 + (tone / 255 - 0.5) * contrast;
    const exposed = Math.min(1, Math.max(0, negative ? 1 - bent : bent));
    return (black + exposed * (white - black)) * factor;
  });
}

function lightFall(size: number, slope: number, vignette: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => {
    const t = (i / size) * 2 - 1;
    return 1 + slope * t - vignette * t * t * t * t;
  });
}

/** A lens out of focus. */
function soften(pen: Pen, factor: number): void {
  const { width, height } = pen.canvas;
  const small = surface(Math.round(width / factor), Math.round(height / factor));
  small.drawImage(pen.canvas, 0, 0, small.canvas.width, small.canvas.height);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 1;
  pen.drawImage(small.canvas, 0, 0, width, height);
}

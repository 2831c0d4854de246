/** Tone made of lines: a picture becomes hatching, its darkness the breadth and crossing of strokes. */
import type { Random } from '../random';
import type { Pen } from './surface';

export interface Engraving {
  colour: string;
  /** Distance between neighbouring lines. */
  gap: number;
  /** Directions in radians; later ones come in only where it is darker. */
  directions: readonly number[];
  /** How much the lines bow, in gaps; 0 is straight. */
  bow: number;
  /** Unsteadiness, 0 for a burin, 1 for a pencil. */
  loose: number;
}

const breadths = [0.09, 0.16, 0.25, 0.35, 0.47, 0.62, 0.8] as const;

/** Hatches the tones of `source` into the rectangle at (x, y); transparent parts stay empty. */
export function engrave(
  pen: Pen,
  random: Random,
  source: OffscreenCanvas,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  engraving: Engraving,
): void {
  const reader = source.getContext('2d');
  if (reader === null) throw new Error('the picture to engrave cannot be read');
  const { data } = reader.getImageData(0, 0, source.width, source.height);
  const toX = source.width / width;
  const toY = source.height / height;
  const darkness = (px: number, py: number) => {
    const i = (Math.floor(py * toY) * source.width + Math.floor(px * toX)) * 4;
    const light =
      (data[i] as number) * 0.3 + (data[i + 1] as number) * 0.55 + (data[i + 2] as number) * 0.15;
    return (data[i + 3] as number) < 128 ? 0 : 1 - light / 255;
  };
  const paths = breadths.map(() => new Path2D());
  const { gap, bow, loose } = engraving;
  const reach = Math.hypot(width, height) / 2;
  engraving.directions.forEach((direction, layer) => {
    const floor = 0.08 + layer * 0.27;
    const cos = Math.cos(direction);
    const sin = Math.sin(direction);
    const spacing = gap * (1 + layer * 0.1);
    for (let v = -reach; v < reach; v += spacing) {
      let last = -1;
      const stray = random.normal(0, loose * gap * 0.4);
      for (let u = -reach; u < reach; u += 3.2) {
        const bent =
          v + stray + bow * gap * Math.sin((u / reach) * 2.2) + random.normal(0, loose * 0.3);
        const px = width / 2 + cos * u - sin * bent;
        const py = height / 2 + sin * u + cos * bent;
        const inside = px >= 0 && py >= 0 && px < width && py < height;
        const dark = inside ? darkness(px, py) - floor : -1;
        const level = dark <= 0 ? -1 : Math.min(breadths.length - 1, Math.floor(dark * 9));
        if (level >= 0) {
          const path = paths[level] as Path2D;
          if (level !== last) path.moveTo(x + px - cos * 1.6, y + py - sin * 1.6);
          path.lineTo(x + px + cos * 1.6, y + py + sin * 1.6);
        }
        last = level;
      }
    }
  });
  pen.strokeStyle = engraving.colour;
  pen.lineCap = 'butt';
  paths.forEach((path, i) => {
    pen.lineWidth = gap * (breadths[i] as number);
    pen.stroke(path);
  });
}

/** Where everything is drawn. */
export type Pen = OffscreenCanvasRenderingContext2D;

/** A fresh transparent drawing surface, kept in ordinary memory so that pixels can be read cheaply. */
export function surface(width: number, height: number): Pen {
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Error('this browser offers no 2D drawing surface');
  return pen;
}

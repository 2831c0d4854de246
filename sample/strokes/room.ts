/** A rectangle to draw in, in sheet units. */
export interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

import type { Random } from '../random';
import type { Colour } from '../strokes/colour';
import type { Pen } from '../strokes/surface';
import type { Paper } from './paper';

/** A document before it is scanned. Lengths are in sheet units, of which a page is 500 to 1000 high. */
export interface Sheet {
  width: number;
  height: number;
  paper: Paper;
  /** Colour of the boards, if the sheet lies in a book. */
  cover?: Colour;
  /** Draws what is on the paper, from (0, 0) to (width, height). */
  draw: (pen: Pen, random: Random) => void;
}

/** Invents one document of a kind. */
export type Inventor = (random: Random) => Sheet;

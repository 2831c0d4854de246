/** Composing: running words broken into lines and filled out to a measure, as a compositor does. */
import type { Random } from '../random';
import { handWidth, write, type Hand } from './hand';
import { typeset, typeWidth, type Face, type Setting } from './face';
import type { Pen } from './surface';

interface Measure {
  x: number;
  y: number;
  width: number;
  /** Baseline to baseline. */
  leading: number;
  /** No line's baseline is below this. */
  bottom: number;
  indent?: number;
}

export interface TypeBlock extends Measure, Pick<Setting, 'wear' | 'random'> {
  face: Face;
  size: number;
  justify?: boolean;
  /** Lines beside a drop capital begin further right. */
  drop?: { lines: number; width: number };
}

/** Sets words as a column; returns the baseline the next line would have. */
export function column(pen: Pen, words: readonly string[], block: TypeBlock): number {
  const { x, width, leading, bottom, face, size, justify = true, indent = 0, drop } = block;
  const space = size * 0.5;
  let y = block.y;
  let line: string[] = [];
  let length = 0;
  let row = 0;
  const startOf = () =>
    drop !== undefined && row < drop.lines ? drop.width : row === 0 ? indent : 0;
  const finish = (last: boolean) => {
    const room = width - startOf();
    const gap =
      justify && !last && line.length > 1 ? space + (room - length) / (line.length - 1) : space;
    let at = x + startOf();
    for (const word of line) {
      typeset(pen, word, at, y, face, size, block);
      at += typeWidth(word, face, size) + gap;
    }
    y += leading;
    row++;
    line = [];
    length = 0;
  };
  for (const word of words) {
    const wordWidth = typeWidth(word, face, size);
    if (line.length > 0 && length + space + wordWidth > width - startOf()) finish(false);
    if (y > bottom) return y;
    length += wordWidth + (line.length > 0 ? space : 0);
    line.push(word);
  }
  if (line.length > 0 && y <= bottom) finish(true);
  return y;
}

/** Writes words by hand within a measure, ragged; returns the next baseline and where the last line ended. */
export function handwritten(
  pen: Pen,
  random: Random,
  hand: Hand,
  words: readonly string[],
  measure: Measure,
): { y: number; end: number } {
  let y = measure.y;
  let line = '';
  let indent = measure.indent ?? 0;
  let end = measure.x;
  const ink = pen.globalAlpha;
  const finish = () => {
    // the pen runs dry and is dipped again
    pen.globalAlpha = ink * random.between(0.72, 1);
    end = write(pen, random, hand, line, measure.x + indent + random.normal(0, hand.size * 0.2), y);
    pen.globalAlpha = ink;
    indent = 0;
    line = '';
    y += measure.leading;
  };
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && handWidth(longer, hand) > measure.width - indent) {
      finish();
      if (y > measure.bottom) return { y, end };
      line = word;
    } else line = longer;
  }
  if (line !== '' && y <= measure.bottom) finish();
  return { y, end };
}

/**
 * What a cell may hold so that a spreadsheet shows it and never runs it, and so that reading it back
 * gives the very same text.
 */

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front. So does a cell that
 * already looks guarded (apostrophes, then such a character): without that, reading back could not
 * tell a guard from an apostrophe that belongs to the text.
 */
export const formulaLike = /^'*[=+\-@\t\r\n＝＋－＠]/;
const guarded = /^''*[=+\-@\t\r\n＝＋－＠]/;

/** Takes the guard off again; the exact inverse of what the writer does. */
export function withoutGuard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}

/** Several texts in one cell: joined by `|`; a `|` or `\` inside a text has a `\` before it. */
export function joinInCell(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/[\\|]/g, '\\$&')).join('|');
}

/** The inverse of `joinInCell`. An empty cell holds one empty text: only the caller knows if it means none. */
export function splitCell(cell: string): string[] {
  const texts = [''];
  for (let at = 0; at < cell.length; at++) {
    const character = cell.charAt(at);
    if (character === '|') texts.push('');
    else texts[texts.length - 1] += character === '\\' ? cell.charAt(++at) : character;
  }
  return texts;
}

/**
 * Rows of a file in which a character parts the cells (RFC 4180, as people bend it). Papa Parse does not say
 * where a row began, and one quotation mark that opens nothing costs it the rest of the file; here it
 * costs its own line. Takes time linear in the text, whatever it holds.
 */

export interface CsvRow {
  /** Where it begins, counted as an editor counts: the first line is 1. */
  line: number;
  /** Of a broken row, its line as it stands. */
  cells: string[];
  /** A quotation mark in it opens a cell that it cannot mean. */
  isBroken: boolean;
}

/**
 * Line breaks may be of all three kinds. `width`: how many cells a row has, where that is known; then a
 * cell that swallowed whole rows is told from one of several lines.
 */
export function* csvRows(text: string, delimiter: string, width = 0): Generator<CsvRow> {
  const scanner = new Scanner(text, delimiter, width);
  let line = 1;
  for (let at = 0; at < text.length;) {
    const { cells, isBroken, end } = scanner.rowAt(at);
    yield { line, cells, isBroken };
    line += countLineBreaks(text, at, end);
    at = end;
  }
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Whole lines inside one cell that look like rows, from which on it is taken to have swallowed them. */
const swallowedRows = 2;

class Scanner {
  readonly #plain: RegExp;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
    private readonly width: number,
  ) {
    const escaped = delimiter.replace(/[\\\]^-]/g, '\\$&');
    this.#plain = new RegExp(`[^${escaped}\\n\\r]*`, 'y');
  }

  /** `end` is where the next row begins. */
  rowAt(start: number): { cells: string[]; isBroken: boolean; end: number } {
    const { text, delimiter } = this;
    const cells: string[] = [];
    for (let at = start; ; at += 1) {
      const cell = text[at] === '"' ? this.#quotedAt(at) : this.#plainAt(at);
      if (cell === null) {
        const end = lineEnd(text, start);
        return { cells: [text.slice(start, end)], isBroken: true, end: afterBreak(text, end) };
      }
      cells.push(cell.value);
      at = cell.end;
      if (text[at] !== delimiter) return { cells, isBroken: false, end: afterBreak(text, at) };
    }
  }

  #plainAt(at: number): { value: string; end: number } {
    this.#plain.lastIndex = at;
    const value = this.#plain.exec(this.text)?.[0] ?? '';
    return { value, end: at + value.length };
  }

  /** Null where the quotation mark at `at` opens nothing that is closed as a cell is. */
  #quotedAt(at: number): { value: string; end: number } | null {
    const { text } = this;
    let mark = text.indexOf('"', at + 1);
    while (mark !== -1 && text[mark + 1] === '"') mark = text.indexOf('"', mark + 2);
    if (mark === -1) return null;
    let end = mark + 1;
    while (text[end] === ' ') end += 1;
    if (end < text.length && text[end] !== this.delimiter && !isBreak(text[end])) return null;
    const value = text.slice(at + 1, mark).replaceAll('""', '"');
    return this.#hasSwallowed(value) ? null : { value, end };
  }

  /** Whether the lines of a cell are rows of the table, all of them. */
  #hasSwallowed(value: string): boolean {
    if (this.width < 3 || !value.includes('\n')) return false;
    const inner = value.split(/\r\n?|\n/).slice(1, -1);
    return (
      inner.length >= swallowedRows &&
      inner.every((line) => line.split(this.delimiter).length === this.width)
    );
  }
}

function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text[at])) at += 1;
  return at;
}

function afterBreak(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2;
  return isBreak(text[at]) ? at + 1 : at;
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count += 1;
  return count;
}

/** A table that was read, and how it is to be read. */
import type { Encoding } from './table-text';

export interface Table {
  /** Each name once. */
  columns: string[];
  rows: TableLine[];
  encoding: Encoding;
  /** What parts the cells; null in JSON. */
  delimiter: string | null;
  /** The line that names the columns; 0 where none does, and in JSON. */
  headerLine: number;
  /** Lines above it, which are no rows. */
  above: number;
  /** The first lines as they stand; none in JSON. */
  opening: { line: number; cells: string[] }[];
}

/** How a person says that a table is to be read, where the guess is wrong. */
export interface Reading {
  encoding?: Encoding;
  /** The line that names the columns; 0 for none. */
  headerLine?: number;
}

/** `problem` says why a line is no row; its cells are then not to be trusted (of a broken one, its line as it stands). */
export interface TableLine {
  /** Counted as an editor or a spreadsheet counts: the header is 1. */
  line: number;
  cells: string[];
  problem: LineProblem | null;
}

export type LineProblem = 'broken-line' | 'too-many-cells' | 'cell-too-long';

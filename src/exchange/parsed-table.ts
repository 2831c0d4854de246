/** A table that was read, line by line. */
import type { Encoding } from './table-text';

export interface Table {
  /** Each name once. */
  columns: string[];
  rows: TableLine[];
  encoding: Encoding;
  /** What parts the cells; null in JSON. */
  delimiter: string | null;
}

/** `problem` says why a line is no row; its cells are then not to be trusted. */
export interface TableLine {
  /** Counted as an editor or a spreadsheet counts: the header is 1. */
  line: number;
  cells: string[];
  problem: LineProblem | null;
}

export type LineProblem = 'broken-line' | 'too-many-cells' | 'cell-too-long';

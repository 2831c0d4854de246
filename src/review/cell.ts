/** A number in a table of what was said and what is, whose pictures can be opened. */
export interface Cell {
  /** By column of the answers; null: anything but the label the other side names. */
  truth: number | null;
  said: number | null;
  /** "“Moss” taken for “Fern”". */
  title: string;
}

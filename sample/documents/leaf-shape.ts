export interface LeafShape {
  /** Breadth to length. */
  ratio: number;
  /** Where along its length it is broadest. */
  widest: number;
  margin: 'whole' | 'toothed' | 'lobed' | 'feathered';
  curl: number;
}

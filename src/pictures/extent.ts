/** In pixels, as stored: orientation is not applied yet. */
export interface Extent {
  width: number;
  height: number;
}

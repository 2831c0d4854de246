/** The pretrained network that turns a picture into a vector. */

export interface WeightSpec {
  name: string;
  shape: number[];
  dtype: 'float32';
}

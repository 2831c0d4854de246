/**
 * A network as the few operations that small runtimes know: the form in which TensorFlow Lite and the
 * standalone predictor get it. Data lies height × width × channels, one picture at a time.
 */

export type Activation = 'none' | 'relu' | 'relu6';

/** How a square slides over a picture; 'same' pads as TensorFlow does. */
export interface Sliding {
  /** Height and width. */
  size: [number, number];
  strides: [number, number];
  dilation: [number, number];
  padding: 'same' | 'valid';
}

/** What a step computes with. */
export interface Weights {
  /** Convolution: height, width, in, out. Depthwise: height, width, in, multiplier. Dense: in, out. */
  shape: number[];
  kernel: Float32Array;
  bias: Float32Array;
}

export type Work =
  | { kind: 'input' }
  | {
      kind: 'convolution' | 'depthwise';
      sliding: Sliding;
      weights: Weights;
      activation: Activation;
    }
  | { kind: 'dense'; weights: Weights; activation: Activation }
  | { kind: 'maximum-pool' | 'average-pool'; sliding: Sliding }
  | { kind: 'pad'; top: number; bottom: number; left: number; right: number }
  /** Over the whole picture: one number a channel. */
  | { kind: 'mean' | 'maximum' }
  | { kind: 'add'; activation: Activation }
  | { kind: 'join' }
  | { kind: 'flatten' }
  | { kind: 'relu' | 'relu6' | 'softmax' | 'sigmoid' };

export type Step = Work & {
  name: string;
  /** Numbers of the steps it reads: all before it. */
  inputs: number[];
  /** Of what comes out: [height, width, channels] or [channels]. */
  shape: number[];
};

/** The first step is the input, the last one gives the probabilities. */
export type Computation = Step[];

/** How many positions a sliding square takes along one side. */
export function positions(
  length: number,
  { size, strides, dilation, padding }: Sliding,
  axis: 0 | 1,
) {
  const reach = (size[axis] - 1) * dilation[axis] + 1;
  const room = padding === 'same' ? length : length - reach + 1;
  return Math.ceil(room / strides[axis]);
}

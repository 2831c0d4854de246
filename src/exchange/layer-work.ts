/** One layer of a network as the operations of `computation.ts`, or the reason why it has none. */
import type { Config, Layer } from '../model/graph';
import type { NamedWeight } from '../model/weights';
import { positions, type Activation, type Sliding, type Weights, type Work } from './computation';

/** Thrown for a layer that small runtimes have no word for; `computationOf` turns it into a failure. */
export class NoSuchWork extends Error {}

/** A piece of work with the shape it gives. */
export interface Shaped {
  work: Work;
  shape: number[];
}

export type WeightOf = (name: string) => NamedWeight | undefined;

/**
 * @param shapes What the layer reads.
 * @returns What it does, one after another; empty where it changes nothing (dropout).
 */
export function workOf(layer: Layer, shapes: readonly number[][], weightOf: WeightOf): Shaped[] {
  const { config, className } = layer;
  if ((config.data_format ?? 'channels_last') !== 'channels_last') refuse(layer);
  const shape = shapes[0] ?? [];
  switch (className) {
    case 'Conv2D':
    case 'DepthwiseConv2D':
      return convolution(layer, shape, weightOf);
    case 'SeparableConv2D':
      return separable(layer, shape, weightOf);
    case 'Dense':
      return dense(layer, shape, weightOf);
    case 'BatchNormalization':
      return [normalisation(layer, shape, weightOf)];
    case 'ReLU':
      return rectifier(layer, shape);
    case 'Activation':
      return activated(layer, activationOf(layer), shape);
    case 'Softmax':
      return activated(layer, 'softmax', shape);
    case 'Add':
      return [added(layer, shapes)];
    case 'Concatenate':
      return [joined(layer, shapes)];
    case 'ZeroPadding2D':
      return [padded(config, shape)];
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return [pooled(layer, shape)];
    case 'GlobalAveragePooling2D':
      return [{ work: { kind: 'mean' }, shape: shape.slice(-1) }];
    case 'GlobalMaxPooling2D':
      return [{ work: { kind: 'maximum' }, shape: shape.slice(-1) }];
    case 'Flatten':
      return [
        { work: { kind: 'flatten' }, shape: [shape.reduce((product, side) => product * side, 1)] },
      ];
    case 'Dropout':
    case 'SpatialDropout2D':
    case 'GaussianNoise':
    case 'GaussianDropout':
      return [];
    default:
      return refuse(layer);
  }
}

function refuse(layer: Layer): never {
  throw new NoSuchWork(`${layer.className} (${layer.name})`);
}

/** TensorFlow.js writes [2, 2] or 2. */
function pair(value: unknown, otherwise: number): [number, number] {
  if (Array.isArray(value)) return [Number(value[0]), Number(value[1])];
  return typeof value === 'number' ? [value, value] : [otherwise, otherwise];
}

function sliding(layer: Layer, size: [number, number], strides: [number, number]): Sliding {
  const { padding = 'valid', dilation_rate: dilation } = layer.config;
  if (padding !== 'same' && padding !== 'valid') refuse(layer);
  return { size, strides, dilation: pair(dilation, 1), padding };
}

function slid(
  [height = 0, width = 0]: readonly number[],
  over: Sliding,
  channels: number,
): number[] {
  return [positions(height, over, 0), positions(width, over, 1), channels];
}

function biasOf(layer: Layer, weightOf: WeightOf, channels: number): Float32Array {
  if (layer.config.use_bias === false) return new Float32Array(channels);
  return weightOf(`${layer.name}/bias`)?.values ?? refuse(layer);
}

function convolution(layer: Layer, shape: readonly number[], weightOf: WeightOf): Shaped[] {
  const kind = layer.className === 'Conv2D' ? 'convolution' : 'depthwise';
  const name = kind === 'convolution' ? 'kernel' : 'depthwise_kernel';
  const kernel = weightOf(`${layer.name}/${name}`) ?? refuse(layer);
  const [height = 0, width = 0, into = 0, out = 0] = kernel.shape;
  const channels = kind === 'convolution' ? out : into * out;
  const over = sliding(layer, [height, width], pair(layer.config.strides, 1));
  const bias = biasOf(layer, weightOf, channels);
  const weights = { shape: kernel.shape, kernel: kernel.values, bias };
  return activatedBy(layer, slid(shape, over, channels), (activation) => ({
    kind,
    sliding: over,
    weights,
    activation,
  }));
}

/** A depthwise convolution, then one of single pixels. */
function separable(layer: Layer, shape: readonly number[], weightOf: WeightOf): Shaped[] {
  const depthwise = weightOf(`${layer.name}/depthwise_kernel`) ?? refuse(layer);
  const pointwise = weightOf(`${layer.name}/pointwise_kernel`) ?? refuse(layer);
  const [height = 0, width = 0, into = 0, multiplier = 0] = depthwise.shape;
  const between = into * multiplier;
  const out = pointwise.shape[3] ?? 0;
  const over = sliding(layer, [height, width], pair(layer.config.strides, 1));
  const first: Weights = {
    shape: depthwise.shape,
    kernel: depthwise.values,
    bias: new Float32Array(between),
  };
  const second: Weights = {
    shape: pointwise.shape,
    kernel: pointwise.values,
    bias: biasOf(layer, weightOf, out),
  };
  const single: Sliding = { size: [1, 1], strides: [1, 1], dilation: [1, 1], padding: 'valid' };
  const middle = slid(shape, over, between);
  return [
    {
      work: { kind: 'depthwise', sliding: over, weights: first, activation: 'none' },
      shape: middle,
    },
    ...activatedBy(layer, [...middle.slice(0, 2), out], (activation) => ({
      kind: 'convolution',
      sliding: single,
      weights: second,
      activation,
    })),
  ];
}

function dense(layer: Layer, shape: readonly number[], weightOf: WeightOf): Shaped[] {
  if (shape.length !== 1) refuse(layer);
  const kernel = weightOf(`${layer.name}/kernel`) ?? refuse(layer);
  const out = kernel.shape[1] ?? 0;
  const bias = biasOf(layer, weightOf, out);
  const weights = { shape: kernel.shape, kernel: kernel.values, bias };
  return activatedBy(layer, [out], (activation) => ({ kind: 'dense', weights, activation }));
}

/** What could not be folded into a layer before it: each channel times a number plus a number. */
function normalisation(layer: Layer, shape: readonly number[], weightOf: WeightOf): Shaped {
  const { axis = -1, epsilon = 1e-3 } = layer.config;
  if (shape.length !== 3 || (axis !== -1 && axis !== 3)) refuse(layer);
  const part = (name: string) => weightOf(`${layer.name}/${name}`)?.values;
  const mean = part('moving_mean') ?? refuse(layer);
  const variance = part('moving_variance') ?? refuse(layer);
  const gamma = part('gamma');
  const beta = part('beta');
  const kernel = variance.map(
    (value, channel) => (gamma?.[channel] ?? 1) / Math.sqrt(value + Number(epsilon)),
  );
  const bias = kernel.map((scale, channel) => (beta?.[channel] ?? 0) - mean[channel]! * scale);
  return {
    work: {
      kind: 'depthwise',
      sliding: { size: [1, 1], strides: [1, 1], dilation: [1, 1], padding: 'valid' },
      weights: { shape: [1, 1, kernel.length, 1], kernel, bias },
      activation: 'none',
    },
    shape: [...shape],
  };
}

function rectifier(layer: Layer, shape: readonly number[]): Shaped[] {
  const { max_value: most = null, negative_slope: slope, threshold } = layer.config;
  if (Number(slope ?? 0) !== 0 || Number(threshold ?? 0) !== 0) refuse(layer);
  if (most !== null && most !== 6) refuse(layer);
  return activated(layer, most === 6 ? 'relu6' : 'relu', shape);
}

function activated(layer: Layer, name: string, shape: readonly number[]): Shaped[] {
  if (name === 'linear') return [];
  if (name !== 'relu' && name !== 'relu6' && name !== 'softmax' && name !== 'sigmoid')
    refuse(layer);
  if (name === 'softmax' && shape.length !== 1) refuse(layer);
  return [{ work: { kind: name }, shape: [...shape] }];
}

function activationOf(layer: Layer): string {
  const { activation = 'linear' } = layer.config;
  return typeof activation === 'string' ? activation : refuse(layer);
}

/** A layer with an activation of its own: taken in where the operation can, a step of its own elsewhere. */
function activatedBy(
  layer: Layer,
  shape: number[],
  work: (activation: Activation) => Work,
): Shaped[] {
  const name = activationOf(layer);
  if (name === 'relu' || name === 'relu6') return [{ work: work(name), shape }];
  return [{ work: work('none'), shape }, ...activated(layer, name, shape)];
}

function added(layer: Layer, [one = [], other = [], ...more]: readonly number[][]): Shaped {
  if (more.length > 0 || String(one) !== String(other)) refuse(layer);
  return { work: { kind: 'add', activation: 'none' }, shape: one };
}

function joined(layer: Layer, shapes: readonly number[][]): Shaped {
  const { axis = -1 } = layer.config;
  const [first = []] = shapes;
  if (axis !== -1 && axis !== first.length) refuse(layer);
  const channels = shapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0);
  return { work: { kind: 'join' }, shape: [...first.slice(0, -1), channels] };
}

function padded(config: Config, [height = 0, width = 0, channels = 0]: readonly number[]): Shaped {
  const { padding = 1 } = config;
  const [tall, wide] = Array.isArray(padding) ? (padding as unknown[]) : [padding, padding];
  const [top, bottom] = pair(tall, 0);
  const [left, right] = pair(wide, 0);
  return {
    work: { kind: 'pad', top, bottom, left, right },
    shape: [height + top + bottom, width + left + right, channels],
  };
}

function pooled(layer: Layer, shape: readonly number[]): Shaped {
  const size = pair(layer.config.pool_size, 2);
  const over = sliding(layer, size, layer.config.strides ? pair(layer.config.strides, 2) : size);
  const kind = layer.className === 'MaxPooling2D' ? 'maximum-pool' : 'average-pool';
  return { work: { kind, sliding: over }, shape: slid(shape, over, shape.at(-1) ?? 0) };
}

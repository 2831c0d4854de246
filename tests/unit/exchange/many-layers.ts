/** A network with every kind of layer that can leave, two branches of the same shape among them. */
import type { Network } from '../../../src/model/fold';
import type { Config, Layer } from '../../../src/model/graph';
import type { NamedWeight } from '../../../src/model/weights';
import { randomNumbers } from '../../../src/statistics/random';

export const manySide = 17;

export function manyLayers(): Network {
  const random = randomNumbers(5);
  const layers: Layer[] = [];
  const weights = new Map<string, NamedWeight>();
  const add = (className: string, name: string, config: Config, ...inputs: string[]) => {
    layers.push({ className, name, config: { ...config }, inputs });
    return name;
  };
  const weigh = (name: string, shape: number[], low = -0.5, high = 0.5) => {
    const length = shape.reduce((product, side) => product * side, 1);
    const values = Float32Array.from({ length }, () => low + random() * (high - low));
    weights.set(name, { shape, values });
  };
  const convolution = (name: string, from: number, to: number, config: Config, input: string) => {
    weigh(`${name}/kernel`, [3, 3, from, to]);
    weigh(`${name}/bias`, [to]);
    return add('Conv2D', name, { filters: to, kernel_size: [3, 3], ...config }, input);
  };

  let x = add('InputLayer', 'picture', {
    batch_input_shape: [null, manySide, manySide, 3],
    dtype: 'float32',
  });
  x = add(
    'ZeroPadding2D',
    'around',
    {
      padding: [
        [1, 2],
        [0, 1],
      ],
    },
    x,
  );
  x = convolution('stem', 3, 4, { strides: 2, padding: 'same', activation: 'relu' }, x);
  const left = convolution('left', 4, 4, { padding: 'same', dilation_rate: 2 }, x);
  const right = convolution('right', 4, 4, { padding: 'same' }, x);
  // Read the other way round than written: who goes by position would mix the two up.
  x = add('Concatenate', 'both', { axis: -1 }, right, left);
  for (const part of ['gamma', 'beta', 'moving_mean', 'moving_variance']) {
    weigh(`norm/${part}`, [8], part === 'moving_variance' ? 0.5 : -0.5, 1.5);
  }
  x = add('BatchNormalization', 'norm', { axis: -1, epsilon: 1e-3 }, x);
  x = add('ReLU', 'bent', { max_value: 6 }, x);
  weigh('apart/depthwise_kernel', [3, 3, 8, 2]);
  weigh('apart/pointwise_kernel', [1, 1, 16, 8]);
  weigh('apart/bias', [8]);
  const apart = add(
    'SeparableConv2D',
    'apart',
    { filters: 8, kernel_size: [3, 3], depth_multiplier: 2, padding: 'same' },
    x,
  );
  x = add('Add', 'sum', {}, x, apart);
  x = add('Activation', 'bent_again', { activation: 'relu' }, x);
  x = add('MaxPooling2D', 'largest', { pool_size: [3, 3], strides: [2, 2], padding: 'same' }, x);
  x = add('AveragePooling2D', 'mean', { pool_size: [2, 2], strides: [1, 1], padding: 'same' }, x);
  weigh('each/depthwise_kernel', [3, 3, 8, 1]);
  x = add(
    'DepthwiseConv2D',
    'each',
    {
      kernel_size: [3, 3],
      strides: [2, 2],
      depth_multiplier: 1,
      use_bias: false,
      padding: 'valid',
    },
    x,
  );
  x = add('Dropout', 'dropped', { rate: 0.5 }, x);
  x = add('Flatten', 'flat', {}, x);
  weigh('middle/kernel', [8 * 2 * 2, 6], -0.1, 0.1);
  weigh('middle/bias', [6]);
  x = add('Dense', 'middle', { units: 6, activation: 'relu' }, x);
  weigh('answers/kernel', [6, 3]);
  weigh('answers/bias', [3]);
  x = add('Dense', 'answers', { units: 3, activation: 'softmax' }, x);
  return { graph: { layers, output: x }, weights };
}

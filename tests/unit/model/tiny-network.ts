/** A network small enough for a test: two convolutions with BatchNorm, a residual block, a depthwise step. */
import { randomNumbers } from '../../../src/statistics/random';

interface LayerJson {
  class_name: string;
  name: string;
  config: Record<string, unknown>;
  inbound_nodes: unknown[];
}

export interface TinyModel {
  json: {
    format: string;
    modelTopology: {
      class_name: string;
      config: Record<string, unknown> & { layers: LayerJson[] };
    };
    weightsManifest: {
      paths: string[];
      weights: { name: string; shape: number[]; dtype: string }[];
    }[];
  };
  weights: ArrayBuffer;
}

export function layer(
  class_name: string,
  name: string,
  config: Record<string, unknown>,
  ...inputs: string[]
): LayerJson {
  const inbound_nodes = inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])];
  return { class_name, name, config: { name, ...config }, inbound_nodes };
}

const same = { padding: 'same', data_format: 'channels_last', activation: 'linear' };

/** Ends in an 8 × 8 × 16 feature map for a side of 32, with or without a classifier on top. */
export function tinyModel({
  side = 32,
  seed = 1,
  withBatchNorm = true,
  withTop = false,
} = {}): TinyModel {
  const random = randomNumbers(seed);
  const layers: LayerJson[] = [];
  const weights: { name: string; shape: number[]; values: Float32Array }[] = [];
  const weight = (name: string, shape: number[], low: number, high: number) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length }, () => low + random() * (high - low));
    weights.push({ name, shape, values });
  };
  const add = (json: LayerJson) => {
    layers.push(json);
    return json.name;
  };
  const norm = (name: string, channels: number, input: string) => {
    if (!withBatchNorm) return input;
    weight(`${name}/gamma`, [channels], 0.5, 1.5);
    weight(`${name}/beta`, [channels], -0.5, 0.5);
    weight(`${name}/moving_mean`, [channels], -0.5, 0.5);
    weight(`${name}/moving_variance`, [channels], 0.5, 2);
    return add(layer('BatchNormalization', name, { axis: -1, epsilon: 1e-3 }, input));
  };
  const conv = (name: string, from: number, to: number, strides: number, input: string) => {
    const size = strides === 2 ? 3 : 1;
    const reach = Math.sqrt(6 / (size * size * from));
    weight(`${name}/kernel`, [size, size, from, to], -reach, reach);
    if (!withBatchNorm) weight(`${name}/bias`, [to], -0.2, 0.2);
    const config = { filters: to, kernel_size: [size, size], strides: [strides, strides], ...same };
    const out = add(layer('Conv2D', name, { ...config, use_bias: !withBatchNorm }, input));
    return norm(`${name}_bn`, to, out);
  };
  const relu = (name: string, input: string) => add(layer('ReLU', name, { max_value: 6 }, input));

  let x = add(
    layer('InputLayer', 'picture', { batch_input_shape: [null, side, side, 3], dtype: 'float32' }),
  );
  x = relu('block1_relu', conv('block1_conv', 3, 8, 2, x));
  const shortcut = x;
  weight('block2_depthwise/depthwise_kernel', [3, 3, 8, 1], -0.5, 0.5);
  weight('block2_depthwise/bias', [8], -0.1, 0.1);
  const depthwise = {
    kernel_size: [3, 3],
    strides: [1, 1],
    depth_multiplier: 1,
    use_bias: true,
    ...same,
  };
  x = add(layer('DepthwiseConv2D', 'block2_depthwise', depthwise, x));
  x = relu('block2_relu', norm('block2_depthwise_bn', 8, x));
  x = conv('block2_project', 8, 8, 1, x);
  x = add(layer('Add', 'block2_add', {}, shortcut, x));
  x = relu('block3_relu', conv('block3_conv', 8, 12, 2, x));
  x = relu('block4_relu', conv('block4_conv', 12, 12, 1, x));
  x = relu('block5_relu', conv('block5_conv', 12, 16, 1, x));
  if (withTop) {
    x = add(layer('GlobalAveragePooling2D', 'pool', { data_format: 'channels_last' }, x));
    weight('top/kernel', [16, 3], -1, 1);
    weight('top/bias', [3], -1, 1);
    x = add(layer('Dense', 'top', { units: 3, activation: 'softmax', use_bias: true }, x));
  }
  return packed(layers, x, weights);
}

function packed(
  layers: LayerJson[],
  output: string,
  weights: { name: string; shape: number[]; values: Float32Array }[],
): TinyModel {
  const all = new Float32Array(weights.reduce((sum, { values }) => sum + values.length, 0));
  let offset = 0;
  for (const { values } of weights) {
    all.set(values, offset);
    offset += values.length;
  }
  const config = {
    name: 'tiny',
    layers,
    input_layers: [['picture', 0, 0]],
    output_layers: [[output, 0, 0]],
  };
  const specs = weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  return {
    json: {
      format: 'layers-model',
      modelTopology: { class_name: 'Model', config },
      weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
    },
    weights: all.buffer,
  };
}

/** Pictures of coloured noise; each kind leans towards its own colour and stripes. */
export function tinyPictures(
  count: number,
  kinds: number,
  side: number,
  seed: number,
): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomNumbers(seed, index);
    const kind = index % kinds;
    return Uint8Array.from({ length: side * side * 3 }, (_, at) => {
      const x = Math.floor(at / 3) % side;
      const isStripe = Math.floor(x / (2 + kind)) % 2 === 0;
      const colour = at % 3 === kind % 3 ? 60 : 0;
      return Math.floor(40 + colour + (isStripe ? 70 : 0) + random() * 80);
    });
  });
}

/** One-hot rows: item i is of kind i mod kinds. */
export function tinyTargets(count: number, kinds: number): Uint8Array {
  return Uint8Array.from({ length: count * kinds }, (_, at) =>
    Math.floor(at / kinds) % kinds === at % kinds ? 1 : 0,
  );
}

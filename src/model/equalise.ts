/**
 * Makes a network's kernels fit for one scale a tensor, which is all that TensorFlow.js's 8-bit weights
 * have. Where channels differ widely, one scale leaves the small ones hardly a level. Cross-layer
 * equalisation (Nagel et al. 2019) moves each channel's scale into the next layer; past a ReLU6, which
 * cuts at 6 whatever the scale, that is no longer the same network. Here the scale moves into a BatchNorm
 * right behind the kernel instead: the same network exactly, whatever follows, and channel by channel.
 */
import type { Network } from './fold';
import type { Layer } from './graph';
import type { NamedWeight } from './weights';

interface Equalised extends Network {
  /** Names of the kernels that are fit for eight bits: all of one range, −1 … 1 in every channel. */
  fit: Set<string>;
}

/**
 * Below this many inputs a kernel stays in half precision. Such kernels stand in the first blocks, are a
 * seventh of the bundled network's weights, and made half of what eight bits change in its vectors.
 */
const fewInputs = 97;
const epsilon = 1e-3;

/** Every convolution that is large enough and not rectified at once; the others stay as they are. */
export function equalised({ graph, weights }: Network): Equalised {
  const all = new Map(weights);
  const fit = new Set<string>();
  /** What reads a layer reads its scale from now on. */
  const now = new Map<string, string>();
  const layers = graph.layers.flatMap((layer): Layer[] => {
    const inputs = layer.inputs.map((name) => now.get(name) ?? name);
    const kernel = weights.get(`${layer.name}/kernel`);
    if (!isFit(layer, kernel)) return [{ ...layer, inputs }];
    const scale = `${layer.name}_scale`;
    const { shape, values } = kernel;
    const channels = shape[3]!;
    const largest = rangeOf(values, channels);
    const divided = values.map((value, at) => value / largest[at % channels]!);
    all.set(`${layer.name}/kernel`, { shape, values: divided });
    all.set(`${scale}/gamma`, vector(largest));
    all.set(
      `${scale}/beta`,
      vector(weights.get(`${layer.name}/bias`)?.values ?? new Float32Array(channels)),
    );
    all.set(`${scale}/moving_mean`, vector(new Float32Array(channels)));
    all.set(`${scale}/moving_variance`, vector(new Float32Array(channels).fill(1 - epsilon)));
    all.delete(`${layer.name}/bias`);
    fit.add(`${layer.name}/kernel`);
    now.set(layer.name, scale);
    return [
      { ...layer, inputs, config: { ...layer.config, use_bias: false } },
      {
        name: scale,
        className: 'BatchNormalization',
        config: { axis: -1, epsilon },
        inputs: [layer.name],
      },
    ];
  });
  return { graph: { layers, output: now.get(graph.output) ?? graph.output }, weights: all, fit };
}

function isFit(layer: Layer, kernel: NamedWeight | undefined): kernel is NamedWeight {
  const { activation = 'linear', data_format: format = 'channels_last' } = layer.config;
  return (
    layer.className === 'Conv2D' &&
    format === 'channels_last' &&
    (activation === 'linear' || activation === null) &&
    kernel !== undefined &&
    kernel.shape[2]! >= fewInputs
  );
}

function rangeOf(values: Float32Array, channels: number): Float32Array {
  const largest = new Float32Array(channels);
  values.forEach((value, at) => {
    largest[at % channels] = Math.max(largest[at % channels]!, Math.abs(value));
  });
  // A channel of zeros has no scale; any will do.
  return largest.map((value) => value || 1);
}

function vector(values: Float32Array): NamedWeight {
  return { shape: [values.length], values };
}

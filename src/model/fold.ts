/**
 * Folds BatchNorm into the layer before it, once, when a backbone is read. At inference
 * γ·(W·x + b − μ)/√(σ² + ε) + β is itself a convolution: kernel W·s and bias (b − μ)·s + β with
 * s = γ/√(σ² + ε). The folded network gives the same answers, is smaller and faster, and has no running
 * statistics that fine-tuning could spoil.
 */
import { consumersOf, layerNamed } from './graph';
import type { Graph, Layer } from './graph';
import type { NamedWeight } from './weights';

/** The kernel whose last axis (depthwise: last two axes) counts output channels. */
const kernels: Record<string, string> = {
  Conv2D: 'kernel',
  DepthwiseConv2D: 'depthwise_kernel',
  SeparableConv2D: 'pointwise_kernel',
  Dense: 'kernel',
};

export interface Network {
  graph: Graph;
  weights: Map<string, NamedWeight>;
}

/** A network without those BatchNorm layers that directly follow a linear layer nobody else reads. */
export function foldBatchNorm(network: Network): Network {
  const weights = new Map(network.weights);
  let graph = network.graph;
  for (const norm of network.graph.layers) {
    if (norm.className !== 'BatchNormalization') continue;
    const before = layerNamed(graph, layerNamed(graph, norm.name).inputs[0]!);
    if (!isFoldable(graph, before, norm)) continue;
    const scaled = scaledWeights(before, norm, weights);
    if (scaled === null) continue;
    for (const [name, weight] of scaled) weights.set(name, weight);
    for (const part of ['gamma', 'beta', 'moving_mean', 'moving_variance']) {
      weights.delete(`${norm.name}/${part}`);
    }
    graph = without(graph, norm, before);
  }
  return { graph, weights };
}

function isFoldable(graph: Graph, before: Layer, norm: Layer): boolean {
  const { axis = -1 } = norm.config;
  const { activation = 'linear', data_format: format = 'channels_last' } = before.config;
  const rank = before.className === 'Dense' ? 2 : 4;
  return (
    kernels[before.className] !== undefined &&
    (activation === 'linear' || activation === null) &&
    format === 'channels_last' &&
    (axis === -1 || axis === rank - 1) &&
    before.name !== graph.output &&
    consumersOf(graph, before.name).length === 1
  );
}

function scaledWeights(
  before: Layer,
  norm: Layer,
  weights: ReadonlyMap<string, NamedWeight>,
): Map<string, NamedWeight> | null {
  const kernelName = `${before.name}/${kernels[before.className]!}`;
  const part = (name: string) => weights.get(`${norm.name}/${name}`)?.values;
  const kernel = weights.get(kernelName);
  const mean = part('moving_mean');
  const variance = part('moving_variance');
  if (kernel === undefined || mean === undefined || variance === undefined) return null;
  const bias = weights.get(`${before.name}/bias`)?.values;
  // A weight that is missing is found out when the network is built.
  if (before.config.use_bias !== false && bias === undefined) return null;
  const channels = mean.length;
  if (kernel.values.length % channels !== 0 || variance.length !== channels) return null;
  const { epsilon = 1e-3 } = norm.config;
  const gamma = part('gamma');
  const beta = part('beta');
  const scale = Float64Array.from(
    variance,
    (value, channel) => (gamma?.[channel] ?? 1) / Math.sqrt(value + Number(epsilon)),
  );
  return new Map([
    // Row-major: the channel changes fastest, also over a depthwise kernel's last two axes.
    [
      kernelName,
      {
        shape: kernel.shape,
        values: kernel.values.map((value, at) => value * scale[at % channels]!),
      },
    ],
    [
      `${before.name}/bias`,
      {
        shape: [channels],
        values: Float32Array.from(
          scale,
          (factor, channel) =>
            ((bias?.[channel] ?? 0) - mean[channel]!) * factor + (beta?.[channel] ?? 0),
        ),
      },
    ],
  ]);
}

function without(graph: Graph, norm: Layer, before: Layer): Graph {
  const layers = graph.layers
    .filter((layer) => layer.name !== norm.name)
    .map((layer) => ({
      ...layer,
      config: layer.name === before.name ? { ...layer.config, use_bias: true } : layer.config,
      inputs: layer.inputs.map((input) => (input === norm.name ? before.name : input)),
    }));
  return { layers, output: graph.output === norm.name ? before.name : graph.output };
}

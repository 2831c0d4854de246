/**
 * A backbone as it embeds: its feature map averaged over the picture. A linear 1×1 convolution at its end
 * and the average may change places, so the average comes first: the convolution is then a matrix, computed
 * once a picture instead of at every place of the map.
 */
import type { Outcome } from '../outcome';
import { success } from '../outcome';
import { unpackWeights } from './backbone';
import type { BackboneArtifacts } from './backbone';
import type { Network } from './fold';
import { layerNamed, upTo } from './graph';
import type { Config, Layer } from './graph';
import { readTopology } from './topology';
import type { NamedWeight } from './weights';

const poolName = 'average_over_picture';

/**
 * float32 [n, side, side, 3] in [−1, 1] → float32 [n, dims]. Failures: 'malformed-model',
 * 'unsuitable-model'.
 */
export function embeddingNetwork(artifacts: BackboneArtifacts): Outcome<Network> {
  const read = readTopology(artifacts.topology as Config);
  if (!read.ok) return read;
  const unpacked = unpackWeights(artifacts);
  if (!unpacked.ok) return unpacked;
  const graph = read.value;
  const weights = unpacked.value;
  const last = layerNamed(graph, graph.output);
  const kernel = weights.get(`${last.name}/kernel`);
  if (kernel === undefined || !isProjection(last, kernel)) {
    const layers = [...graph.layers, averageOf(graph.output)];
    return success({ graph: { layers, output: poolName }, weights });
  }
  const before = upTo(graph, last.inputs[0]!);
  const dense: Layer = {
    name: last.name,
    className: 'Dense',
    config: {
      units: kernel.shape[3],
      activation: 'linear',
      use_bias: last.config.use_bias !== false,
    },
    inputs: [poolName],
  };
  return success({
    graph: { layers: [...before.layers, averageOf(before.output), dense], output: last.name },
    weights: new Map(weights).set(`${last.name}/kernel`, {
      shape: kernel.shape.slice(2),
      values: kernel.values,
    }),
  });
}

function averageOf(map: string): Layer {
  const config = { data_format: 'channels_last' };
  return { name: poolName, className: 'GlobalAveragePooling2D', config, inputs: [map] };
}

/** Whether a layer only multiplies each place of a map with one matrix. */
function isProjection({ className, config }: Layer, { shape }: NamedWeight): boolean {
  const { activation = 'linear', data_format: format = 'channels_last', strides = 1 } = config;
  return (
    className === 'Conv2D' &&
    shape[0] === 1 &&
    shape[1] === 1 &&
    [strides].flat().every((stride) => stride === 1) &&
    (activation === 'linear' || activation === null) &&
    format === 'channels_last'
  );
}

/** How deep fine-tuning reaches: where in a network the layers begin that may change. */
import type { FineTuneSettings } from './fine-tune-request';
import type { Graph, Layer } from './graph';

/** Layers of one residual or dense block usually share a beginning: block_3_expand, conv5_block3_1_conv. */
const blockName = /^(.*?block_?\d+[a-z]?)(?=_|$)/i;
const merging = new Set(['Add', 'Concatenate', 'Average', 'Maximum']);
/** Enough blocks that the last three are a part of the network, not nearly all of it. */
const enoughBlocks = 5;
/** Layers with weights taken for one block where a network shows no blocks. */
const layersPerBlock = 2;

export interface Division {
  /** Index of the first layer that may change. */
  first: number;
  /** The one layer through which everything after `first` sees the picture. */
  boundary: string;
}

/**
 * Divides a network into a frozen beginning and a trained rest. Blocks are told by layer names, else by
 * where the network merges or shrinks, else by counting layers with weights from the end. The division
 * moves towards the input until a single tensor crosses it.
 *
 * @param weighted Names of the layers that have weights.
 */
export function divide(
  graph: Graph,
  weighted: ReadonlySet<string>,
  depth: FineTuneSettings['depth'],
): Division {
  let first = depth === 'all' ? 1 : wishedStart(graph, weighted, depth === 'last-block' ? 1 : 3);
  for (; first > 1; first--) {
    const crossing = crossingAt(graph, first);
    if (crossing.size === 1) return { first, boundary: [...crossing][0]! };
  }
  return { first: 1, boundary: graph.layers[0]!.name };
}

function wishedStart(graph: Graph, weighted: ReadonlySet<string>, blocks: number): number {
  for (const starts of [startsByName(graph.layers), startsByShape(graph.layers, weighted)]) {
    if (starts.length >= enoughBlocks) return starts.at(-blocks)!;
  }
  const counted = [...graph.layers.keys()].filter((at) => weighted.has(graph.layers[at]!.name));
  return counted.at(-blocks * layersPerBlock) ?? 1;
}

function startsByName(layers: readonly Layer[]): number[] {
  const starts = new Map<string, number>();
  layers.forEach((layer, at) => {
    const name = blockName.exec(layer.name)?.[1];
    if (name !== undefined && !starts.has(name)) starts.set(name, at);
  });
  return [...starts.values()].sort((a, b) => a - b);
}

/** A block begins after a merge and at each layer that shrinks the picture; blocks without weights do not count. */
function startsByShape(layers: readonly Layer[], weighted: ReadonlySet<string>): number[] {
  const starts: number[] = [];
  let start = 1;
  let hasWeights = false;
  layers.forEach((layer, at) => {
    const previous = layers[at - 1];
    const begins = (previous && merging.has(previous.className)) || shrinks(layer);
    if (begins && at > start) {
      if (hasWeights) starts.push(start);
      if (hasWeights) start = at;
      hasWeights = false;
    }
    hasWeights ||= weighted.has(layer.name);
  });
  if (hasWeights) starts.push(start);
  return starts;
}

function shrinks({ className, config }: Layer): boolean {
  const strides = Array.isArray(config.strides) ? (config.strides as unknown[]) : [config.strides];
  const isPooling = className === 'MaxPooling2D' || className === 'AveragePooling2D';
  return isPooling || strides.some((stride) => typeof stride === 'number' && stride > 1);
}

/** Layers before `first` that layers from `first` on read. */
function crossingAt(graph: Graph, first: number): Set<string> {
  const early = new Set(graph.layers.slice(0, first).map((layer) => layer.name));
  const reads = graph.layers.slice(first).flatMap((layer) => layer.inputs);
  return new Set(reads.filter((name) => early.has(name)));
}

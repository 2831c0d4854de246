/** Finds where a network stops describing pictures and starts naming its own classes. */
import { layerNamed, upTo } from './graph';
import type { Graph } from './graph';

/** Layers that turn a feature map (height × width × channels) into a vector. */
const flattening = new Set(['GlobalAveragePooling2D', 'GlobalMaxPooling2D', 'Flatten']);

/**
 * The network up to its last feature map. Walks up from the output while there is a single way, and
 * cuts before the earliest layer on it that gives up the two dimensions of the picture; a network that
 * has none is left whole. So a classifier, an exported Vitrine model and a bare backbone all end alike.
 */
export function cutClassifier(graph: Graph): Graph {
  let cut = graph.output;
  let layer = layerNamed(graph, graph.output);
  while (layer.inputs.length === 1) {
    if (flattening.has(layer.className)) cut = layer.inputs[0]!;
    layer = layerNamed(graph, layer.inputs[0]!);
  }
  return upTo(graph, cut);
}

/**
 * A network as plain data: layers in the order they compute, each naming the layers it reads. Changing
 * a network (cutting, folding, splitting, putting a head on) happens here, on data, where it can be
 * tested without a tensor; TensorFlow.js only ever sees the finished topology.
 */
export type Config = Record<string, unknown>;

export interface Layer {
  name: string;
  className: string;
  config: Config;
  /** Names of the layers it reads, in order; empty for the input. */
  inputs: string[];
}

export interface Graph {
  /** Every layer after all those it reads; the first one is the only input. */
  layers: Layer[];
  output: string;
}

/** The layer of that name; asking for one that is not there is a bug. */
export function layerNamed(graph: Graph, name: string): Layer {
  const layer = graph.layers.find((candidate) => candidate.name === name);
  if (layer === undefined) throw new Error(`no layer ${name}`);
  return layer;
}

/** The layers that read it, in the order in which they compute. */
export function consumersOf(graph: Graph, name: string): Layer[] {
  return graph.layers.filter((layer) => layer.inputs.includes(name));
}

/** Only what `output` needs, which becomes the output. */
export function upTo(graph: Graph, output: string): Graph {
  const needed = new Set([output]);
  for (const layer of [...graph.layers].reverse()) {
    if (needed.has(layer.name)) for (const input of layer.inputs) needed.add(input);
  }
  return { layers: graph.layers.filter((layer) => needed.has(layer.name)), output };
}

/** The rest of a network after `boundary`, which everything later reaches through that layer alone. */
export function after(graph: Graph, boundary: string, shape: (number | null)[]): Graph {
  const at = graph.layers.findIndex((layer) => layer.name === boundary);
  return {
    layers: [inputLayer(boundary, shape), ...graph.layers.slice(at + 1)],
    output: graph.output,
  };
}

/** A float32 input; `shape` has the batch first, null for a side of any length. */
export function inputLayer(name: string, shape: (number | null)[]): Layer {
  const config = { name, batch_input_shape: shape, dtype: 'float32' };
  return { name, className: 'InputLayer', config, inputs: [] };
}

/** As a topology that `tf.loadLayersModel` reads: a functional model, every layer named. */
export function toTopology(graph: Graph, name: string): { class_name: string; config: Config } {
  const reference = (layer: string) => [layer, 0, 0];
  return {
    class_name: 'Model',
    config: {
      name,
      layers: graph.layers.map((layer) => ({
        name: layer.name,
        class_name: layer.className,
        config: { ...layer.config, name: layer.name },
        inbound_nodes:
          layer.inputs.length === 0 ? [] : [layer.inputs.map((input) => [input, 0, 0, {}])],
      })),
      input_layers: [reference(graph.layers[0]!.name)],
      output_layers: [reference(graph.output)],
    },
  };
}

/** A network as Keras describes it: a functional model that takes pictures as bytes, 0 to 255. */
import type { Config, Graph, Layer } from '../model/graph';

const scaling = 'from_bytes';

/** With a first layer that brings 0 … 255 to −1 … 1. */
export function takingBytes({ layers, output }: Graph): Graph {
  const [input, ...rest] = layers;
  const scale: Layer = {
    name: scaling,
    className: 'Rescaling',
    config: { scale: 1 / 127.5, offset: -1 },
    inputs: [input!.name],
  };
  const reading = rest.map((layer) => ({
    ...layer,
    inputs: layer.inputs.map((name) => (name === input!.name ? scaling : name)),
  }));
  return { layers: [input!, scale, ...reading], output };
}

export function kerasTopology({ layers, output }: Graph): { class_name: string; config: Config } {
  return {
    class_name: 'Functional',
    config: {
      name: 'vitrine_model',
      trainable: true,
      layers: layers.map((layer) => ({
        class_name: layer.className,
        name: layer.name,
        config: settings(layer),
        inbound_nodes:
          layer.inputs.length === 0 ? [] : [layer.inputs.map((name) => [name, 0, 0, {}])],
      })),
      input_layers: [[layers[0]!.name, 0, 0]],
      output_layers: [[output, 0, 0]],
    },
  };
}

/** An input's shape belongs to the input alone. */
function settings({ className, config, name }: Layer): Config {
  const { batch_input_shape: shape, dtype: _dtype, ...rest } = config;
  const named = { ...rest, name, trainable: true, dtype: 'float32' };
  return className === 'InputLayer'
    ? { batch_input_shape: shape, dtype: 'float32', sparse: false, ragged: false, name }
    : named;
}

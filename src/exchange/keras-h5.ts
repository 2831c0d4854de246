/**
 * Keras' HDF5 format: the network's description as JSON in an attribute of the file, the weights as
 * arrays in a group a layer. Keras 2 and 3 read it with `keras.models.load_model`.
 */
import { Dataset, Group, type File as Hdf5File } from 'h5wasm';
import type { Network } from '../model/fold';
import type { NamedWeight } from '../model/weights';
import { failure, success, type Outcome } from '../outcome';
import { inMemory } from './hdf5-memory';
import { kerasOrder } from './keras-order';
import { kerasTopology, takingBytes } from './keras-topology';

/** The version whose layout this is; Keras 3 reads it as one of before its time. */
const version = '2.15.0';
const backend = 'tensorflow';

/** As Keras orders the weights within a layer. */
const parameters = [
  'gamma',
  'beta',
  'moving_mean',
  'moving_variance',
  'depthwise_kernel',
  'pointwise_kernel',
  'kernel',
  'bias',
];

/** The network with a layer before it that takes pictures as bytes. */
export function writeKeras({ graph, weights }: Network): Promise<Uint8Array<ArrayBuffer>> {
  const whole = takingBytes(graph);
  const order = kerasOrder(whole);
  return inMemory.write((file) => {
    file.create_attribute('keras_version', version);
    file.create_attribute('backend', backend);
    file.create_attribute('model_config', JSON.stringify(kerasTopology(whole)));
    const all = file.create_group('model_weights');
    all.create_attribute('keras_version', version);
    all.create_attribute('backend', backend);
    all.create_attribute('layer_names', order);
    for (const layer of order) {
      const group = all.create_group(layer);
      const names = parameters.filter((parameter) => weights.has(`${layer}/${parameter}`));
      if (names.length === 0) {
        // An array of nothing needs a type of its own: HDF5 has no empty list of texts.
        group.create_attribute('weight_names', new Float64Array(0));
        continue;
      }
      group.create_attribute(
        'weight_names',
        names.map((parameter) => `${layer}/${parameter}:0`),
      );
      const arrays = group.create_group(layer);
      for (const parameter of names) {
        const { shape, values } = weights.get(`${layer}/${parameter}`)!;
        arrays.create_dataset({ name: `${parameter}:0`, data: values, shape, dtype: '<f' });
      }
    }
  });
}

/** What a Keras file holds, its weights by 'layer/parameter'. */
export interface KerasModel {
  topology: unknown;
  weights: Map<string, NamedWeight>;
}

/** Reads what `writeKeras` wrote. Fails with 'malformed-model'. */
export function readKeras(bytes: Uint8Array): Promise<Outcome<KerasModel>> {
  return inMemory.read(bytes, (file) => {
    const config = textOf(file, 'model_config');
    const all = file.get('model_weights');
    if (config === null || !(all instanceof Group)) {
      return failure('malformed-model', 'no Keras model');
    }
    const weights = new Map<string, NamedWeight>();
    for (const layer of textsOf(all, 'layer_names')) {
      const group = all.get(layer);
      if (!(group instanceof Group)) return failure('malformed-model', `no weights of ${layer}`);
      for (const path of textsOf(group, 'weight_names')) {
        const array = group.get(path);
        const values = array instanceof Dataset ? array.value : null;
        if (!(values instanceof Float32Array)) return failure('malformed-model', `no ${path}`);
        const shape = (array as Dataset).shape ?? [];
        weights.set(path.replace(/:0$/, ''), { shape, values });
      }
    }
    return success({ topology: JSON.parse(config) as unknown, weights });
  });
}

function textOf(place: Hdf5File, name: string): string | null {
  const value = place.attrs[name]?.value;
  return typeof value === 'string' ? value : null;
}

function textsOf(place: Group, name: string): string[] {
  const value = place.attrs[name]?.value;
  return Array.isArray(value) ? value.map(String) : [];
}

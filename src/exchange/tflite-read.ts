/**
 * Reads a TensorFlow Lite file back into layers that TensorFlow.js can run, so that the finished file can
 * be asked what it answers. It knows the operators that `writeLite` writes and no others.
 */
import type { Network } from '../model/fold';
import type { Config, Layer } from '../model/graph';
import type { NamedWeight } from '../model/weights';
import { failure, success, type Outcome } from '../outcome';
import { FlatTable } from './flat-buffer';
import { activations, fields, identifier, operators, paddings, tensorTypes } from './tflite-schema';

class Unreadable extends Error {}

/** Fails with 'malformed-model'. Weights come out in full precision. */
export function readLite(file: Uint8Array): Outcome<Network> {
  const model = FlatTable.root(file, identifier);
  if (!model) return failure('malformed-model', 'no TensorFlow Lite file');
  try {
    return success(new Reader(model).network());
  } catch (error) {
    if (error instanceof Unreadable) return failure('malformed-model', error.message);
    throw error;
  }
}

class Reader {
  readonly #codes: number[];
  readonly #buffers: FlatTable[];
  readonly #graph: FlatTable;
  readonly #tensors: FlatTable[];
  /** Values of tensors that stand in the file, or were computed from such. */
  readonly #constants = new Map<number, NamedWeight>();
  readonly #layers: Layer[] = [];
  readonly #weights = new Map<string, NamedWeight>();

  constructor(model: FlatTable) {
    const { model: m, code } = fields;
    this.#codes = model.tables(m.codes).map((each) => each.int32(code.builtin, 0));
    this.#buffers = model.tables(m.buffers);
    const [graph] = model.tables(m.subgraphs);
    if (!graph) throw new Unreadable('no graph');
    this.#graph = graph;
    this.#tensors = graph.tables(fields.subgraph.tensors);
  }

  network(): Network {
    const { subgraph, operator } = fields;
    const [input = -1] = this.#graph.int32s(subgraph.inputs);
    const [output = -1] = this.#graph.int32s(subgraph.outputs);
    const [, ...shape] = this.#shape(input);
    const config = { batch_input_shape: [null, ...shape], dtype: 'float32' };
    this.#layers.push({ name: this.#name(input), className: 'InputLayer', config, inputs: [] });
    for (const each of this.#graph.tables(subgraph.operators)) {
      const code = this.#codes[each.int32(operator.code, 0)] ?? -1;
      this.#read(code, each);
    }
    return {
      graph: { layers: this.#layers, output: this.#name(output) },
      weights: this.#weights,
    };
  }

  #read(code: number, operator: FlatTable): void {
    const inputs = operator.int32s(fields.operator.inputs);
    const [output = -1] = operator.int32s(fields.operator.outputs);
    const options = operator.table(fields.operator.options);
    const [input = -1, second = -1, third = -1] = inputs;
    const option = (field: number, otherwise: number) =>
      options?.int32(field, otherwise) ?? otherwise;
    const choice = (field: number) => options?.int8(field, 0) ?? 0;
    const sliding = () => ({
      padding: choice(0) === paddings.same ? 'same' : 'valid',
      strides: [option(2, 1), option(1, 1)],
    });
    const add = (className: string, config: Config, reads: readonly number[] = [input]) => {
      const name = this.#name(output);
      this.#layers.push({ name, className, config, inputs: reads.map((at) => this.#name(at)) });
    };
    switch (code) {
      case operators.dequantize:
        this.#constants.set(output, this.#values(input));
        return;
      case operators.convolution: {
        const { shape, values } = this.#values(second);
        const [out = 0, height = 0, width = 0, into = 0] = shape;
        const kernel = { shape: [height, width, into, out], values: inwards(values, out) };
        this.#weigh(output, 'kernel', kernel, third);
        return add('Conv2D', {
          filters: out,
          kernel_size: [height, width],
          dilation_rate: [option(5, 1), option(4, 1)],
          activation: activation(choice(3)),
          ...sliding(),
        });
      }
      case operators.depthwise: {
        const { shape, values } = this.#values(second);
        const [, height = 0, width = 0, out = 0] = shape;
        const multiplier = option(3, 1);
        const kernel = { shape: [height, width, out / multiplier, multiplier], values };
        this.#weigh(output, 'depthwise_kernel', kernel, third);
        return add('DepthwiseConv2D', {
          kernel_size: [height, width],
          depth_multiplier: multiplier,
          dilation_rate: [option(6, 1), option(5, 1)],
          activation: activation(choice(4)),
          ...sliding(),
        });
      }
      case operators.fullyConnected: {
        const { shape, values } = this.#values(second);
        const [out = 0, into = 0] = shape;
        this.#weigh(output, 'kernel', { shape: [into, out], values: inwards(values, out) }, third);
        return add('Dense', { units: out, activation: activation(choice(0)) });
      }
      case operators.maxPool:
      case operators.averagePool: {
        const className = code === operators.maxPool ? 'MaxPooling2D' : 'AveragePooling2D';
        return add(className, { pool_size: [option(4, 1), option(3, 1)], ...sliding() });
      }
      case operators.pad: {
        const [, , top, bottom, left, right] = this.#integers(second);
        return add('ZeroPadding2D', {
          padding: [
            [top, bottom],
            [left, right],
          ],
        });
      }
      case operators.mean:
        return add('GlobalAveragePooling2D', {});
      case operators.reduceMax:
        return add('GlobalMaxPooling2D', {});
      case operators.add:
        return this.#sum(output, inputs, activation(choice(0)));
      case operators.concatenation:
        return add('Concatenate', { axis: -1 }, inputs);
      case operators.reshape:
        return add('Flatten', {});
      case operators.relu:
        return add('ReLU', {});
      case operators.relu6:
        return add('ReLU', { max_value: 6 });
      case operators.logistic:
        return add('Activation', { activation: 'sigmoid' });
      case operators.softmax:
        return add('Activation', { activation: 'softmax' });
      default:
        throw new Unreadable(`operator ${code}`);
    }
  }

  /** A sum that rectifies is two layers to TensorFlow.js. */
  #sum(output: number, inputs: readonly number[], rectifier: string): void {
    const name = this.#name(output);
    const reads = inputs.map((at) => this.#name(at));
    if (rectifier === 'linear') {
      this.#layers.push({ name, className: 'Add', config: {}, inputs: reads });
      return;
    }
    const sum = `${name}_sum`;
    this.#layers.push(
      { name: sum, className: 'Add', config: {}, inputs: reads },
      { name, className: 'Activation', config: { activation: rectifier }, inputs: [sum] },
    );
  }

  #weigh(output: number, name: string, kernel: NamedWeight, bias: number): void {
    this.#weights.set(`${this.#name(output)}/${name}`, kernel);
    this.#weights.set(`${this.#name(output)}/bias`, this.#values(bias));
  }

  #tensor(number: number): FlatTable {
    const tensor = this.#tensors[number];
    if (!tensor) throw new Unreadable(`no tensor ${number}`);
    return tensor;
  }

  #name(number: number): string {
    return this.#tensor(number).text(fields.tensor.name);
  }

  #shape(number: number): number[] {
    return this.#tensor(number).int32s(fields.tensor.shape);
  }

  #content(number: number): DataView {
    const buffer = this.#buffers[this.#tensor(number).int32(fields.tensor.buffer, 0)];
    if (!buffer) throw new Unreadable(`no values of ${this.#name(number)}`);
    const { buffer: all, byteOffset, byteLength } = buffer.bytes(fields.buffer.data);
    return new DataView(all, byteOffset, byteLength);
  }

  #integers(number: number): number[] {
    const content = this.#content(number);
    const length = content.byteLength / 4;
    return Array.from({ length }, (_, at) => content.getInt32(4 * at, true));
  }

  /** In full precision, whatever they are stored in. */
  #values(number: number): NamedWeight {
    const known = this.#constants.get(number);
    if (known) return known;
    const tensor = this.#tensor(number);
    const shape = this.#shape(number);
    const content = this.#content(number);
    const length = shape.reduce((product, side) => product * side, 1);
    const type = tensor.int8(fields.tensor.type, 0);
    const width = type === tensorTypes.int8 ? 1 : 4;
    if (content.byteLength !== length * width) throw new Unreadable(`size of tensor ${number}`);
    if (type === tensorTypes.float32) {
      const values = Float32Array.from({ length }, (_, at) => content.getFloat32(4 * at, true));
      return { shape, values };
    }
    const quantisation = tensor.table(fields.tensor.quantization);
    if (type !== tensorTypes.int8 || !quantisation)
      throw new Unreadable(`type of tensor ${number}`);
    const scales = quantisation.float32s(fields.quantization.scale);
    const dimension = quantisation.int32(fields.quantization.dimension, 0);
    const inner = shape.slice(dimension + 1).reduce((product, side) => product * side, 1);
    const values = Float32Array.from({ length }, (_, at) => {
      return content.getInt8(at) * scales[Math.floor(at / inner) % scales.length]!;
    });
    return { shape, values };
  }
}

function activation(number: number): string {
  if (number === activations.relu) return 'relu';
  return number === activations.relu6 ? 'relu6' : 'linear';
}

/** From [out, …] to […, out]. */
function inwards(values: Float32Array, out: number): Float32Array {
  const into = values.length / out;
  return Float32Array.from(values, (_, at) => values[(at % out) * into + Math.floor(at / out)]!);
}

/** What a TensorFlow Lite file is put together from: buffers, tensors that lie in them, operators between. */
import {
  bytes,
  float32s,
  int32,
  int32s,
  int64s,
  int8,
  table,
  tables,
  text,
  uint32,
  type Table,
} from './flat-buffer';
import { fields, operators, tensorTypes, version } from './tflite-schema';

/** How values of eight bits are to be read: a scale for each place along one dimension. */
export interface Scales {
  scales: Float32Array;
  dimension: number;
}

export class LiteParts {
  // The first buffer is the empty one that tensors without values of their own point to.
  readonly #buffers: Table[] = [{}];
  readonly #tensors: Table[] = [];
  readonly #operators: Table[] = [];
  readonly #codes: number[] = [];

  /** One that is computed, for any number of pictures at once. @returns Its number. */
  computed(name: string, shape: readonly number[]): number {
    const { tensor } = fields;
    return this.#tensor({
      [tensor.shape]: int32s([1, ...shape]),
      [tensor.type]: int8(tensorTypes.float32),
      [tensor.buffer]: uint32(0),
      [tensor.name]: text(name),
      [tensor.signature]: int32s([-1, ...shape]),
    });
  }

  /** One whose values stand in the file. */
  constant(
    name: string,
    shape: readonly number[],
    values: Float32Array | Int32Array | Int8Array,
    quantisation: Scales | null = null,
  ): number {
    const { tensor } = fields;
    const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return this.#tensor({
      [tensor.shape]: int32s(shape),
      [tensor.type]: int8(typeOf(values)),
      [tensor.buffer]: uint32(this.buffer(content)),
      [tensor.name]: text(name),
      ...(quantisation ? { [tensor.quantization]: table(scaled(quantisation)) } : {}),
    });
  }

  /** A tensor of full precision that is computed once from one of eight bits. */
  dequantised(name: string, shape: readonly number[]): number {
    const { tensor } = fields;
    return this.#tensor({
      [tensor.shape]: int32s(shape),
      [tensor.type]: int8(tensorTypes.float32),
      [tensor.buffer]: uint32(0),
      [tensor.name]: text(name),
    });
  }

  operator(
    kind: keyof typeof operators,
    inputs: readonly number[],
    output: number,
    options: { type: number; content: Table } | null = null,
  ): void {
    const { operator } = fields;
    this.#operators.push({
      [operator.code]: uint32(this.#code(operators[kind])),
      [operator.inputs]: int32s(inputs),
      [operator.outputs]: int32s([output]),
      ...(options
        ? {
            [operator.optionsType]: int8(options.type),
            [operator.options]: table(options.content),
          }
        : {}),
    });
  }

  /** Keeps bytes. @returns Their number. */
  buffer(content: Uint8Array): number {
    this.#buffers.push({ [fields.buffer.data]: bytes(content) });
    return this.#buffers.length - 1;
  }

  model(input: number, output: number, about: { description: string; metadata: number }): Table {
    const { model, subgraph, metadata } = fields;
    const graph: Table = {
      [subgraph.tensors]: tables(this.#tensors),
      [subgraph.inputs]: int32s([input]),
      [subgraph.outputs]: int32s([output]),
      [subgraph.operators]: tables(this.#operators),
      [subgraph.name]: text('main'),
    };
    return {
      [model.version]: uint32(version),
      [model.codes]: tables(this.#codes.map(codeTable)),
      [model.subgraphs]: tables([graph]),
      [model.description]: text(about.description),
      [model.buffers]: tables(this.#buffers),
      [model.metadata]: tables([
        {
          [metadata.name]: text('TFLITE_METADATA'),
          [metadata.buffer]: uint32(about.metadata),
        },
      ]),
    };
  }

  #tensor(content: Table): number {
    this.#tensors.push(content);
    return this.#tensors.length - 1;
  }

  #code(code: number): number {
    const known = this.#codes.indexOf(code);
    return known < 0 ? this.#codes.push(code) - 1 : known;
  }
}

function typeOf(values: Float32Array | Int32Array | Int8Array): number {
  if (values instanceof Float32Array) return tensorTypes.float32;
  return values instanceof Int32Array ? tensorTypes.int32 : tensorTypes.int8;
}

function scaled({ scales, dimension }: Scales): Table {
  const { quantization } = fields;
  return {
    [quantization.scale]: float32s(scales),
    [quantization.zeroPoint]: int64s(new Uint8Array(scales.length)),
    [quantization.dimension]: int32(dimension),
  };
}

/** The earliest version of an operator that does what is asked here: 2 knows eight bits and gaps. */
function codeTable(code: number): Table {
  const { code: field } = fields;
  const needsSecond = code === operators.dequantize || code === operators.depthwise;
  return {
    [field.deprecated]: int8(code),
    [field.version]: int32(needsSecond ? 2 : 1),
    [field.builtin]: int32(code),
  };
}

/** Weights as tensors of an ONNX file, at the precision asked for, brought back to float32 by the file itself. */
import { dataTypeNumber, type Node, type Tensor } from './onnx-proto';
import { quantised } from './per-channel';

export type OnnxPrecision = 'float32' | 'float16' | 'int8';

/** Collects the tensors and nodes of a graph as it is put together. */
export class OnnxParts {
  readonly tensors: Tensor[] = [];
  readonly nodes: Node[] = [];

  constructor(
    readonly precision: OnnxPrecision,
    /** IEEE half precision, from the model room. */
    readonly toFloat16: (values: Float32Array) => Uint16Array,
  ) {}

  node(
    op: string,
    inputs: readonly string[],
    output: string,
    attributes?: Node['attributes'],
  ): string {
    this.nodes.push({ op, inputs, output, ...(attributes ? { attributes } : {}) });
    return output;
  }

  floats(name: string, values: Float32Array, dims: readonly number[] = [values.length]): string {
    this.tensors.push({ name, type: 'float32', dims, bytes: bytesOf(values) });
    return name;
  }

  integers(name: string, values: readonly number[], dims = [values.length]): string {
    const bytes = bytesOf(BigInt64Array.from(values, BigInt));
    this.tensors.push({ name, type: 'int64', dims, bytes });
    return name;
  }

  /**
   * Weights that are multiplied with what passes by: what can be made smaller.
   *
   * @param isPlentiful Whether eight bits are enough: they are where many weights add up to one number. What
   *   has few (colours, single channels) or decides directly (the labels) keeps half precision then.
   */
  kernel(
    name: string,
    values: Float32Array,
    dims: readonly number[],
    isPlentiful: boolean,
  ): string {
    if (this.precision === 'float32') return this.floats(name, values, dims);
    if (this.precision === 'float16' || !isPlentiful) {
      const bytes = bytesOf(this.toFloat16(values));
      this.tensors.push({ name: `${name}.half`, type: 'float16', dims, bytes });
      const to = { int: dataTypeNumber('float32') };
      return this.node('Cast', [`${name}.half`], name, { to });
    }
    // A scale for each channel of the result, which is the first side.
    const each = values.length / dims[0]!;
    const { values: levels, scales } = quantised(values, dims[0]!, (at) => Math.floor(at / each));
    this.tensors.push({ name: `${name}.int8`, type: 'int8', dims, bytes: bytesOf(levels) });
    this.floats(`${name}.scale`, scales);
    const inputs = [`${name}.int8`, `${name}.scale`];
    return this.node('DequantizeLinear', inputs, name, { axis: { int: 0 } });
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/**
 * The part of the ONNX schema (onnx.proto) that a model of ours needs, written field by field in
 * Protocol Buffers' own encoding. Numbers after `tag(` are the field numbers of the public schema.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** TensorProto.DataType. */
const dataTypes = { float32: 1, uint8: 2, int8: 3, int64: 7, float16: 10 } as const;
type DataType = keyof typeof dataTypes;
/** For the attribute `to` of Cast. */
export const dataTypeNumber = (type: DataType): number => dataTypes[type];

export interface Tensor {
  name: string;
  type: DataType;
  dims: readonly number[];
  /** Little-endian. */
  bytes: Uint8Array;
}

export type Attribute =
  { int: number } | { ints: readonly number[] } | { float: number } | { string: string };

export interface Node {
  op: string;
  inputs: readonly string[];
  /** Its one result, which is also its name. */
  output: string;
  attributes?: Readonly<Record<string, Attribute>>;
}

interface ValueInfo {
  name: string;
  type: DataType;
  /** A string names a side that is known only when the model runs. */
  dims: readonly (number | string)[];
}

interface OnnxModel {
  opset: number;
  producer: { name: string; version: string };
  about: string;
  name: string;
  nodes: readonly Node[];
  tensors: readonly Tensor[];
  input: ValueInfo;
  output: ValueInfo;
  metadata: readonly (readonly [string, string])[];
}

/** Files of this version of the format are read since 2022. */
const irVersion = 8;

export function encodeOnnx(model: OnnxModel): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int64(irVersion);
  text(writer, 2, model.producer.name);
  text(writer, 3, model.producer.version);
  text(writer, 6, model.about);
  within(writer, 7, () => {
    for (const node of model.nodes) within(writer, 1, () => writeNode(writer, node));
    text(writer, 2, model.name);
    for (const tensor of model.tensors) within(writer, 5, () => writeTensor(writer, tensor));
    within(writer, 11, () => writeValueInfo(writer, model.input));
    within(writer, 12, () => writeValueInfo(writer, model.output));
  });
  within(writer, 8, () => {
    text(writer, 1, '');
    writer.tag(2, WireType.Varint).int64(model.opset);
  });
  for (const [key, value] of model.metadata) {
    within(writer, 14, () => {
      text(writer, 1, key);
      text(writer, 2, value);
    });
  }
  return writer.finish();
}

function within(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function writeNode(writer: BinaryWriter, { op, inputs, output, attributes = {} }: Node): void {
  for (const input of inputs) text(writer, 1, input);
  text(writer, 2, output);
  text(writer, 3, output);
  text(writer, 4, op);
  for (const [name, attribute] of Object.entries(attributes)) {
    within(writer, 5, () => writeAttribute(writer, name, attribute));
  }
}

/** With AttributeProto.AttributeType in field 20. */
function writeAttribute(writer: BinaryWriter, name: string, attribute: Attribute): void {
  const type = (number: number) => writer.tag(20, WireType.Varint).int32(number);
  text(writer, 1, name);
  if ('float' in attribute) {
    writer.tag(2, WireType.Bit32).float(attribute.float);
    type(1);
  } else if ('int' in attribute) {
    writer.tag(3, WireType.Varint).int64(attribute.int);
    type(2);
  } else if ('string' in attribute) {
    text(writer, 4, attribute.string);
    type(3);
  } else {
    for (const value of attribute.ints) writer.tag(8, WireType.Varint).int64(value);
    type(7);
  }
}

function writeTensor(writer: BinaryWriter, { name, type, dims, bytes }: Tensor): void {
  for (const dim of dims) writer.tag(1, WireType.Varint).int64(dim);
  writer.tag(2, WireType.Varint).int32(dataTypes[type]);
  text(writer, 8, name);
  writer.tag(9, WireType.LengthDelimited).bytes(bytes);
}

function writeValueInfo(writer: BinaryWriter, { name, type, dims }: ValueInfo): void {
  text(writer, 1, name);
  within(writer, 2, () =>
    within(writer, 1, () => {
      writer.tag(1, WireType.Varint).int32(dataTypes[type]);
      within(writer, 2, () => {
        for (const dim of dims) {
          within(writer, 1, () => {
            if (typeof dim === 'string') text(writer, 2, dim);
            else writer.tag(1, WireType.Varint).int64(dim);
          });
        }
      });
    }),
  );
}

/** Reads what a model says about itself out of an ONNX file: onnxruntime for JavaScript does not tell. */
import { BinaryReader } from '@bufbuild/protobuf/wire';

/** ModelProto: ir_version 1, opset_import 8, metadata_props 14. */
export function readOnnxMetadata(file: Uint8Array): {
  irVersion: number;
  opset: number;
  metadata: Record<string, string>;
} {
  const found = { irVersion: 0, opset: 0, metadata: {} as Record<string, string> };
  const reader = new BinaryReader(file);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === 1) found.irVersion = Number(reader.int64());
    else if (field === 8) {
      const entry = new BinaryReader(reader.bytes());
      while (entry.pos < entry.len) {
        const [part, kind] = entry.tag();
        if (part === 2) found.opset = Number(entry.int64());
        else entry.skip(kind);
      }
    } else if (field === 14) {
      const entry = new BinaryReader(reader.bytes());
      const pair: Record<number, string> = {};
      while (entry.pos < entry.len) pair[entry.tag()[0]] = entry.string();
      found.metadata[pair[1] ?? ''] = pair[2] ?? '';
    } else reader.skip(type);
  }
  return found;
}

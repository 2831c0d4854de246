/**
 * A model as an ONNX file that takes pictures as they are: resizing and scaling are part of the network,
 * and what it is, what it learned from and under which licence stand in its metadata.
 */
import { number } from '../messages/numbers';
import type { Network } from '../model/fold';
import { success, type Outcome } from '../outcome';
import { computationOf } from './computation-of';
import { codeSection, type FormatFiles, type FormatUsage } from './format-files';
import type { ModelDescription } from './model-description';
import { prepare } from './onnx-picture';
import { encodeOnnx } from './onnx-proto';
import { writeSteps } from './onnx-steps';
import { OnnxParts, type OnnxPrecision } from './onnx-weights';

/** Resizing that averages came with this version of the operators (2022). */
const opset = 18;
export const onnxFile = 'model.onnx';
export const onnxNames = { input: 'pictures', output: 'probabilities' };

/** Fails with 'unsupported-layer'. @param toFloat16 The model room's. */
export function onnxFiles(
  network: Network,
  model: ModelDescription,
  precision: OnnxPrecision,
  toFloat16: (values: Float32Array) => Uint16Array,
): Outcome<FormatFiles> {
  const steps = computationOf(network);
  if (!steps.ok) return steps;
  const parts = new OnnxParts(precision, toFloat16);
  const square = prepare(parts, onnxNames.input, model.inputSize);
  const answer = writeSteps(parts, steps.value, square);
  parts.node('Identity', [answer], onnxNames.output);
  const bytes = encodeOnnx({
    opset,
    producer: { name: 'Vitrine', version: model.appVersion },
    about: `Made from “${model.collection}”, run ${model.run.number}.`,
    name: 'vitrine_model',
    nodes: parts.nodes,
    tensors: parts.tensors,
    input: { name: onnxNames.input, type: 'uint8', dims: ['batch', 'height', 'width', 3] },
    output: {
      name: onnxNames.output,
      type: 'float32',
      dims: ['batch', model.labels.length],
    },
    metadata: metadataOf(model),
  });
  return success({ files: [{ name: onnxFile, content: bytes }], usage: usage(model, bytes) });
}

/** JSON where names may hold anything. */
function metadataOf(model: ModelDescription): [string, string][] {
  const { labels, task, floor, backbone, snapshot, appVersion, collection, run } = model;
  return [
    ['labels', JSON.stringify(labels.map(({ name }) => name))],
    ['label_uris', JSON.stringify(labels.map(({ uri }) => uri))],
    ['task', task],
    ['floor', String(floor)],
    ['collection', collection],
    ['run', String(run.number)],
    ['licence', backbone.licence],
    ['backbone', `${backbone.name}, sha256 ${backbone.hash}`],
    ['snapshot', snapshot?.hash ?? ''],
    ['app_version', appVersion],
  ];
}

function usage({ inputSize, precision }: ModelDescription, bytes: Uint8Array): FormatUsage {
  return {
    name: `ONNX (opset ${opset})`,
    files: [
      `- \`${onnxFile}\`: the network with its ${precision} weights, ${number(bytes.byteLength)} bytes. Label names, licence and`,
      '  what it learned from are in its metadata, too.',
    ],
    input: [
      `In: \`${onnxNames.input}\`, uint8, shape [n, height, width, 3], red, green, blue: the picture as it is, of any size. The`,
      `network scales it to ${inputSize} × ${inputSize} and scales it by itself. Pictures of one call share a height and a width; ask`,
      'one at a time where they differ. Transparency should be white, and the orientation noted in a photograph',
      'applied, before.',
    ],
    examples: [
      codeSection('## In Python', 'python', [
        'import json',
        'import numpy as np',
        'import onnxruntime',
        'from PIL import Image, ImageOps',
        '',
        `session = onnxruntime.InferenceSession("${onnxFile}")`,
        'labels = json.loads(session.get_modelmeta().custom_metadata_map["labels"])',
        '',
        'picture = ImageOps.exif_transpose(Image.open("picture.jpg")).convert("RGB")',
        `answer = session.run(None, {"${onnxNames.input}": np.asarray(picture)[None]})[0][0]`,
        'for label, probability in sorted(zip(labels, answer), key=lambda pair: -pair[1]):',
        '    print(f"{probability:.3f}  {label}")',
      ]),
    ],
    checkedWith: 'ONNX Runtime Web',
  };
}

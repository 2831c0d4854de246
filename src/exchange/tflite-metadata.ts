/**
 * What a TensorFlow Lite file says about itself: the metadata that mobile tools look for, with how a
 * picture is to be prepared, and the labels in a zip appended to the file.
 */
import type { ModelDescription } from './model-description';
import {
  float32s,
  int8,
  table,
  tables,
  text,
  uint32,
  writeFlatBuffer,
  type Table,
} from './flat-buffer';
import { oneLine } from './words';
import { writeArchive } from './zip-archive';

const labelsName = 'labels.txt';
/** Numbers of the schema: kinds in its unions, and in its lists of values. */
const kinds = { image: 2, normalisation: 1, feature: 1, axisLabels: 2, rgb: 1 };

export function writeLiteMetadata(model: ModelDescription): Uint8Array<ArrayBuffer> {
  const { collection, run, inputSize, backbone, appVersion } = model;
  const input: Table = {
    0: text('picture'),
    1: text('The whole picture, scaled to the square, transparency on white.'),
    3: table({
      0: int8(kinds.image),
      1: table({
        0: int8(kinds.rgb),
        1: table({ 0: uint32(inputSize), 1: uint32(inputSize) }),
      }),
    }),
    4: tables([
      {
        0: int8(kinds.normalisation),
        1: table({ 0: float32s([127.5]), 1: float32s([127.5]) }),
      },
    ]),
    5: table({ 0: float32s([1]), 1: float32s([-1]) }),
  };
  const output: Table = {
    0: text('probability'),
    1: text('Of each label, in the order of the labels.'),
    3: table({ 0: int8(kinds.feature), 1: table({}) }),
    5: table({ 0: float32s([1]), 1: float32s([0]) }),
    6: tables([{ 0: text(labelsName), 2: int8(kinds.axisLabels) }]),
  };
  const metadata: Table = {
    0: text(collection),
    1: text(`An image classifier, run ${run.number} of “${collection}”.`),
    2: text(String(run.version)),
    3: tables([{ 2: tables([input]), 3: tables([output]) }]),
    4: text(`Vitrine ${appVersion}`),
    5: text(backbone.licence || 'not stated'),
    7: text('1.0.0'),
  };
  return writeFlatBuffer(metadata, 'M001');
}

/** The labels as a zip, uncompressed, which stands after the end of the model. */
export async function appendedLabels({ labels, at }: ModelDescription): Promise<Uint8Array> {
  const lines = labels.map(({ name }) => `${oneLine(name)}\n`).join('');
  const content = new TextEncoder().encode(lines);
  const zip = await writeArchive([{ name: labelsName, content }], at);
  return new Uint8Array(await zip.arrayBuffer());
}

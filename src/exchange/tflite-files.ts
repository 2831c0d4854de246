/** A model as one `.tflite` file for phones and small machines. */
import { number } from '../messages/numbers';
import type { Network } from '../model/fold';
import { success, type Outcome } from '../outcome';
import { computationOf } from './computation-of';
import { codeSection, squashed, type FormatFiles, type FormatUsage } from './format-files';
import type { ModelDescription } from './model-description';
import { appendedLabels, writeLiteMetadata } from './tflite-metadata';
import { writeLite } from './tflite-write';

export const liteFile = 'model.tflite';

/** Fails with 'unsupported-layer'. */
export async function liteFiles(
  network: Network,
  model: ModelDescription,
  precision: 'float32' | 'int8',
): Promise<Outcome<FormatFiles>> {
  const steps = computationOf(network);
  if (!steps.ok) return steps;
  const description = `Run ${model.run.number} of “${model.collection}”, made with Vitrine ${model.appVersion}.`;
  const lite = writeLite(steps.value, precision, {
    description,
    metadata: writeLiteMetadata(model),
  });
  const labels = await appendedLabels(model);
  const content = new Uint8Array(lite.length + labels.length);
  content.set(lite);
  content.set(labels, lite.length);
  const files = [{ name: liteFile, content }];
  return success({ files, usage: usage(model, precision, content.byteLength) });
}

function usage(
  { inputSize, tensorflowVersion }: ModelDescription,
  precision: 'float32' | 'int8',
  size: number,
): FormatUsage {
  const weights =
    precision === 'float32'
      ? 'float32 weights'
      : 'weights in eight bits, a scale for each channel; everything is computed in full precision';
  return {
    name: `TensorFlow Lite (${precision})`,
    files: [
      `- \`${liteFile}\`: the network with ${weights},`,
      `  ${number(size)} bytes. The labels and how to prepare a picture are in its metadata, too.`,
    ],
    input: [
      `In: float32, shape [n, ${inputSize}, ${inputSize}, 3], red, green, blue, each value between −1 and 1`,
      '(a byte divided by 127.5, minus 1). n is 1 unless the interpreter is told otherwise.',
      ...squashed,
    ],
    examples: [
      codeSection('## In Python', 'python', [
        'import numpy as np',
        'from ai_edge_litert.interpreter import Interpreter  # or tensorflow.lite.Interpreter',
        'from PIL import Image, ImageOps',
        '',
        `interpreter = Interpreter("${liteFile}")`,
        'interpreter.allocate_tensors()',
        'labels = open("labels.txt", encoding="utf-8").read().splitlines()',
        '',
        'picture = ImageOps.exif_transpose(Image.open("picture.jpg")).convert("RGB")',
        `picture = picture.resize((${inputSize}, ${inputSize}), Image.Resampling.LANCZOS)`,
        'pixels = np.asarray(picture, dtype="float32")[None] / 127.5 - 1',
        'interpreter.set_tensor(interpreter.get_input_details()[0]["index"], pixels)',
        'interpreter.invoke()',
        'answer = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])[0]',
        'for label, probability in sorted(zip(labels, answer), key=lambda pair: -pair[1]):',
        '    print(f"{probability:.3f}  {label}")',
      ]),
    ],
    checkedWith: `TensorFlow.js ${tensorflowVersion}, which rebuilt the network from the file`,
  };
}

/** A model in the TensorFlow.js layers format: `model.json` and its weights, as `tf.loadLayersModel` reads them. */
import { number } from '../messages/numbers';
import { codeSection, squashed, type FormatFiles, type FormatUsage } from './format-files';
import type { ModelDescription } from './model-description';

/** The one weights file that `model.json` must name. */
export const weightsFile = 'weights.bin';

/** A network as it lies in files: the content of `model.json`, and its weights in manifest order. */
export interface NetworkFiles {
  modelJson: unknown;
  weights: ArrayBuffer;
}

type Described = Pick<ModelDescription, 'inputSize' | 'precision' | 'tensorflowVersion'>;

/** `network.modelJson` must name `weightsFile` as its only weights path. */
export function tfjsFiles(network: NetworkFiles, model: Described): FormatFiles {
  return {
    files: [
      { name: 'model.json', content: JSON.stringify(network.modelJson) },
      { name: weightsFile, content: new Uint8Array(network.weights) },
    ],
    usage: usage(model, network.weights.byteLength),
  };
}

function usage(
  { inputSize, precision, tensorflowVersion }: Described,
  weightBytes: number,
): FormatUsage {
  return {
    name: 'TensorFlow.js layers',
    files: [
      '- `model.json`: the network, ready for `tf.loadLayersModel`.',
      `- \`weights.bin\`: its weights, ${precision}, ${number(weightBytes)} bytes.`,
    ],
    input: [
      `In: float32, shape [n, ${inputSize}, ${inputSize}, 3], red, green, blue, each value between −1 and 1`,
      '(a byte divided by 127.5, minus 1).',
      ...squashed,
      '',
      'Teachable Machine’s library crops to a square before it scales, so its answers differ for pictures far from square.',
    ],
    examples: [inBrowser(inputSize), inNode(inputSize)],
    checkedWith: `TensorFlow.js ${tensorflowVersion}`,
  };
}

function inBrowser(inputSize: number): string[] {
  return codeSection('## In a browser', 'js', [
    "import * as tf from '@tensorflow/tfjs';",
    '',
    "const model = await tf.loadLayersModel('model.json');",
    "const { labels } = await (await fetch('metadata.json')).json();",
    '',
    `const side = ${inputSize};`,
    '',
    'function squashed(picture, side) {',
    '  const canvas = new OffscreenCanvas(side, side);',
    "  const context = canvas.getContext('2d');",
    "  context.imageSmoothingQuality = 'high';",
    "  context.fillStyle = 'white';",
    '  context.fillRect(0, 0, side, side);',
    '  context.drawImage(picture, 0, 0, side, side);',
    '  return canvas;',
    '}',
    '',
    'async function classify(file) {',
    '  const picture = await createImageBitmap(file);',
    '  // A large picture is drawn in two steps: in one, fine patterns would leave a moiré.',
    '  const isLarge = picture.width > side || picture.height > side;',
    '  const canvas = squashed(isLarge ? squashed(picture, 2 * side) : picture, side);',
    '  const answer = tf.tidy(() => {',
    '    const pixels = tf.browser.fromPixels(canvas);',
    '    return model.predict(tf.expandDims(tf.sub(tf.div(pixels, 127.5), 1)));',
    '  });',
    '  const probabilities = await answer.data();',
    '  answer.dispose();',
    '  return labels.map((label, index) => ({ label, probability: probabilities[index] }));',
    '}',
  ]);
}

function inNode(inputSize: number): string[] {
  return codeSection('## In Node.js', 'js', [
    "import { readFile } from 'node:fs/promises';",
    "import * as tf from '@tensorflow/tfjs';",
    '',
    "const { modelTopology, weightsManifest } = JSON.parse(await readFile('model.json', 'utf8'));",
    "const { buffer, byteOffset, byteLength } = await readFile('weights.bin');",
    'const model = await tf.loadLayersModel(',
    '  tf.io.fromMemory({',
    '    modelTopology,',
    '    weightSpecs: weightsManifest[0].weights,',
    '    weightData: buffer.slice(byteOffset, byteOffset + byteLength),',
    '  }),',
    ');',
    `// rgb: a Uint8Array of ${inputSize} × ${inputSize} × 3 bytes from the image library you use`,
    `const input = tf.sub(tf.div(tf.tensor4d(rgb, [1, ${inputSize}, ${inputSize}, 3]), 127.5), 1);`,
    'console.log(await model.predict(input).data());',
  ]);
}

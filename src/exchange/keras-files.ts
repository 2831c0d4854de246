/** A model as one `.h5` file for Keras. */
import { number } from '../messages/numbers';
import type { Network } from '../model/fold';
import { codeSection, squashed, type FormatFiles } from './format-files';
import { writeKeras } from './keras-h5';
import type { ModelDescription } from './model-description';

export const kerasFile = 'model.h5';

export async function kerasFiles(network: Network, model: ModelDescription): Promise<FormatFiles> {
  const { inputSize, tensorflowVersion } = model;
  const bytes = await writeKeras(network);
  const size = number(bytes.byteLength);
  return {
    files: [{ name: kerasFile, content: bytes }],
    usage: {
      name: 'Keras (HDF5)',
      files: [`- \`${kerasFile}\`: the network and its float32 weights, ${size} bytes.`],
      input: [
        `In: float32, shape [n, ${inputSize}, ${inputSize}, 3], red, green, blue, each value between 0 and 255; the first`,
        'layer scales them.',
        ...squashed,
      ],
      examples: [
        codeSection('## In Python', 'python', [
          'import keras',
          'import numpy as np',
          'from PIL import Image, ImageOps',
          '',
          `model = keras.models.load_model("${kerasFile}", compile=False)`,
          'labels = open("labels.txt", encoding="utf-8").read().splitlines()',
          '',
          'picture = ImageOps.exif_transpose(Image.open("picture.jpg")).convert("RGB")',
          `picture = picture.resize((${inputSize}, ${inputSize}), Image.Resampling.LANCZOS)`,
          'answer = model.predict(np.asarray(picture, dtype="float32")[None], verbose=0)[0]',
          'for label, probability in sorted(zip(labels, answer), key=lambda pair: -pair[1]):',
          '    print(f"{probability:.3f}  {label}")',
        ]),
      ],
      checkedWith: `TensorFlow.js ${tensorflowVersion}, which rebuilt the network from the file`,
    },
  };
}

/**
 * Every way a model can leave: who writes it, and who opens the finished file again, from its bytes, to
 * ask it what it answers. A new variant is one entry here.
 */
import { unpackModel } from '../../exchange/model-zip';
import type { OnnxPrecision } from '../../exchange/onnx-weights';
import {
  decodeSafetensors,
  safetensorsFile,
  safetensorsFiles,
} from '../../exchange/safetensors-files';
import { tfjsFiles, weightsFile } from '../../exchange/tfjs-files';
import { readArchive } from '../../exchange/zip-archive';
import { packWeights } from '../../model/backbone';
import { openOnnx } from '../../model/onnx-runtime';
import { toFloat16 } from '../../statistics/half-precision';
import { encodeWeights, modelJson, networkOf, openModel, quantiseModel } from '../../model/whole';
import { failure, success, type Outcome } from '../../outcome';
import type { VariantName } from '../protocol/export';
import { answering } from './reopened-model';
import { rgbOf } from './reference-preprocessing';
import { keras, lite } from './tensorflow-variants';
import type { Variant } from './variant';

function tfjs(precision: 'float32' | 'float16' | 'uint8'): Variant {
  return {
    format: 'tfjs',
    precision,
    write(whole, model) {
      const { manifest, bytes, ...made } =
        precision === 'uint8'
          ? quantiseModel(whole)
          : { model: whole, ...encodeWeights(whole, precision) };
      const json = modelJson(made.model, manifest, weightsFile);
      return Promise.resolve(success(tfjsFiles({ modelJson: json, weights: bytes }, model)));
    },
    async open(file) {
      const unpacked = await unpackModel(file);
      if (!unpacked.ok) return unpacked;
      return answering(await openModel(unpacked.value.modelJson, unpacked.value.weights));
    },
  };
}

function onnx(precision: OnnxPrecision): Variant {
  return {
    format: 'onnx',
    precision,
    async write(whole, model) {
      const { onnxFiles } = await import('../../exchange/onnx-files');
      return onnxFiles(networkOf(whole), model, precision, toFloat16);
    },
    async open(file, { inputSize }) {
      const { onnxFile, onnxNames } = await import('../../exchange/onnx-files');
      const bytes = await fileIn(file, onnxFile);
      if (!bytes.ok) return bytes;
      const opened = await openOnnx(bytes.value, onnxNames);
      if (!opened.ok) return opened;
      const network = opened.value;
      return success({
        run: (pixels) => network.run(pixels, inputSize, inputSize),
        look: (picture) => {
          const { width, height } = picture;
          return network.run([rgbOf(picture, width, height)], width, height);
        },
        dispose: () => network.dispose(),
      });
    },
  };
}

const safetensors: Variant = {
  format: 'safetensors',
  precision: 'float32',
  write: (whole, model) => Promise.resolve(success(safetensorsFiles(networkOf(whole), model))),
  async open(file, whole) {
    const bytes = await fileIn(file, safetensorsFile);
    if (!bytes.ok) return bytes;
    const weights = decodeSafetensors(bytes.value);
    if (!weights.ok) return weights;
    const read = { ...whole, ...packWeights(weights.value) };
    return answering(await openModel(modelJson(read, read.specs, weightsFile), read.weights));
  },
};

async function fileIn(archive: Blob, name: string): Promise<Outcome<Uint8Array>> {
  const files = await readArchive(archive);
  if (!files.ok) return files;
  const bytes = files.value.get(name);
  return bytes ? success(bytes) : failure('malformed-model', `${name} is missing`);
}

export const variants: Record<VariantName, Variant> = {
  'tfjs-float32': tfjs('float32'),
  'tfjs-float16': tfjs('float16'),
  'tfjs-uint8': tfjs('uint8'),
  'onnx-float32': onnx('float32'),
  'onnx-float16': onnx('float16'),
  'onnx-int8': onnx('int8'),
  'safetensors-float32': safetensors,
  'keras-float32': keras,
  'tflite-float32': lite('float32'),
  'tflite-int8': lite('int8'),
};

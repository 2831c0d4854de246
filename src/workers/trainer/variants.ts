/**
 * Every way a model can leave: who writes it, and who opens the finished file again, from its bytes, to
 * ask it what it answers. A new variant is one entry here.
 */
import { unpackModel } from '../../exchange/model-zip';
import type { FormatFiles } from '../../exchange/format-files';
import type { ModelDescription, ModelFormat, Precision } from '../../exchange/model-description';
import { tfjsFiles, weightsFile } from '../../exchange/tfjs-files';
import { encodeWeights, modelJson, openModel, type WholeModel } from '../../model/whole';
import { success, type Outcome } from '../../outcome';
import type { VariantName } from '../protocol';
import { drawnOnce } from './drawn-once';

/** A finished file, opened. */
export interface Answering {
  /** Probabilities, n × classes, of pictures as `networkView` gives them. */
  run(pixels: readonly Uint8Array[]): Promise<Float32Array>;
  /** Of one picture, prepared as the format prepares it; null where it prepares none. */
  look: ((picture: ImageBitmap) => Promise<Float32Array>) | null;
  dispose(): void;
}

export interface Variant {
  readonly format: ModelFormat;
  readonly precision: Precision;
  /** Fails with 'unsupported-layer' where the format cannot say what a layer does. */
  write(whole: WholeModel, model: ModelDescription): Promise<Outcome<FormatFiles>>;
  /** @param file What `packModel` made of it. */
  open(file: Blob, whole: WholeModel): Promise<Outcome<Answering>>;
}

function tfjs(precision: 'float32' | 'float16'): Variant {
  return {
    format: 'tfjs',
    precision,
    write(whole, model) {
      const { manifest, bytes } = encodeWeights(whole, precision);
      const json = modelJson(whole, manifest, weightsFile);
      return Promise.resolve(success(tfjsFiles({ modelJson: json, weights: bytes }, model)));
    },
    open: openTfjs,
  };
}

async function openTfjs(file: Blob): Promise<Outcome<Answering>> {
  const unpacked = await unpackModel(file);
  if (!unpacked.ok) return unpacked;
  const model = await openModel(unpacked.value.modelJson, unpacked.value.weights);
  if (!model.ok) return model;
  const opened = model.value;
  return success({
    run: (pixels) => opened.run(pixels),
    look: (picture) => opened.run([drawnOnce(picture, opened.inputSize)]),
    dispose: () => opened.dispose(),
  });
}

export const variants: Record<VariantName, Variant> = {
  'tfjs-float32': tfjs('float32'),
  'tfjs-float16': tfjs('float16'),
};

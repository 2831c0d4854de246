/**
 * What a stranger does with a model we exported: unzips it and follows its README in Node.js, with
 * plain TensorFlow.js and nothing of ours.
 */
import * as tf from '@tensorflow/tfjs';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';

export interface Reloaded {
  /** From metadata.json, in the order of the outputs. */
  labels: string[];
  /** From labels.txt. */
  labelLines: string[];
  imageSize: number;
  /** n × labels.length, row-major. */
  probabilities: Float32Array;
}

interface ModelJson {
  modelTopology: object;
  weightsManifest: tf.io.WeightsManifestConfig;
}

interface Metadata {
  labels: string[];
  imageSize: number;
}

/** `pixels`: pictures as RGB bytes, imageSize × imageSize × 3 each, as the README asks for them. */
export async function reloadInNode(zip: Uint8Array, pixels: Uint8Array[]): Promise<Reloaded> {
  const files = await unzip(zip);
  const { modelTopology, weightsManifest } = JSON.parse(text(files, 'model.json')) as ModelJson;
  const metadata = JSON.parse(text(files, 'metadata.json')) as Metadata;
  const weights = bytes(files, weightsManifest[0]?.paths[0] ?? '');
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0]?.weights ?? [],
      weightData: weights.slice().buffer,
    }),
  );
  const side = metadata.imageSize;
  const outputs: number[] = [];
  for (const rgb of pixels) {
    const answer = tf.tidy(() => {
      const input = tf.sub(tf.div(tf.tensor4d(rgb, [1, side, side, 3], 'int32'), 127.5), 1);
      return model.predict(input) as tf.Tensor;
    });
    outputs.push(...(await answer.data()));
    answer.dispose();
  }
  model.dispose();
  return {
    labels: metadata.labels,
    labelLines: text(files, 'labels.txt').trimEnd().split('\n'),
    imageSize: side,
    probabilities: Float32Array.from(outputs),
  };
}

async function unzip(zip: Uint8Array): Promise<Map<string, Uint8Array>> {
  const reader = new ZipReader(new BlobReader(new Blob([zip.slice()])));
  const files = new Map<string, Uint8Array>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  await reader.close();
  return files;
}

function bytes(files: Map<string, Uint8Array>, name: string): Uint8Array {
  const content = files.get(name);
  if (!content) throw new Error(`There is no ${name} in the zip`);
  return content;
}

function text(files: Map<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(bytes(files, name));
}

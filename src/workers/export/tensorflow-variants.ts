/** Keras and TensorFlow Lite files, opened again by rebuilding the network and asking TensorFlow.js. */
import { readArchive } from '../../exchange/zip-archive';
import { toTopology } from '../../model/graph';
import { networkOf } from '../../model/whole';
import { failure, success, type Outcome } from '../../outcome';
import { answering } from './reopened-model';
import { openNetwork } from './reopen-network';
import type { Variant } from './variant';

/** Their writers, and the libraries behind them, are fetched by those who want such a file. */
export const keras: Variant = {
  format: 'keras',
  precision: 'float32',
  async write(whole, model) {
    const { kerasFiles } = await import('../../exchange/keras-files');
    return success(await kerasFiles(networkOf(whole), model));
  },
  async open(file) {
    const { kerasFile } = await import('../../exchange/keras-files');
    const { readKeras } = await import('../../exchange/keras-h5');
    const content = await contentOf(file, kerasFile);
    if (!content.ok) return content;
    const read = await readKeras(content.value);
    if (!read.ok) return read;
    return answering(await openNetwork(read.value.topology, read.value.weights, 'bytes'));
  },
};

export function lite(precision: 'float32' | 'int8'): Variant {
  return {
    format: 'tflite',
    precision,
    async write(whole, model) {
      const { liteFiles } = await import('../../exchange/tflite-files');
      return liteFiles(networkOf(whole), model, precision);
    },
    async open(file) {
      const { liteFile } = await import('../../exchange/tflite-files');
      const { readLite } = await import('../../exchange/tflite-read');
      const content = await contentOf(file, liteFile);
      if (!content.ok) return content;
      const read = readLite(content.value);
      if (!read.ok) return read;
      const topology = toTopology(read.value.graph, 'read_back');
      return answering(await openNetwork(topology, read.value.weights, 'signed'));
    },
  };
}

async function contentOf(zip: Blob, name: string): Promise<Outcome<Uint8Array>> {
  const archive = await readArchive(zip);
  if (!archive.ok) return archive;
  const content = archive.value.get(name);
  return content ? success(content) : failure('malformed-model', `${name} is missing`);
}

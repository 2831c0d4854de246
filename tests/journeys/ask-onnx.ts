/** What a stranger does with an ONNX export of ours: unzips it and asks it with onnxruntime. */
import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export interface OnnxAnswers {
  /** From metadata.json, in the order of the outputs. */
  labels: string[];
  /** n × labels.length, row-major. */
  probabilities: Float32Array;
  /** Everything in the zip. */
  files: string[];
}

/** `pixels`: square pictures as RGB bytes. */
export async function askOnnx(zip: Uint8Array, pixels: Uint8Array[]): Promise<OnnxAnswers> {
  const reader = new ZipReader(new BlobReader(new Blob([zip.slice()])));
  const entries = (await reader.getEntries()).filter((entry) => !entry.directory);
  const entry = (name: string) => {
    const found = entries.find(({ filename }) => filename === name);
    if (!found) throw new Error(`There is no ${name} in the zip`);
    return found;
  };
  const session = await InferenceSession.create(
    await entry('model.onnx').getData(new Uint8ArrayWriter()),
  );
  const metadata = JSON.parse(await entry('metadata.json').getData(new TextWriter())) as {
    labels: string[];
  };
  const probabilities: number[] = [];
  for (const rgb of pixels) {
    const side = Math.sqrt(rgb.length / 3);
    const input = new Tensor('uint8', rgb, [1, side, side, 3]);
    const { probabilities: answer } = await session.run({ pictures: input });
    probabilities.push(...(answer!.data as Float32Array));
  }
  await reader.close();
  return {
    labels: metadata.labels,
    probabilities: Float32Array.from(probabilities),
    files: entries.map(({ filename }) => filename),
  };
}

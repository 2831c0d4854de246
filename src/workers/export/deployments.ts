/** The ways out that are more than a model file: a page, a folder of scripts, a folder to serve from. */
import { readArchive, writeArchive } from '../../exchange/zip-archive';
import { failure } from '../../outcome';
import type { Deployment } from '../protocol/export';
import { predictor } from './predictor-variant';
import { variants } from './variants';
import type { Variant } from './variant';

const onnx = variants['onnx-float32'];

const batch: Variant = {
  ...onnx,
  format: 'batch',
  async write(whole, model) {
    const { batchFiles } = await import('../../exchange/batch-files');
    const written = await onnx.write(whole, model);
    return written.ok ? { ok: true, value: batchFiles(written.value) } : written;
  },
};

const serving: Variant = {
  ...onnx,
  format: 'serving',
  async write(whole, model) {
    const { servingFiles } = await import('../../exchange/serving-files');
    const written = await onnx.write(whole, model);
    return written.ok ? { ok: true, value: servingFiles(written.value, model) } : written;
  },
  async open(file, whole) {
    const { onnxFile } = await import('../../exchange/onnx-files');
    const files = await readArchive(file);
    if (!files.ok) return files;
    const found = [...files.value].find(([name]) => name.endsWith(`/1/${onnxFile}`));
    if (!found) return failure('malformed-model', 'there is no model in the repository');
    const alone = await writeArchive([{ name: onnxFile, content: found[1] }], 0);
    return onnx.open(alone, whole);
  },
};

export const deployments: Record<Deployment, Variant> = { predictor, batch, serving };

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readKeras, writeKeras } from '../../../src/exchange/keras-h5';
import { readArtifacts } from '../../../src/model/backbone';
import { networkOf } from '../../../src/model/whole';
import { openNetwork } from '../../../src/workers/export/reopen-network';
import { hasPackages, runPython } from '../../python/python';
import {
  bundledFolder,
  hasMobilenet,
  mobilenetFolder,
  storedArtifacts,
} from '../model/stored-backbones';
import { tinyModel } from '../model/tiny-network';
import { largestGap, sameFirst, servedModel, type ServedModel } from './served-model';

const tiny = tinyModel();
const tinyRead = readArtifacts(tiny.json, tiny.weights);
if (!tinyRead.ok) throw new Error(tinyRead.problem.detail);

const hasKeras = hasPackages('keras', 'tensorflow') || hasPackages('keras', 'jax');

describe.each([
  ['the bundled backbone', () => storedArtifacts(bundledFolder), true, ['softmax']],
  ['a backbone with a residual block', () => tinyRead.value, true, ['softmax', 'sigmoid']],
  ['MobileNet from ../shared', () => storedArtifacts(mobilenetFolder), hasMobilenet, ['sigmoid']],
] as const)('a Keras file of %s', (_, artifacts, isThere, heads) => {
  describe.skipIf(!isThere).each(heads)('with a %s head', (kind) => {
    let served: ServedModel;
    let file: Uint8Array<ArrayBuffer>;
    beforeAll(async () => {
      served = await servedModel(artifacts(), kind);
      file = await writeKeras(networkOf(served.whole));
    });

    it('read back and run by TensorFlow.js answers as it served, to 1e-4', async () => {
      const read = await readKeras(file);
      if (!read.ok) throw new Error(read.problem.detail);
      const open = await openNetwork(read.value.topology, read.value.weights, 'bytes');
      if (!open.ok) throw new Error(open.problem.detail);
      const answers = await open.value.run(served.pictures);
      open.value.dispose();
      expect(largestGap(answers, served.serving)).toBeLessThanOrEqual(1e-4);
    });

    it.skipIf(!hasKeras)('answers the same in Python', { timeout: 120_000 }, () => {
      const folder = mkdtempSync(join(tmpdir(), 'vitrine-keras-'));
      const path = (name: string) => join(folder, name);
      writeFileSync(path('model.h5'), file);
      writeFileSync(path('pictures'), Buffer.concat(served.pictures));
      const side = String(served.whole.inputSize);
      const script = join(import.meta.dirname, '../../python/ask_keras.py');
      runPython(script, path('model.h5'), path('pictures'), side, path('answers'));
      const answers = new Float32Array(new Uint8Array(readFileSync(path('answers'))).buffer);
      expect(largestGap(answers, served.serving)).toBeLessThanOrEqual(1e-4);
      expect(sameFirst(answers, served.serving)).toBe(served.pictures.length);
    });
  });
});

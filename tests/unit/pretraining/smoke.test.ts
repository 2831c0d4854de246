/** The recipe of `pretraining/` in small, from pictures to the app: where Python has PyTorch. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../src/model/backend';
import { loadEmbedder } from '../../../src/model/embedder';
import { hasPackages, runPython } from '../../python/python';
import { storedArtifacts } from '../model/stored-backbones';

/** What the smoke run leaves beside the exported network. */
interface Golden {
  side: number;
  pictures: number[][];
  vectors: number[][];
  /** Views seen, then the losses: all together, features, answers, relations, hints. */
  curves: Record<'blocks' | 'whole' | 'alone', [number, number, number, number, number, number][]>;
}

const packages = ['torch', 'numpy', 'PIL'];

describe.skipIf(!hasPackages(...packages))(
  `a backbone pretrained in small (needs Python with ${packages.join(', ')})`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-pretraining-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    let golden: Golden;

    beforeAll(async () => {
      runPython(join(import.meta.dirname, '../../../pretraining'), '--smoke', folder);
      golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
      expect(await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null })).toMatchObject({
        value: { backend: 'wasm' },
      });
    }, 300_000);

    it('learns block by block what the blocks of its teacher do', () => {
      const hints = golden.curves.blocks.map(([, , , , , loss]) => loss);
      expect(mean(hints.slice(-5))).toBeLessThan(0.8 * mean(hints.slice(0, 5)));
    });

    it('then as a whole to answer as its teacher does', () => {
      const losses = golden.curves.whole.map(([, loss]) => loss);
      expect(mean(losses.slice(-3))).toBeLessThan(0.9 * mean(losses.slice(0, 3)));
    });

    it('and does so without hints and with rounded weights, too', () => {
      expect(golden.curves.alone.map(([, , , , , loss]) => loss)).toEqual([0]);
    });

    it('gives the app the vectors that PyTorch gives', async () => {
      const loaded = await loadEmbedder(storedArtifacts(join(folder, 'backbone')));
      if (!loaded.ok) throw new Error(loaded.problem.detail);
      const backbone = loaded.value;
      expect(backbone).toMatchObject({ inputSize: golden.side, dims: golden.vectors[0]!.length });
      const pictures = golden.pictures.map((bytes) => Uint8Array.from(bytes));
      const found = await backbone.embed(pictures);
      const expected = golden.vectors.flat();
      expect(found).toHaveLength(expected.length);
      const gaps = expected.map((value, at) => found[at]! - value);
      expect(magnitude(gaps) / magnitude(expected)).toBeLessThan(1e-4);
      backbone.dispose();
    });
  },
);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function magnitude(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}

/**
 * Features of a folder whose subfolders are labels: the pictures go through the app's own way in for
 * pixels, in a real Chromium, and through the network here. Kept in `bench-results/features`, because
 * every proof on real pictures begins with them.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { chooseBackend } from '../../src/model/backend';
import { hashWeights, readArtifacts, weightFiles } from '../../src/model/backbone';
import { loadEmbedder } from '../../src/model/embedder';
import type { toPixels } from '../../src/model/pixels';
import type { Outcome } from '../../src/outcome';
import { chromiumLaunch } from '../browser';
import { labelledPictures, type LabelledPictures } from '../labelled-pictures';

const root = join(import.meta.dirname, '../..');
export const bundledFolder = join(root, 'public/backbone');
export const museumFolder = join(root, '../shared/collections/museum-objects');
const cache = join(root, 'bench-results/features');

export interface LabelledFeatures extends LabelledPictures {
  dims: number;
  /** files.length × dims, row-major. */
  vectors: Float32Array;
}

/** @param folder Holds a folder of pictures for each label. @param network Holds model.json and its weights. */
export async function featuresOf(
  folder = museumFolder,
  network = bundledFolder,
): Promise<LabelledFeatures> {
  const { names, files, truth } = labelledPictures(folder);
  const { json, weights } = readNetwork(network);
  const { inputSize } = granted(readArtifacts(json, weights));
  const hash = await hashWeights(weights);
  const name = `${basename(folder)}-${files.length}-${hash.slice(0, 12)}-${inputSize}.f32`;
  const kept = join(cache, name);
  if (!existsSync(kept)) {
    const vectors = await embed(
      files.map((file) => resolve(folder, file)),
      json,
      weights,
    );
    mkdirSync(cache, { recursive: true });
    // All of it or nothing: a file cut short by a kill would be read the next time.
    const unfinished = `${kept}.${process.pid}`;
    writeFileSync(unfinished, vectors);
    renameSync(unfinished, kept);
  }
  const bytes = new Uint8Array(readFileSync(kept)).buffer;
  const vectors = new Float32Array(bytes);
  return { names, files, truth, dims: vectors.length / files.length, vectors };
}

/** What everything below computes on, here as in the app where there is no graphics card. */
export async function startComputing(): Promise<void> {
  granted(await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null }));
}

export function granted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.kind}: ${outcome.problem.detail ?? ''}`);
  return outcome.value;
}

function readNetwork(folder: string): { json: unknown; weights: ArrayBuffer } {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  const parts = granted(weightFiles(json)).map((file) => readFileSync(join(folder, file)));
  return { json, weights: new Uint8Array(Buffer.concat(parts)).buffer };
}

const atOnce = 16;

async function embed(paths: string[], json: unknown, weights: ArrayBuffer): Promise<Float32Array> {
  await startComputing();
  const backbone = granted(await loadEmbedder(granted(readArtifacts(json, weights))));
  const vectors = new Float32Array(paths.length * backbone.dims);
  try {
    await withPixels(backbone.inputSize, async (pixelsOf) => {
      for (let start = 0; start < paths.length; start += atOnce) {
        const pixels = await pixelsOf(paths.slice(start, start + atOnce));
        vectors.set(await backbone.embed(pixels), start * backbone.dims);
      }
    });
  } finally {
    backbone.dispose();
  }
  return vectors;
}

/** Runs `src/model/pixels.ts` in a browser: decoding and drawing are a browser's, as in the app. */
async function withPixels(
  side: number,
  work: (pixelsOf: (paths: string[]) => Promise<Uint8Array[]>) => Promise<void>,
): Promise<void> {
  const script = await bundledPixels();
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    await page.addInitScript('globalThis.__name ??= (named) => named');
    await page.goto('about:blank');
    await page.addScriptTag({ content: script });
    await work(async (paths) => {
      const encoded = paths.map((path) => readFileSync(path).toString('base64'));
      const drawn = await page.evaluate(drawAll, { encoded, side });
      return drawn.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
    });
  } finally {
    await browser.close();
  }
}

/** In the page: encoded pictures in, pixels out, both in base 64. */
async function drawAll({ encoded, side }: { encoded: string[]; side: number }): Promise<string[]> {
  const { pixels } = globalThis as unknown as { pixels: { toPixels: typeof toPixels } };
  return Promise.all(
    encoded.map(async (text) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const drawn = await pixels.toPixels(new Blob([bytes]), side);
      let letters = '';
      for (let at = 0; at < drawn.length; at += 4096) {
        letters += String.fromCharCode(...drawn.subarray(at, at + 4096));
      }
      return btoa(letters);
    }),
  );
}

async function bundledPixels(): Promise<string> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: 'src/model/pixels.ts', formats: ['iife'], name: 'pixels' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('Nothing was built.');
  return output.output[0].code;
}

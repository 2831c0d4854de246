/**
 * Pictures of ../shared/collections as the app sees them: decoded and squeezed by the app's own way in for
 * pixels, in a real Chromium, for tests that run in Node.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { chromiumLaunch } from '../../../scripts/browser';
import type * as appPixels from './app-pixels';

const root = join(import.meta.dirname, '../../..');
const collections = join(root, '../shared/collections');
export const hasCollections = existsSync(collections);

export interface RealPicture {
  /** Its folder's name. */
  kind: string;
  width: number;
  height: number;
  /** Its own pixels: RGB, row by row. */
  rgb: Uint8Array;
  /** What the network sees. */
  pixels: Uint8Array;
}

/** The first `each` pictures of every kind in a collection. */
export async function realPictures(
  collection: string,
  each: number,
  side: number,
): Promise<RealPicture[]> {
  const folder = join(collections, collection);
  const paths = readdirSync(folder)
    .sort()
    .flatMap((kind) =>
      readdirSync(join(folder, kind))
        .sort()
        .slice(0, each)
        .map((file) => ({ kind, file: join(folder, kind, file) })),
    );
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    await page.addInitScript('globalThis.__name ??= (named) => named');
    await page.goto('about:blank');
    await page.addScriptTag({ content: await bundledPixels() });
    const seen: RealPicture[] = [];
    for (const { kind, file } of paths) {
      const text = readFileSync(file).toString('base64');
      const { width, height, rgb, pixels } = await page.evaluate(look, { text, side });
      seen.push({ kind, width, height, rgb: bytesOf(rgb), pixels: bytesOf(pixels) });
    }
    return seen;
  } finally {
    await browser.close();
  }
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

/** In the page; bytes travel in base 64. */
async function look({ text, side }: { text: string; side: number }) {
  const { vitrine } = globalThis as unknown as { vitrine: typeof appPixels };
  const encoded = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([encoded]));
  const inLetters = (bytes: Uint8Array) => {
    let letters = '';
    for (let at = 0; at < bytes.length; at += 4096) {
      letters += String.fromCharCode(...bytes.subarray(at, at + 4096));
    }
    return btoa(letters);
  };
  const { width, height } = bitmap;
  const rgb = inLetters(vitrine.rgbOf(bitmap, width, height));
  return { width, height, rgb, pixels: inLetters(await vitrine.toPixels(bitmap, side)) };
}

let bundled: Promise<string> | null = null;

function bundledPixels(): Promise<string> {
  return (bundled ??= bundle());
}

async function bundle(): Promise<string> {
  const entry = 'tests/unit/exchange/app-pixels.ts';
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'vitrine' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('Nothing was built.');
  return output.output[0].code;
}

/** Pictures per second in a real Chromium, on each backend, one network after another. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { weightFiles } from '../../src/model/backbone';
import { chromiumLaunch } from '../browser';
import { granted } from '../proofs/features';
import type { ProbedNetwork } from './networks';

export const backends = ['wasm', 'webgpu'] as const;

export interface Rate {
  /** Median over rounds; pixels in, vectors out: decoding is no part of it. */
  perSecond: number;
  /** A processor stands in for a graphics card. */
  isSoftware: boolean;
}

/** Null where the browser has no such backend. */
export type Speed = Record<(typeof backends)[number], Rate | null>;

const pageFolder = resolve('bench-results/probe');

export async function measureSpeeds(networks: readonly ProbedNetwork[]): Promise<Speed[]> {
  await build({
    configFile: false,
    root: resolve('tests/probe/page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: pageFolder, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  });
  networks.forEach(({ folder }, place) => layOut(folder, join(pageFolder, `network-${place}`)));
  const server = await preview({
    configFile: false,
    logLevel: 'warn',
    build: { outDir: pageFolder },
    preview: { host: '127.0.0.1', port: 0, open: false },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const speeds: Speed[] = [];
    for (const [place, { name }] of networks.entries()) {
      const wasm = await rateOf(page, place, 'wasm');
      const webgpu = await rateOf(page, place, 'webgpu');
      console.log(name, JSON.stringify({ wasm, webgpu }));
      speeds.push({ wasm, webgpu });
    }
    return speeds;
  } finally {
    await browser.close();
    await server.close();
  }
}

function rateOf(page: Page, place: number, backend: keyof Speed): Promise<Rate | null> {
  return page.evaluate((asked) => window.measureRate(asked.folder, asked.backend), {
    folder: `network-${place}`,
    backend,
  });
}

/** One weights file under one name, whatever a network's own are called. */
function layOut(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, 'model.json'), join(to, 'model.json'));
  const json: unknown = JSON.parse(readFileSync(join(from, 'model.json'), 'utf8'));
  const parts = granted(weightFiles(json)).map((file) => readFileSync(join(from, file)));
  writeFileSync(join(to, 'weights.bin'), Buffer.concat(parts));
}

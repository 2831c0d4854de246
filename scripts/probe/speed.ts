/** Pictures per second in a real Chromium, on each engine, one network after another. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { weightFiles } from '../../src/model/backbone';
import { chromiumLaunch } from '../browser';
import { crossOriginIsolation } from '../cross-origin-isolation';
import { granted } from '../proofs/features';
import type { ProbedNetwork } from './networks';

/** LiteRT on the processor, and TensorFlow.js on the processor and on the graphics card. */
export const engines = ['litert', 'wasm', 'webgpu'] as const;

export type Engine = (typeof engines)[number];

export interface Rate {
  /** Median over rounds; pixels in, vectors out: decoding is no part of it. */
  perSecond: number;
  /** A processor stands in for a graphics card. */
  isSoftware: boolean;
}

/** Null where the browser has no such engine. */
export type Speed = Record<Engine, Rate | null>;

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
    plugins: [crossOriginIsolation()],
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
      const speed: Speed = { litert: null, wasm: null, webgpu: null };
      for (const engine of engines) speed[engine] = await rateOf(page, place, engine);
      console.log(name, JSON.stringify(speed));
      speeds.push(speed);
    }
    return speeds;
  } finally {
    await browser.close();
    await server.close();
  }
}

function rateOf(page: Page, place: number, engine: Engine): Promise<Rate | null> {
  return page.evaluate((asked) => window.measureRate(asked.folder, asked.engine), {
    folder: `network-${place}`,
    engine,
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

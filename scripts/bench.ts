/**
 * `npm run bench`: the numbers Vitrine promises, measured in the built app; docs/bench.md tells them.
 * `npm run bench -- many archive` measures those sections alone, and leaves docs/bench.md as it is.
 * `npm run bench -- peers <folder> …` measures Vitrine beside Teachable Machine; docs/peers.md tells it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { measureArchive } from './bench/archive';
import { measureEngines } from './bench/engines';
import { measureHeads } from './bench/heads';
import { measureIntake } from './bench/intake';
import { measureLarge } from './bench/large';
import { measureMany } from './bench/many';
import { isSection, readBenchOptions } from './bench/options';
import { measureFirstScreen } from './bench/page-size';
import { measurePeers, servedForPeers } from './bench/peers';
import { peersPage } from './bench/peers-table';
import { installProbe } from './bench/probe';
import { benchPage, type BenchResult } from './bench/table';
import { newProfile, openSession } from './drive/session';
import { ensureBrowser } from './ensure-browser';
import { buildApp, serveBuiltApp } from './serve';

const pageFolder = 'bench-results/page';

/** In the order in which they are measured. */
const sections = {
  firstScreen: measureFirstScreen,
  heads: measureHeads,
  engines: measureEngines,
  intake: measureIntake,
  large: measureLarge,
  many: measureMany,
  archive: measureArchive,
};

async function withPage<Result>(
  besides: Readonly<Record<string, string>>,
  work: (page: Page, url: string) => Promise<Result>,
): Promise<{ at: string; browser: string; processor: string; found: Result }> {
  await buildApp();
  await build({
    configFile: false,
    root: 'tests/bench/page',
    base: './',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      outDir: resolve(pageFolder),
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
    },
  });
  const served = await serveBuiltApp({ besides: { ...besides, beside: pageFolder } });
  const profile = newProfile();
  const session = await openSession(profile.path);
  const { page } = session;
  try {
    return {
      at: new Date().toISOString(),
      browser: `Chromium ${page.context().browser()?.version() ?? ''}`,
      processor: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
      found: await work(page, served.url),
    };
  } finally {
    await session.close();
    await served.close();
    profile.remove();
  }
}

async function measure(names: readonly (keyof typeof sections)[]): Promise<object> {
  const { found, ...about } = await withPage({}, async (page, url) => {
    await installProbe(page);
    const results: Record<string, unknown> = {};
    for (const name of names) {
      results[name] = await sections[name](page, url);
      console.log(name, JSON.stringify(results[name]));
    }
    return results;
  });
  return { ...about, ...found };
}

function write(name: string, result: object): void {
  writeFileSync(`bench-results/${name}.json`, `${JSON.stringify(result, null, 2)}\n`);
}

const options = readBenchOptions(process.argv.slice(2), Object.keys(sections));
if (!ensureBrowser()) process.exit(1);
mkdirSync('bench-results', { recursive: true });
if (options.peers !== null) {
  const { folders, labelled } = options.peers;
  const { found, ...about } = await withPage(servedForPeers(folders), (page, url) =>
    measurePeers(page, url, folders, labelled),
  );
  const result = { ...about, folders: found };
  write('peers', result);
  writeFileSync('docs/peers.md', peersPage(result));
  console.log(peersPage(result));
} else if (options.sections.length > 0) {
  const names = options.sections.filter((name) => isSection(name, sections));
  write(names.join('-'), await measure(names));
} else {
  const result = (await measure(
    Object.keys(sections).filter((name) => isSection(name, sections)),
  )) as BenchResult;
  write('bench', result);
  writeFileSync('docs/bench.md', benchPage(result));
  console.log(benchPage(result));
}

/**
 * `npm run bench`: the numbers Vitrine promises, measured in the built app; docs/bench.md tells them.
 * `npm run bench -- many` (or `archive`) measures that section alone, and leaves docs/bench.md as it is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { build } from 'vite';
import { measureArchive } from './bench/archive';
import { measureHeads } from './bench/heads';
import { measureIntake } from './bench/intake';
import { measureLarge } from './bench/large';
import { measureMany } from './bench/many';
import { measureFirstScreen } from './bench/page-size';
import { installProbe } from './bench/probe';
import { benchPage, type BenchResult } from './bench/table';
import { newProfile, openSession } from './drive/session';
import { ensureBrowser } from './ensure-browser';
import { buildApp, serveBuiltApp } from './serve';

const pageFolder = 'bench-results/page';

/** Sections that can be measured by themselves. */
const alone = { many: measureMany, archive: measureArchive };

async function measure(section: keyof typeof alone): Promise<unknown>;
async function measure(): Promise<BenchResult>;
async function measure(section?: keyof typeof alone): Promise<unknown> {
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
  const served = await serveBuiltApp({ besides: pageFolder });
  const profile = newProfile();
  const session = await openSession(profile.path);
  const { page } = session;
  try {
    await installProbe(page);
    const say = <Result>(what: string, result: Result): Result => {
      console.log(what, JSON.stringify(result));
      return result;
    };
    if (section !== undefined) return say(section, await alone[section](page, served.url));
    return {
      at: new Date().toISOString(),
      browser: `Chromium ${page.context().browser()?.version() ?? ''}`,
      processor: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
      firstScreen: say('first screen', await measureFirstScreen(page, served.url)),
      heads: say('heads', await measureHeads(page, served.url)),
      intake: say('intake', await measureIntake(page, served.url)),
      large: say('large', await measureLarge(page, served.url)),
      many: say('many', await measureMany(page, served.url)),
      archive: say('archive', await measureArchive(page, served.url)),
    };
  } finally {
    await session.close();
    await served.close();
    profile.remove();
  }
}

if (!ensureBrowser()) process.exit(1);
mkdirSync('bench-results', { recursive: true });
const [section] = process.argv.slice(2);
if (section === 'many' || section === 'archive') {
  const result = await measure(section);
  writeFileSync(`bench-results/${section}.json`, `${JSON.stringify(result, null, 2)}\n`);
} else {
  const result = await measure();
  writeFileSync('bench-results/bench.json', `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync('docs/bench.md', benchPage(result));
  console.log(benchPage(result));
}

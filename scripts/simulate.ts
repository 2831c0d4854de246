/**
 * `npm run simulate -- <folder>`: how much each decision buys on a folder whose subfolders are labels.
 * The built app in a real browser, the real intake, an expert played at the desk by keyboard.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { watchMemory } from './drive/memory';
import { newProfile, openSession } from './drive/session';
import { ensureBrowser } from './ensure-browser';
import { buildApp, serveBuiltApp } from './serve';
import { labelNames, readOptions, usage, type SimulationOptions } from './simulation/options';
import { play } from './simulation/play';
import type { SimulationResult } from './simulation/result';

function optionsOrManual(): SimulationOptions {
  try {
    const options = readOptions(process.argv.slice(2));
    labelNames(options.folder);
    return options;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  await buildApp();
  const served = await serveBuiltApp();
  const profile = newProfile();
  const session = await openSession(profile.path);
  const memory = watchMemory(session);
  try {
    const played = await play(session.page, served.url, options);
    return {
      ...played,
      peakMemoryBytes: memory.peakBytes(),
      browser: `Chromium ${session.page.context().browser()?.version() ?? ''}`,
      at: new Date().toISOString(),
    };
  } finally {
    memory.stop();
    await session.close();
    await served.close();
    profile.remove();
  }
}

const options = optionsOrManual();
if (!ensureBrowser()) process.exit(1);
const json = `${JSON.stringify(await simulate(options), null, 2)}\n`;
if (options.out === null) console.log(json);
else {
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, json);
  console.log(`Written to ${options.out}`);
}

/** How fast the bundled network is on the engine the app takes, beside TensorFlow.js on one thread. */
import type { Page } from '@playwright/test';
import type { EngineTimes } from '../../tests/bench/page/engines';

const names = ['litert', 'litert-one-thread', 'tensorflow'] as const;
const rounds = 12;

export type EnginesResult = Record<(typeof names)[number], { threads: number; ms: number }>;

export async function measureEngines(page: Page, url: string): Promise<EnginesResult> {
  await page.goto(`${url}beside/`);
  const times = await page.evaluate((asked) => window.bench.engines(asked.names, asked.rounds), {
    names,
    rounds,
  });
  const entries = names.map((name) => [name, summary(times[name])]);
  return Object.fromEntries(entries) as EnginesResult;
}

function summary(times: EngineTimes | undefined): EnginesResult['litert'] {
  if (times === undefined) throw new Error('An engine was not measured.');
  const { threads, passes } = times;
  return { threads, ms: passes.toSorted((a, b) => a - b)[passes.length >> 1] ?? Number.NaN };
}

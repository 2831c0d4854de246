/** The bundled network on several engines, one pass after another in turns: what else is at work slows all alike. */
import { ask } from './ask';
import type { EngineName, EngineRequest } from './engine.worker';

export interface EngineTimes {
  threads: number;
  /** Of each pass: milliseconds a picture. */
  passes: number[];
}

export async function engines(
  names: readonly EngineName[],
  rounds: number,
): Promise<Record<string, EngineTimes>> {
  const base = new URL('../', location.href).href;
  const opened = [];
  for (const engine of names) {
    const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
    const request: EngineRequest = { kind: 'open', engine, base };
    const threads = await ask<number>(worker, request);
    opened.push({ engine, worker, times: { threads, passes: [] as number[] } });
  }
  for (let round = 0; round < rounds; round += 1)
    for (const { worker, times } of opened)
      times.passes.push(await ask<number>(worker, { kind: 'pass' } satisfies EngineRequest));
  for (const { worker } of opened) worker.terminate();
  return Object.fromEntries(opened.map(({ engine, times }) => [engine, times]));
}

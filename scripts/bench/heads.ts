/** How long the head needs after some more decisions, and how close to converged it stops. */
import type { Page } from '@playwright/test';
import type { FitResult } from '../../tests/bench/page/compute.worker';
import { spreadOf } from '../simulation/result';

export interface HeadResult extends Omit<FitResult, 'warmMs'> {
  examples: number;
  classes: number;
  warmMs: ReturnType<typeof spreadOf>;
}

export async function measureHeads(page: Page, url: string): Promise<HeadResult[]> {
  await page.goto(`${url}beside/`);
  const results: HeadResult[] = [];
  for (const [examples, classes, fresh] of [
    [1000, 20, 10],
    [10_000, 50, 100],
  ] as const) {
    const { warmMs, ...result } = await page.evaluate(
      ([n, k, more]) => window.bench.fit(n, k, 640, more),
      [examples, classes, fresh] as const,
    );
    results.push({ examples, classes, ...result, warmMs: spreadOf(warmMs) });
  }
  return results;
}

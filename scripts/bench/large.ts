/** Ten thousand pictures: how soon the first is there, and how soon the next after each key. */
import type { Page } from '@playwright/test';
import { learned } from '../simulation/expert';
import { spreadOf } from '../simulation/result';
import { readProbe, worst } from './probe';

const items = 10_000;
const labels = 20;
const decided = 1000;
const keys = 150;

export interface LargeResult {
  items: number;
  openMs: number[];
  paintedMs: ReturnType<typeof spreadOf>;
  durableMs: ReturnType<typeof spreadOf>;
  longestTaskMs: number;
  /** From a decision to predictions for all pictures that know it. */
  refreshMs: number;
}

export async function measureLarge(page: Page, url: string): Promise<LargeResult> {
  await page.goto(`${url}beside/`);
  const projectId = await page.evaluate((wanted) => window.bench.buildProject(wanted), {
    items,
    labels,
    decided,
    dims: 640,
  });
  const desk = `${url}#/p/${projectId}/label`;
  const openMs: number[] = [];
  for (let visit = 0; visit < 3; visit += 1) {
    await page.goto('about:blank');
    await page.goto(desk);
    await page.waitForFunction(() => window.vitrineProbe.firstPicture !== null);
    openMs.push((await readProbe(page)).firstPicture ?? Number.NaN);
  }
  await page.keyboard.press('1');
  await page.waitForTimeout(500);
  const refreshMs = await learned(page, projectId);
  await page.evaluate(() => window.vitrineProbe.forget());
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(String(1 + (key % 9)));
    // A quick person; the head is at work on the last decision most of the time.
    await page.waitForTimeout(400);
  }
  const { painted, durable, longTasks } = await readProbe(page);
  return {
    items,
    openMs,
    paintedMs: spreadOf(painted),
    durableMs: spreadOf(durable),
    longestTaskMs: worst(longTasks),
    refreshMs,
  };
}

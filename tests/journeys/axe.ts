/** What axe has to say about a screen, in both lights. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Colours are judged when they have settled, however long the next frame takes. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isMoving = ({ playState, effect }: Animation) =>
      playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime);
    let moving = document.getAnimations().filter(isMoving);
    while (moving.length > 0) {
      await Promise.allSettled(moving.map(({ finished }) => finished));
      moving = document.getAnimations().filter(isMoving);
    }
  });
}

async function findings(page: Page): Promise<string[]> {
  await page.waitForTimeout(300);
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} – ${node.failureSummary ?? ''}`),
  );
}

/** Fails softly, so that one run names everything there is to mend. */
export async function inBothLights(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await findings(page), `${screen}, ${colorScheme}`).toEqual([]);
  }
}

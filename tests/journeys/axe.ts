/** What axe has to say about a screen, in both lights. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Waits until the page stands still: nothing in it has changed for `quiet` milliseconds, the main thread
 * had time to spare, and no transition is under way. What never stands still is left after five seconds.
 */
async function settled(page: Page, quiet = 200): Promise<void> {
  await page.evaluate(async (wanted) => {
    const began = performance.now();
    let changed = began;
    const observer = new MutationObserver(() => (changed = performance.now()));
    const everything = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(document, everything);
    do await new Promise((idle) => requestIdleCallback(idle));
    while (performance.now() < Math.min(changed + wanted, began + 5000));
    observer.disconnect();
    await document.fonts.ready;
    const isMoving = ({ playState, effect }: Animation) =>
      playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime);
    let moving = document.getAnimations().filter(isMoving);
    while (moving.length > 0) {
      await Promise.allSettled(moving.map(({ finished }) => finished));
      moving = document.getAnimations().filter(isMoving);
    }
  }, quiet);
}

/** In the light it is in. */
export async function findings(page: Page): Promise<string[]> {
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

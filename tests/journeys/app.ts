/** What journeys share: where the app is, what it asked the network for, the keyboard. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';

/** Address of the built app, ending in '/'; served with the headers that isolate the page, or without. */
export function appUrl({ isolated = true } = {}): string {
  const url = isolated ? process.env.VITRINE_URL : process.env.VITRINE_URL_NOT_ISOLATED;
  if (url === undefined)
    throw new Error('The app is not being served: see tests/journeys/serve.ts.');
  return url;
}

export const test = base.extend<{ isolated: boolean; strangers: string[] }>({
  /** Which of the two addresses the journey goes to. */
  isolated: [true, { option: true }],
  /** Addresses outside the app's origin that the page or its workers asked for. Must stay empty. */
  strangers: [
    async ({ context, isolated }, use) => {
      const asked: string[] = [];
      const origin = new URL(appUrl({ isolated })).origin;
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.origin !== origin && !['blob:', 'data:'].includes(url.protocol))
          asked.push(request.url());
      });
      await use(asked);
      expect(asked, 'requests outside the app’s origin').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Moves the focus with Tab until it is on the control; fails when Tab does not get there. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  // Tab passes by what is still disabled.
  await expect(control).toBeEnabled();
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(control)}`);
}

export async function pressOn(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

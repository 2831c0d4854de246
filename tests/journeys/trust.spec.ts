import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { beginCollection, goTo, importFolder } from '../../scripts/drive/app';
import { readRows } from '../../scripts/drive/stored';
import { knowsAll } from '../../scripts/simulation/expert';
import { appUrl, expect, test } from './app';
import { inBothLights } from './axe';
import { expertAt } from './labelling';

const museum = resolve('../shared/collections/museum-objects');

const room = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: /^Parts of/ })
    .getByRole('link', { name, exact: true })
    .click();
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

test('how far it can be trusted, on a folder of museum objects', async ({ page }) => {
  test.skip(!existsSync(museum), `there is no ${museum} beside this repository`);
  test.setTimeout(600_000);
  const projectId = await beginCollection(page, appUrl(), { name: 'Museum objects', seed: 1 });
  await importFolder(page, museum);
  await goTo(page, 'Label');
  const expert = await expertAt(page, projectId);
  await expert.until(100);
  await knowsAll(page, projectId);
  await goTo(page, 'Train');
  await button(page, 'Train now').click();
  // Whether it serves or is held back: what the screens speak of is settled then.
  const stateOfSecond = async () => {
    const runs = await readRows(page, { store: 'runs', projectId, fields: ['number', 'status'] });
    return runs.find(({ number }) => number === 2)?.status;
  };
  await expect.poll(stateOfSecond, { timeout: 180_000 }).toBe('done');

  await test.step('one screen says how good, on what, compared with what, and from which data', async () => {
    await goTo(page, 'Review');
    for (const name of ['How good it is', 'Measured on', 'Comparison', 'Training data'])
      await expect(heading(page, name)).toBeVisible();
    await expect(page.getByRole('region', { name: 'How good it is' })).toContainText(/\d+\s%/);
    await page.getByRole('table').getByRole('button').first().press('Enter');
    await expect(page.getByRole('dialog').locator('img').first()).toBeVisible();
    await inBothLights(page, 'the pictures behind a number');
    await page.keyboard.press('Escape');
    await inBothLights(page, 'review');
  });

  await test.step('doubtful labels come one by one and are settled with a key', async () => {
    await room(page, 'Doubtful labels');
    await button(page, 'Find doubtful labels').click();
    const picture = page.locator('main img').first();
    await expect(picture).toBeVisible({ timeout: 180_000 });
    await inBothLights(page, 'doubts');
    await page.keyboard.press('k');
    await expect(page.getByText(/^Kept: /)).toBeVisible();
  });

  await test.step('a second look is blind, and agreement is counted', async () => {
    await room(page, 'Your consistency');
    await button(page, /^Look at \d+ pictures again$/).click();
    await expect(page.getByText('Picture 1 of')).toBeVisible();
    await inBothLights(page, 'a second look');
    for (let look = 2; look <= 4; look += 1) {
      await page.keyboard.press('1');
      await expect(page.getByText(`Picture ${look} of`)).toBeVisible();
    }
    await button(page, 'Stop here').click();
    await expect(page.getByText(/kappa/i).first()).toBeVisible();
    await inBothLights(page, 'agreement');
  });

  await test.step('it answers by itself only where the benchmark allows the promise', async () => {
    await room(page, 'Auto-label');
    await expect(heading(page, 'What can be promised')).toBeVisible();
    await expect(page.getByText(/benchmark/).first()).toBeVisible();
    await inBothLights(page, 'auto-label');
  });
});

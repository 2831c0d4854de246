import { existsSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { beginCollection, goTo, importFolder, projectIn } from '../../scripts/drive/app';
import { readDesk } from '../../scripts/drive/desk';
import { readRows } from '../../scripts/drive/stored';
import { learned } from '../../scripts/simulation/expert';
import { kindOfSample } from '../../sample/draw-sample';
import { appUrl, expect, pressOn, test } from './app';
import { expertAt } from './labelling';

const museum = '../shared/collections/museum-objects';

/** By keyboard alone. */
async function wholeLoop(page: Page, url: string): Promise<void> {
  const response = await page.goto(url);
  expect(response?.headers()['content-security-policy']).toContain(
    "script-src 'self' 'wasm-unsafe-eval'",
  );

  await test.step('open the sample and label', async () => {
    await pressOn(page, page.getByRole('button', { name: 'Open the sample collection' }));
    await page.waitForURL(/#\/p\/[^/]+\/label/);
    await expect(page.locator('img[data-item]').first()).toBeVisible();
  });
  const projectId = projectIn(page);
  await expect
    .poll(
      async () => (await readRows(page, { store: 'items', projectId, fields: ['id'] })).length,
      {
        timeout: 180_000,
      },
    )
    .toBeGreaterThanOrEqual(240);
  const expert = await expertAt(page, projectId, (name) =>
    kindOfSample(Number(/\d+/.exec(name)?.[0]) - 1),
  );

  await test.step('suggestions come, are accepted and corrected', async () => {
    await expert.until(30);
    await learned(page, projectId);
    const answered = await expert.until(70);
    const isAccepted = () => answered.some(({ wasAccepted }) => wasAccepted);
    const isCorrected = () =>
      answered.some(({ wasSuggested, wasAccepted }) => wasSuggested && !wasAccepted);
    // Which pictures are asked depends on how soon the model learns.
    while (!(isAccepted() && isCorrected()) && answered.length < 100)
      answered.push(await expert.answer());
    expect(isAccepted()).toBe(true);
    expect(isCorrected()).toBe(true);
  });

  await test.step('skip, undo, zoom, note, list the keys', async () => {
    const before = await readDesk(page);
    await page.keyboard.press('s');
    await expect.poll(async () => (await readDesk(page)).item).not.toBe(before.item);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await readDesk(page)).item).toBe(before.item);
    expect((await readDesk(page)).confirmed).toBe(before.confirmed);
    await page.keyboard.press('z');
    await expect(page.locator('img[data-item]').first()).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(page.locator('img[data-item]').first()).toBeVisible();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('review in a grid and accept the rest', async () => {
    await pressOn(page, page.getByRole('link', { name: 'Review in a grid' }));
    await page.waitForURL(/\/grid/);
    await pressOn(page, page.getByRole('button', { name: /^Accept the rest/ }));
    await expect
      .poll(async () => {
        const rows = await readRows(page, { store: 'items', projectId, fields: ['state'] });
        return rows.filter(({ state }) => state === 'decided').length;
      })
      .toBeGreaterThan(70);
  });

  await test.step('train a run of its own', async () => {
    await pressOn(page, page.getByRole('link', { name: 'Train', exact: true }));
    await pressOn(page, page.getByRole('button', { name: 'Train now' }));
    await pressOn(page, page.getByRole('link', { name: 'Runs', exact: true }));
    await expect(page.getByRole('row').filter({ hasText: 'new head' })).toHaveCount(2);
  });

  await test.step('review how good it is', async () => {
    await pressOn(page, page.getByRole('link', { name: 'Review', exact: true }));
    await expect(page.getByRole('heading', { name: 'Review', level: 1 })).toBeVisible();
    await expect(page.getByRole('region', { name: 'How good it is' })).toContainText(
      /\d+\sbenchmark\spictures/,
    );
  });

  await test.step('take the model and the labels away', async () => {
    await pressOn(page, page.getByRole('link', { name: 'Export' }));
    const model = page.waitForEvent('download', { timeout: 120_000 });
    await pressOn(page, page.getByRole('button', { name: 'Download model' }));
    expect((await model).suggestedFilename()).toMatch(/\.zip$/);
    await pressOn(page, page.getByRole('link', { name: 'Labels and documentation' }));
    const labels = page.waitForEvent('download');
    await pressOn(page, page.getByRole('button', { name: 'Download labels' }));
    const csv = readFileSync(await (await labels).path(), 'utf8');
    expect(csv.trim().split('\n').length).toBeGreaterThan(240);
  });
}

for (const isolated of [true, false]) {
  test.describe(isolated ? 'in a page that is isolated' : 'in a page that is not isolated', () => {
    test.use({ isolated });

    test('the whole loop on the sample collection, by keyboard alone', async ({
      page,
      strangers,
    }) => {
      await wholeLoop(page, appUrl({ isolated }));
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
      expect(strangers).toEqual([]);
    });
  });
}

test('the whole loop on a folder of museum objects', async ({ page }) => {
  test.skip(!existsSync(museum), `there is no ${museum} beside this repository`);
  const projectId = await beginCollection(page, appUrl(), { name: 'Museum objects', seed: 1 });
  const pictures = await importFolder(page, museum);
  expect(pictures).toBeGreaterThan(500);
  await goTo(page, 'Label');
  const expert = await expertAt(page, projectId);
  await expert.until(60);
  await learned(page, projectId);
  const answered = await expert.until(90);
  expect(answered.some(({ wasAccepted }) => wasAccepted)).toBe(true);

  await goTo(page, 'Review');
  await expect(page.getByRole('region', { name: 'How good it is' })).toContainText(
    /\d+\sbenchmark\spictures/,
  );
  await goTo(page, 'Export');
  const download = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: 'Download model' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
});

import { beginCollection, goTo } from '../../scripts/drive/app';
import { readRows } from '../../scripts/drive/stored';
import { appUrl, expect, pressOn, test } from './app';
import { inBothLights } from './axe';
import { writeSmallPictures } from './small-pictures';

test('settings are searched, a reload costs nothing, and the winner goes through the gate', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const pictures = writeSmallPictures(12);
  try {
    const projectId = await beginCollection(page, appUrl(), { name: 'Small pictures', seed: 1 });
    await page.locator('input[webkitdirectory]').setInputFiles(pictures.folder);
    const question = page.getByRole('dialog', { name: 'Use folder names as labels?' });
    await question.getByRole('radio', { name: /decisions already made/ }).check();
    await question.getByRole('button', { name: /^Add [\d,]+ images?$/ }).click();
    await expect(page.getByRole('status').filter({ hasText: /48 pictures added$/ })).toBeVisible();

    await goTo(page, 'Train');
    await page
      .getByRole('navigation', { name: 'Parts of training' })
      .getByRole('link', { name: 'Find better settings' })
      .click();
    await inBothLights(page, 'before a search');
    await pressOn(page, page.getByRole('button', { name: 'Start the search' }));
    const trials = async () => {
      const runs = await readRows(page, { store: 'runs', projectId, fields: ['searchId'] });
      return runs.filter(({ searchId }) => searchId !== null).length;
    };
    await expect.poll(trials, { timeout: 120_000 }).toBeGreaterThan(0);

    await page.reload();
    const over = page.getByRole('button', { name: 'Put into service if it is no worse' });
    const resume = page.getByRole('button', { name: 'Resume' });
    await expect(resume.or(over)).toBeVisible();
    if (await resume.isVisible()) {
      await inBothLights(page, 'a search that is held');
      await pressOn(page, resume);
    }
    await expect(over).toBeVisible({ timeout: 240_000 });
    expect(await trials()).toBe(25);
    await expect(page.getByText(/The reliable score/)).toBeVisible();
    await page.getByText('Every trial with its settings').click();
    await inBothLights(page, 'what came of a search');

    await pressOn(page, over);
    await expect(page.getByText(/^It is in service\.|^Held back/)).toBeVisible({
      timeout: 60_000,
    });
    await goTo(page, 'Train');
    await expect(page.getByRole('heading', { name: 'Diagnosis' })).toBeVisible();
    await inBothLights(page, 'diagnosis');
  } finally {
    pictures.remove();
  }
});

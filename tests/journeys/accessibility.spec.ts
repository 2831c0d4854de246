import { beginCollection, importFolder } from '../../scripts/drive/app';
import { learned } from '../../scripts/simulation/expert';
import { appUrl, test } from './app';
import { inBothLights } from './axe';
import { openPrepared } from './prepared';
import { writeSmallPictures } from './small-pictures';

/** Every other place by the heading that says it has come: the one before stays until then. */
const rooms = {
  labels: 'Labels and goals',
  grid: 'Review in a grid',
  train: 'Train',
  runs: 'Runs',
  versions: 'Data versions',
  search: 'Find better settings',
  review: 'Review',
  worth: 'Is it worth it',
  checks: 'Data checks',
  doubts: 'Doubtful labels',
  'second-look': 'Your consistency',
  accept: 'Auto-label',
  'take-away': 'Export',
  'take-labels': 'Labels and documentation',
};

test('axe finds nothing on any screen, light or dark', async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto(appUrl());
  await page.getByRole('heading', { level: 1 }).waitFor();
  await inBothLights(page, 'begin');
  await page.getByRole('button', { name: 'Add images' }).click();
  await page.getByRole('dialog').waitFor();
  await inBothLights(page, 'a new collection');
  await page.keyboard.press('Escape');

  const pictures = writeSmallPictures(8);
  try {
    const firstId = await beginCollection(page, appUrl(), { name: 'Small pictures', seed: 1 });
    await inBothLights(page, 'an empty collection');
    await page.goto(`${appUrl()}#/p/${firstId}/label`);
    await page.getByRole('heading', { name: 'There are no pictures to label yet' }).waitFor();
    await inBothLights(page, 'an empty desk');
    await page.goto(`${appUrl()}#/p/${firstId}/collection`);
    await importFolder(page, pictures.folder);
    await inBothLights(page, 'a collection');
    await page.goto(`${appUrl()}#/p/${firstId}/label`);
    await page.locator('img[data-item]').first().waitFor();
    await inBothLights(page, 'the desk without suggestions');
    const projectId = await openPrepared(page, pictures, { decided: 20 });
    await learned(page, projectId);
    await inBothLights(page, 'the desk');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await inBothLights(page, 'the list of keys');
    for (const [place, name] of Object.entries(rooms)) {
      await page.goto(`${appUrl()}#/p/${projectId}/${place}`);
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await inBothLights(page, place);
    }
  } finally {
    pictures.remove();
  }
});

import { beginCollection, importFolder } from '../../scripts/drive/app';
import { learned } from '../../scripts/simulation/expert';
import { appUrl, test } from './app';
import { inBothLights } from './axe';
import { expertAt } from './labelling';
import { writeSmallPictures } from './small-pictures';

const rooms = [
  ...['labels', 'grid', 'train', 'runs', 'versions', 'search', 'review', 'worth', 'checks'],
  ...['doubts', 'second-look', 'accept', 'take-away', 'take-labels'],
];

test('axe finds nothing on any screen, light or dark', async ({ page }) => {
  test.setTimeout(480_000);
  await page.goto(appUrl());
  await page.getByRole('heading', { level: 1 }).waitFor();
  await inBothLights(page, 'begin');
  await page.getByRole('button', { name: 'Add images' }).click();
  await page.getByRole('dialog').waitFor();
  await inBothLights(page, 'a new collection');
  await page.keyboard.press('Escape');

  const pictures = writeSmallPictures(8);
  try {
    const projectId = await beginCollection(page, appUrl(), { name: 'Small pictures', seed: 1 });
    await inBothLights(page, 'an empty collection');
    await page.goto(`${appUrl()}#/p/${projectId}/label`);
    await page.waitForTimeout(500);
    await inBothLights(page, 'an empty desk');
    await page.goto(`${appUrl()}#/p/${projectId}/collection`);
    await importFolder(page, pictures.folder);
    await inBothLights(page, 'a collection');
    await page.goto(`${appUrl()}#/p/${projectId}/label`);
    const expert = await expertAt(page, projectId);
    await page.locator('img[data-item]').first().waitFor();
    await inBothLights(page, 'the desk without suggestions');
    await expert.until(20);
    await learned(page, projectId);
    await inBothLights(page, 'the desk');
    await page.keyboard.press('?');
    await inBothLights(page, 'the list of keys');
    for (const place of rooms) {
      await page.goto(`${appUrl()}#/p/${projectId}/${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(700);
      await inBothLights(page, place);
    }
  } finally {
    pictures.remove();
  }
});

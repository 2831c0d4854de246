/** The collection that is at stake: enough pictures and decisions to have a model. */
import type { Page } from '@playwright/test';
import { beginCollection, goTo, importFolder } from '../drive/app';
import { confirmed, deskReady, readDesk } from '../drive/desk';
import { knowsAll } from '../simulation/expert';
import type { Stage } from './activities';
import { within } from './within';

const decisionsFirst = 28;

export async function prepareStage(page: Page, setting: Omit<Stage, 'projectId'>): Promise<Stage> {
  const { url, folder } = setting;
  const projectId = await beginCollection(page, url, { name: 'Kept', seed: 1 });
  await importFolder(page, folder);
  await goTo(page, 'Label');
  for (let count = 1; count <= decisionsFirst; count += 1) {
    await deskReady(page);
    const { item } = await readDesk(page);
    await page.keyboard.press(String(1 + ((item ?? 0) % 4)));
    await confirmed(page, count);
  }
  await within(240, 'the first model', knowsAll(page, projectId));
  return { ...setting, projectId };
}

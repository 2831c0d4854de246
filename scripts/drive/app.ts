/** Vitrine as a person meets it: what is clicked and typed, by the names on the controls. */
import { expect, type Page } from '@playwright/test';

export type PlaceName = 'Collection' | 'Label' | 'Train' | 'Review' | 'Export';

/** Begins an empty collection from the first screen; returns its id. A seed makes it repeatable. */
export async function beginCollection(
  page: Page,
  url: string,
  { name, seed }: { name: string; seed?: number },
): Promise<string> {
  await page.goto(seed === undefined ? url : `${url}#/?seed=${seed}`);
  await page.getByRole('button', { name: 'Add images' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create and add images' }).click();
  await page.waitForURL(/#\/p\/[^/]+\/collection/);
  await page.getByRole('heading', { name: 'No pictures yet' }).waitFor();
  return projectIn(page);
}

/** Id of the collection whose address the page shows. */
export function projectIn(page: Page): string {
  const id = /#\/p\/([^/]+)\//.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`No collection is open at ${page.url()}`);
  return decodeURIComponent(id);
}

/**
 * Hands a folder to the collection screen's folder picker, its subfolders' names to become labels;
 * returns how many pictures were added once the import is over.
 */
export async function importFolder(page: Page, folder: string, minutes = 10): Promise<number> {
  await closeReport(page);
  await giveFolder(page, folder);
  return importedCount(page, minutes);
}

/** The report of an import before would be taken for that of the next. */
async function closeReport(page: Page): Promise<void> {
  await page.locator('input[webkitdirectory]').waitFor({ state: 'attached' });
  const close = page.getByRole('button', { name: 'Close the report' });
  if (await close.isVisible()) await close.click();
  await expect(close).toBeHidden();
}

/** The same without waiting for what becomes of it. */
export async function giveFolder(page: Page, folder: string): Promise<void> {
  await page.locator('input[webkitdirectory]').setInputFiles(folder);
  const question = page.getByRole('dialog', { name: 'Use folder names as labels?' });
  await question.getByRole('radio', { name: /As labels I will assign myself/ }).check();
  await question.getByRole('button', { name: /^Add [\d,]+ images?$/ }).click();
}

/** Waits for the report of an import and reads how many pictures it added. */
async function importedCount(page: Page, minutes: number): Promise<number> {
  const heading = page.getByRole('status').filter({ hasText: /pictures? added$/ });
  await expect(heading).toBeVisible({ timeout: minutes * 60_000 });
  return Number(((await heading.textContent()) ?? '').replace(/\D/g, ''));
}

/** Goes to one of the five places by the bar at the top. */
export async function goTo(page: Page, place: PlaceName): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('link', { name: place, exact: true })
    .click();
}

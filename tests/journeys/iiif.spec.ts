/** A library's pictures come in from its server, in the built app, under its own content security policy. */
import { expect, test, type Page } from '@playwright/test';
import { beginCollection } from '../../scripts/drive/app';
import { serveIiif, type IiifServer, type Manner } from '../servers/iiif-server';
import { appUrl } from './app';

const servers = new Map<Manner, IiifServer>();

test.beforeAll(async () => {
  for (const manner of ['kind', 'limiting', 'closed'] as const)
    servers.set(manner, await serveIiif(manner));
});

test.afterAll(async () => {
  for (const server of servers.values()) await server.close();
});

function base(manner: Manner): string {
  return servers.get(manner)?.base ?? '';
}

function book(title: string, pages: number, images: string, sound = 0): string {
  const question = new URLSearchParams({
    title,
    pages: String(pages),
    images,
    sound: String(sound),
  });
  return `${base('kind')}/book.json?${String(question)}`;
}

async function readAddress(page: Page, address: string) {
  await page.getByRole('button', { name: 'Add from IIIF' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address of a manifest or collection').fill(address);
  await dialog.getByRole('button', { name: 'Read' }).click();
  return dialog;
}

test('an address, a choice, pictures with their record; hosts that pause, hosts that are closed', async ({
  page,
}) => {
  const strangers: string[] = [];
  page.context().on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== new URL(appUrl()).origin && !['blob:', 'data:'].includes(protocol))
      strangers.push(request.url());
  });
  await beginCollection(page, appUrl(), { name: 'Letters' });

  // Nothing is asked for before the person says so.
  await page.getByRole('button', { name: 'Add from IIIF' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('Address of a manifest or collection')
    .fill(book('Letters', 300, base('limiting'), 1));
  expect(strangers).toEqual([]);
  await dialog.getByRole('button', { name: 'Read' }).click();

  await expect(dialog.getByText('1 canvas has no picture to add: 1 audio or video.')).toBeVisible();
  await expect(dialog.getByText('299 of 299 pictures chosen')).toBeVisible();
  // One stop for Tab, however long the list.
  await dialog.getByRole('checkbox', { name: 'f. 2', exact: false }).first().focus();
  await page.keyboard.press('End');
  const last = dialog.getByRole('checkbox', { name: 'f. 300' });
  await expect(last).toBeFocused();
  await page.keyboard.press('Space');
  await expect(dialog.getByText('298 of 299 pictures chosen')).toBeVisible();
  await dialog.getByLabel('By number').fill('1-3');
  await dialog.getByLabel('By number').press('Enter');
  await expect(dialog.getByText('3 of 299 pictures chosen')).toBeVisible();
  // Read, but no picture asked for yet.
  expect(strangers.filter((address) => address.includes('/of/'))).toEqual([]);
  await dialog.getByRole('button', { name: 'Add 3 pictures' }).click();

  const report = page.getByRole('region', { name: '3 pictures added' });
  await expect(report).toBeVisible({ timeout: 120_000 });
  await expect(report.getByText('1 file not added.')).toBeVisible();
  await page.getByRole('button', { name: 'Close the report' }).click();
  await page
    .getByRole('button', { name: /^f\. \d Open/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByText('c. 1903')).toBeVisible();
  await expect(page.getByRole('dialog').getByText('publicdomain')).toBeVisible();
  await page.keyboard.press('Escape');

  // A host that no page may read is told of before anything is fetched.
  const mixed = `${base('kind')} ${base('closed')}`;
  const next = await readAddress(page, book('Notes', 4, mixed));
  await next.getByRole('button', { name: 'Add 4 pictures' }).click();
  await expect(
    next.getByText('does not allow other pages to read its pictures: 2 pictures'),
  ).toBeVisible();
  const saving = page.waitForEvent('download');
  await next.getByRole('button', { name: 'Save the list of 2 addresses' }).click();
  expect((await saving).suggestedFilename()).toBe('addresses.txt');
  await next.getByRole('button', { name: 'Add the other 2 pictures' }).click();
  await expect(page.getByRole('region', { name: '2 pictures added' })).toBeVisible({
    timeout: 120_000,
  });
  await expect(page.getByText('5 pictures: 0 decided, 5 open')).toBeVisible();
});

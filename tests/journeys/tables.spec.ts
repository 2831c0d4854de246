/** A folder with its spreadsheet: pictures beside it, pictures on a server, groups, all by keyboard. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { beginCollection } from '../../scripts/drive/app';
import { appUrl, pressOn } from './app';
import { inBothLights } from './axe';
import { kinds, writeSmallPictures, type SmallPictures } from './small-pictures';

const remote = 'rings';
let small: SmallPictures;
let server: Server;
const asked: string[] = [];

/** The pictures of one kind lie on a server; the folder keeps the others, and a table about all. */
test.beforeAll(async () => {
  small = writeSmallPictures(2);
  const folder = join(small.folder, remote);
  const pictures = new Map(
    readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]),
  );
  rmSync(folder, { recursive: true });
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const picture = pictures.get(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.writeHead(picture ? 200 : 404, { 'content-type': 'image/png' }).end(picture);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rows = kinds.flatMap((kind, at) =>
    [0, 1].map((index) => {
      const name = `${kind}-${index}.png`;
      const place = kind === remote ? `,${base}/${name}` : `${kind}\\${name},`;
      return `${place},00${at}.${index},<b>A ${kind}</b> drawing,${kind},pair ${at}`;
    }),
  );
  const header = 'file_name,image_url,inventory number,title,label,group';
  const gone = `,${base}/gone.png,0099,Lost,disc,`;
  writeFileSync(join(small.folder, 'metadata.csv'), [header, ...rows, gone, ''].join('\r\n'));
});

test.afterAll(async () => {
  small.remove();
  await new Promise((resolve) => server.close(resolve));
});

test('a table describes, decides and groups what lies beside it and what it fetches', async ({
  page,
}) => {
  await beginCollection(page, appUrl(), { name: 'Drawings', seed: 5 });
  await page.getByLabel('Folder of images').setInputFiles(small.folder);
  const dialog = page.getByRole('dialog', { name: 'What is in the table?' });
  await expect(dialog.getByText('9 rows with 6 columns, separated by commas')).toBeVisible();
  await expect(dialog.getByText('6 rows match pictures added with the table')).toBeVisible();
  await expect(dialog.getByText('4 labels: checks, disc, lines, rings.')).toBeVisible();
  await inBothLights(page, 'what a table says');
  // Nobody is asked for a picture before the person says so.
  expect(asked).toEqual([]);
  const fetching = dialog.getByLabel('Fetch 3 pictures from the addresses in the table');
  await fetching.focus();
  await page.keyboard.press('Space');
  await expect(fetching).toBeChecked();
  await pressOn(page, dialog.getByRole('button', { name: 'Use the table' }));

  const report = page.getByRole('region', { name: /^The table/ });
  await expect(report.getByText('8 pictures described')).toBeVisible({ timeout: 120_000 });
  await expect(report.getByText('8 pictures were decided by the table.')).toBeVisible();
  await expect(report.getByText('4 groups of pictures that belong together')).toBeVisible();
  await expect(report.getByText('1 row not used: no picture matches.')).toBeVisible();
  await expect(page.getByText('8 pictures: 8 decided, 0 open')).toBeVisible();
  expect([...new Set(asked)].sort()).toEqual(['/gone.png', '/rings-0.png', '/rings-1.png']);
  await inBothLights(page, 'what became of a table');

  await pressOn(page, page.getByRole('button', { name: 'Group pictures' }));
  const groups = page.getByRole('dialog', { name: 'Which pictures show one object?' });
  await groups.getByLabel('of these characters').fill('-');
  await expect(groups.getByText(/give labels: one label is not one object/)).toBeVisible();
  await expect(groups.getByRole('button', { name: 'Group them' })).toBeDisabled();
  await inBothLights(page, 'groups that are labels');
  await pressOn(page, groups.getByRole('button', { name: 'Close' }).last());

  await pressOn(page, report.getByRole('button', { name: 'Undo the decisions' }));
  await expect(page.getByText('8 pictures: 0 decided, 8 open')).toBeVisible();
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { beginCollection } from '../../scripts/drive/app';
import { appUrl, expect, pressOn, test } from './app';
import { inBothLights } from './axe';
import { kinds, writeSmallPictures } from './small-pictures';

/** A zip with one picture of each kind, and what somebody said of them in Label Studio. */
async function handedOver() {
  const small = writeSmallPictures(1);
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const kind of kinds) {
    const bytes = readFileSync(join(small.folder, kind, `${kind}-0.png`));
    await zip.add(`${kind}-0.png`, new BlobReader(new Blob([bytes])));
  }
  small.remove();
  const archive = Buffer.from(await (await zip.close()).arrayBuffer());
  const tasks = kinds.map((kind, id) => ({
    ...{ id, data: { image: `/data/upload/1/0a1b2c3d-${kind}-0.png` } },
    annotations: [{ result: [{ type: 'choices', value: { choices: [kind] } }], completed_by: 3 }],
    predictions: [{ result: [] }],
  }));
  return [
    { name: 'drawings.zip', mimeType: 'application/zip', buffer: archive },
    {
      name: 'export.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(tasks)),
    },
  ];
}

test('a zip and a file of Label Studio are shown, brought in, and taken back by keyboard', async ({
  page,
}) => {
  await beginCollection(page, appUrl(), { name: 'Drawings' });
  await page.getByLabel('Image files').setInputFiles(await handedOver());

  const offer = page.getByRole('dialog', { name: 'Import labels from Label Studio?' });
  await expect(offer).toContainText('4 pictures, 4 of them labelled by a person.');
  await expect(offer).toContainText('4 labels: checks, disc, lines, rings.');
  await expect(offer).toContainText('Left out: 4 predictions of models.');
  await inBothLights(page, 'what another tool’s file holds');
  await pressOn(page, offer.getByRole('button', { name: 'Import with labels' }));

  await expect(page.getByRole('heading', { name: '4 pictures added' })).toBeVisible();
  await expect(page.getByText('4 pictures decided.')).toBeVisible();
  await expect(page.getByText('4 pictures: 4 decided, 0 open')).toBeVisible();
  await inBothLights(page, 'what became of it');

  await pressOn(page, page.getByRole('button', { name: 'Undo' }));
  await expect(page.getByText('4 pictures: 0 decided, 4 open')).toBeVisible();
});

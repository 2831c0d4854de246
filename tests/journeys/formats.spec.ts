import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  ImageMagick,
  initializeImageMagick,
  MagickColor,
  MagickFormat,
} from '@imagemagick/magick-wasm';
import { beginCollection } from '../../scripts/drive/app';
import { redAndBlue, tiff } from '../browser/pictures/tiffs';
import { appUrl, expect, test } from './app';

/** A ledger of two pages, a picture in JPEG 2000, and one that is cut off. */
async function handedOver() {
  const binary = createRequire(import.meta.url).resolve('@imagemagick/magick-wasm/magick.wasm');
  await initializeImageMagick(readFileSync(binary));
  const jp2 = ImageMagick.read(new MagickColor(200, 30, 20), 64, 48, (image) =>
    image.write(MagickFormat.Jp2, (bytes) => Buffer.from(bytes)),
  );
  const ledger = tiff('ledger.tif', [{}, { parts: [redAndBlue(64, 32).reverse()] }]);
  return [
    { name: 'ledger.tif', mimeType: 'image/tiff', buffer: Buffer.from(await ledger.arrayBuffer()) },
    { name: 'map.jp2', mimeType: 'image/jp2', buffer: jp2 },
    { name: 'torn.jp2', mimeType: 'image/jp2', buffer: jp2.subarray(0, jp2.length - 40) },
  ];
}

test('pages of a TIFF and a JPEG 2000 come in; what reads them is fetched only then', async ({
  page,
  context,
}) => {
  const binaries: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('magick')) binaries.push(request.url());
  });
  await beginCollection(page, appUrl(), { name: 'Formats' });
  await expect(page.getByText('TIFF (every page), JPEG 2000, HEIC and Photoshop')).toBeVisible();
  expect(binaries).toEqual([]);

  await page.getByLabel('Image files').setInputFiles(await handedOver());
  await expect(page.getByRole('heading', { name: '3 pictures added' })).toBeVisible();
  await expect(page.getByText('1 file not added.')).toBeVisible();
  await expect(page.getByText('torn.jp2')).toBeVisible();
  await expect(page.getByText('3 pictures: 0 decided, 3 open')).toBeVisible();
  expect(binaries.length).toBeGreaterThan(0);

  await page.getByRole('button', { name: /^ledger\.tif, page 2/ }).click();
  const dialog = page.getByRole('dialog', { name: 'ledger.tif, page 2' });
  await expect(dialog.getByRole('img')).toBeVisible();
});

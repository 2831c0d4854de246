import { MagickFormat } from '@imagemagick/magick-wasm';
import { expect, it, vi } from 'vitest';
import { database } from '../../../src/collection/database';
import { itemIds } from '../../../src/collection/items';
import { bringIn } from '../../../src/workers/pictures/bring-in';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { begin } from '../../unit/collection/stage';
import { encoded, halves } from './files';
import { foreign } from './foreign';
import { tiff } from './tiffs';

/** How many workers were begun. */
let hired = 0;
vi.mock('../../../src/pictures/decode-foreign', async () => {
  const { ForeignDecoder } = await import('../../../src/pictures/foreign-decoder');
  const hire = () => {
    hired += 1;
    const url = new URL('./standing-in.worker.ts', import.meta.url);
    return new Worker(url, { type: 'module' });
  };
  const patience = { loading: 200, decoding: 5, perMegapixel: 0 };
  return { foreignDecoder: new ForeignDecoder(hire, patience) };
});

eachOnAnEmptyDatabase();

it('a picture that would go on for ever costs itself; what came before it is stored, what comes after comes in', async () => {
  const project = await begin();
  const jpeg = (seed: number) => encoded(`${seed}.jpg`, { paint: halves(seed) });
  const files = [await jpeg(1), tiff('2.tif'), await foreign('3.pcx', MagickFormat.Pcx)];
  files.push(await foreign('4.tga', MagickFormat.Tga), await jpeg(5));
  const arrivals = files.map((file) => ({
    ...{ file, name: file.name, folder: '', handle: null, attachments: null },
  }));
  const work = bringIn(project.id, arrivals, { workingSide: 256 }, new AbortController().signal);

  // Before the third has been given up, the first two are safe.
  await expect.poll(() => database.items.count()).toBe(2);
  const reports = await work;
  expect(reports.map(({ name, ok }) => [name, ok])).toEqual([
    ['1.jpg', true],
    ['2.tif', true],
    ['3.pcx', false],
    ['4.tga', true],
    ['5.jpg', true],
  ]);
  expect(reports[2]).toMatchObject({ problem: { kind: 'runaway-image' } });
  expect(await itemIds(project.id)).toHaveLength(4);
  expect(hired).toBe(2);
});

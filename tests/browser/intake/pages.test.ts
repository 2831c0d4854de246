import { expect, it } from 'vitest';
import { getItems, itemIds } from '../../../src/collection/items';
import { itemRecord } from '../../../src/collection/descriptions';
import type { ProjectId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { addLabels, begin } from '../../unit/collection/stage';
import { encoded } from '../pictures/files';
import { samplesOf, tiff, type TiffPageOf } from '../pictures/tiffs';
import { incoming, queueOver, summary, wholeItems } from './queues';

eachOnAnEmptyDatabase();

const page = (seed: number, more: TiffPageOf = {}): TiffPageOf => ({
  parts: [samplesOf(64, 32, (x) => (x < 32 ? [seed, 0, 0] : [0, 0, seed]))],
  ...more,
});
const caption = { type: 2, values: [...'The ledger\0'].map((letter) => letter.charCodeAt(0)) };
const book = () => tiff('book.tif', [page(10, { tags: { 270: caption } }), page(20), page(30)]);

async function itemsOf(projectId: ProjectId) {
  return getItems(await itemIds(projectId));
}

it('every page of a TIFF is an item, and is counted', async () => {
  const project = await begin();
  const { queue } = queueOver(project.id);
  await queue.add([incoming(await encoded('a.jpg')), incoming(book(), 'ledgers')], null);
  expect(summary(queue.counts)).toMatchObject({ total: 4, done: 4, added: 4, refused: [] });
  expect(await wholeItems()).toBe(4);
  const names = (await itemsOf(project.id)).map(({ name }) => name).sort();
  expect(names).toEqual(['a.jpg', 'book.tif, page 1', 'book.tif, page 2', 'book.tif, page 3']);
});

it('pages share a group and a role, the label of their folder, and what is written inside', async () => {
  const project = await begin();
  const [ledgers] = await addLabels(project.id, 'ledgers');
  const { queue } = queueOver(project.id);
  await queue.add([incoming(book(), 'ledgers')], { ledgers: ledgers! });
  const items = await itemsOf(project.id);
  expect(new Set(items.map(({ group }) => group)).size).toBe(1);
  expect(new Set(items.map(({ role }) => role)).size).toBe(1);
  expect(new Set(items.map(({ sha256 }) => sha256)).size).toBe(3);
  for (const { id, standing } of items) {
    expect(standing?.answer).toEqual({ kind: 'labels', labelIds: [ledgers] });
    expect((await itemRecord(id))?.fields).toEqual([{ name: 'Caption', value: 'The ledger' }]);
  }
});

it('the same book again adds nothing', async () => {
  const project = await begin();
  const { queue } = queueOver(project.id);
  await queue.add([incoming(book())], null);
  await queue.add([incoming(book())], null);
  expect(summary(queue.counts)).toMatchObject({ total: 3, done: 3, added: 0, alreadyHere: 3 });
});

it('a page that cannot come in is named, and the others come in', async () => {
  const project = await begin();
  const { queue } = queueOver(project.id);
  const huge = page(20, { width: 50_000, height: 50_000 });
  const cut = tiff('book.tif', [page(10), huge, page(30, { next: 0x7ffffff0 })]);
  await queue.add([incoming(cut)], null);
  expect(summary(queue.counts)).toMatchObject({
    total: 4,
    done: 4,
    added: 2,
    refused: [
      ['book.tif, page 2', 'image-too-large'],
      ['book.tif, page 4', 'undecodable-image'],
    ],
  });
});

import { afterEach, expect, test } from 'vitest';
import { workingCopy } from '../../../src/collection/items';
import type { Item } from '../../../src/collection/records';
import { openOriginal, type Opened } from '../../../src/labeling/original';
import { makeCollection } from './small-collection';

const opened: Opened[] = [];

afterEach(() => {
  for (const each of opened.splice(0)) each.release();
});

/** The first picture of a collection, with a handle to a file of the same bytes and `more` after them. */
async function withFile(name: string, more = '') {
  const { items } = await makeCollection({ pictures: 1 });
  const [item] = items;
  const copy = item && (await workingCopy(item.id));
  if (item === undefined || copy === undefined) throw new Error('There is no picture.');
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  const writer = await handle.createWritable();
  await writer.write(new Blob([copy, more]));
  await writer.close();
  return { folder, item: { ...item, handle } };
}

async function open(item: Item): Promise<Opened> {
  const result = await openOriginal(item);
  opened.push(result);
  return result;
}

test('the original is opened from its file', async () => {
  const { item } = await withFile('sheet.bmp');
  const result = await open(item);
  expect(result).toMatchObject({ source: 'original', note: 'The original, 32 × 32 pixels' });
  expect(result.image?.naturalWidth).toBe(32);
});

test.each([
  ['has changed', 'the original has changed since it was added'],
  ['is gone', 'the original is not where it was'],
  ['was never kept', 'this browser does not keep the way to the original'],
])('a file that %s: our copy is shown, and the screen says why', async (state, why) => {
  const { folder, item } = await withFile('moved.bmp', state === 'has changed' ? 'more' : '');
  if (state === 'is gone') await folder.removeEntry('moved.bmp');
  const result = await open(state === 'was never kept' ? { ...item, handle: null } : item);
  expect(result.source).toBe('working-copy');
  expect(result.note).toContain(why);
  expect(result.image?.naturalWidth).toBe(32);
});

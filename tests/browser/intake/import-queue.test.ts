import { describe, expect, it } from 'vitest';
import { getItems, itemIds } from '../../../src/collection/items';
import type { Item, ProjectId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { addLabels, begin } from '../../unit/collection/stage';
import {
  animation,
  avif,
  bitmap,
  encoded,
  halves,
  noise,
  plain,
  png,
  truncated,
} from '../pictures/files';
import { incoming, pictures, queueOver, realWorker, summary, underWay, wholeItems } from './queues';

eachOnAnEmptyDatabase();

async function itemsOf(projectId: ProjectId): Promise<Item[]> {
  return getItems(await itemIds(projectId));
}

describe('what is brought in', () => {
  it('is every kind of picture, each with a working copy and a thumbnail', async () => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    const files = [
      await encoded('a.jpg', { paint: halves(1), width: 1400, height: 700 }),
      await encoded('b.png', { type: 'image/png' }),
      await encoded('c.webp', { type: 'image/webp' }),
      avif('d.avif'),
      animation('e.gif', [[224, 0, 0]]),
      bitmap('f.bmp'),
    ];
    await queue.add(
      files.map((file) => incoming(file, 'box 1')),
      null,
    );

    expect(summary(queue.counts)).toMatchObject({ total: 6, done: 6, added: 6, refused: [] });
    expect(await wholeItems()).toBe(6);
    const items = await itemsOf(project.id);
    expect(items.map(({ name, type }) => [name, type]).sort()).toEqual([
      ['a.jpg', 'image/jpeg'],
      ['b.png', 'image/png'],
      ['c.webp', 'image/webp'],
      ['d.avif', 'image/avif'],
      ['e.gif', 'image/gif'],
      ['f.bmp', 'image/bmp'],
    ]);
    expect(items.find(({ name }) => name === 'a.jpg')).toMatchObject({
      folder: 'box 1',
      width: 1400,
      height: 700,
      bytes: files[0]?.size,
      state: 'open',
      restricted: false,
    });
  });

  it.each([
    ['spaces', 'letter to  a friend (1).jpg'],
    ['emoji', '🗺️ map 🏺.jpg'],
    ['right-to-left script', 'מפה של ירושלים.jpg'],
    ['255 characters', `${'ä'.repeat(251)}.jpg`],
    ['the name of something else', 'constructor'],
  ])('may have a name with %s', async (_, name) => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    await queue.add([incoming(await encoded(name), name)], { other: 'x' as never });
    expect(await itemsOf(project.id)).toMatchObject([{ name, folder: name, state: 'open' }]);
  });

  it('is known by its content: a PNG may be called .jpg', async () => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    await queue.add([incoming(await encoded('a.jpg', { type: 'image/png' }))], null);
    expect(await itemsOf(project.id)).toMatchObject([{ type: 'image/png' }]);
  });

  it('keeps the handle of its file, so that the original can be opened', async () => {
    const project = await begin();
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('kept.jpg', { create: true });
    const writable = await handle.createWritable();
    await writable.write(await encoded('kept.jpg'));
    await writable.close();
    const { queue } = queueOver(project.id);
    await queue.add([incoming(await handle.getFile(), '', handle)], null);
    const [item] = await itemsOf(project.id);
    expect(await item?.handle?.isSameEntry(handle)).toBe(true);
    await root.removeEntry('kept.jpg');
  });

  it('is decided already where its folder says so, and open where it does not', async () => {
    const project = await begin();
    const [maps] = await addLabels(project.id, 'maps');
    const { queue } = queueOver(project.id);
    const [first, second] = await pictures(2);
    if (!first || !second || !maps) throw new Error('incomplete');
    await queue.add(
      [
        { ...first, folder: 'archive/maps' },
        { ...second, folder: 'archive' },
      ],
      { maps },
    );
    const items = await itemsOf(project.id);
    expect(items.find(({ folder }) => folder === 'archive/maps')).toMatchObject({
      state: 'decided',
      standing: { answer: { kind: 'labels', labelIds: [maps] } },
    });
    expect(items.find(({ folder }) => folder === 'archive')?.state).toBe('open');
  });
});

describe('what cannot come in', () => {
  it('is listed by name and reason, and the rest comes in', async () => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    const good = await pictures(20);
    const bad = [
      plain('empty.jpg', ''),
      plain('page.jpg', '<!doctype html><title>x</title>'),
      plain('drawing.jpg', '<svg xmlns="http://www.w3.org/2000/svg"/>'),
      plain('report.jpg', '%PDF-1.7'),
      await png('bomb.png', 20_000, 20_000, 64),
      await truncated(await encoded('torn.png', { type: 'image/png', width: 300 }), 0.02),
    ];
    await queue.add(
      [...good.slice(0, 10), ...bad.map((file) => incoming(file)), ...good.slice(10)],
      null,
    );

    const { refused, ...counts } = summary(queue.counts);
    expect(counts).toMatchObject({ total: 26, done: 26, added: 20 });
    expect(refused.sort()).toEqual([
      ['bomb.png', 'image-too-large'],
      ['drawing.jpg', 'unsupported-image'],
      ['empty.jpg', 'empty-file'],
      ['page.jpg', 'not-an-image'],
      ['report.jpg', 'not-an-image'],
      ['torn.png', expect.stringMatching(/^(undecodable-image|not-an-image)$/)],
    ]);
    expect(await wholeItems()).toBe(20);
  });

  it('a file that could not even be opened is part of the report', async () => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    const problem = { kind: 'unreadable-file' as const };
    await queue.add(await pictures(1), null, [
      { name: 'gone.jpg', folder: '', ok: false, problem },
    ]);
    expect(summary(queue.counts)).toMatchObject({
      total: 2,
      done: 2,
      added: 1,
      refused: [['gone.jpg', 'unreadable-file']],
    });
  });

  it('the same picture twice is stored once, and both names are told', async () => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    const file = await encoded('first.jpg');
    const copy = new File([file], 'second.jpg');
    await queue.add([incoming(file)], null);
    await queue.add([incoming(copy, 'copies'), incoming(file)], null);
    expect(queue.counts?.twins).toEqual([
      { name: 'second.jpg', folder: 'copies', existing: 'first.jpg' },
    ]);
    expect(summary(queue.counts)).toMatchObject({ done: 2, added: 0, alreadyHere: 1 });
    expect(await wholeItems()).toBe(1);
  });

  it('the same picture may be in two collections', async () => {
    const files = await pictures(1);
    for (const project of [await begin(), await begin()]) {
      const { queue } = queueOver(project.id);
      await queue.add(files, null);
      expect(queue.counts?.added).toBe(1);
    }
    expect(await wholeItems()).toBe(2);
  });
});

describe('an import that is cancelled', () => {
  it('leaves whole items only, and goes on when the same folder is added again', async () => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    const files = await pictures(120);
    const importing = queue.add(files, null);
    await underWay(queue);
    queue.cancel();
    await importing;

    const first = summary(queue.counts);
    expect(first.done).toBe(120);
    expect(first.cancelled).toBeGreaterThan(0);
    expect(first.added + first.cancelled).toBe(120);
    expect(await wholeItems()).toBe(first.added);
    expect(queue.progress).toBeNull();

    await queue.add(files, null);
    expect(summary(queue.counts)).toMatchObject({
      done: 120,
      alreadyHere: first.added,
      added: first.cancelled,
      cancelled: 0,
    });
    expect(await wholeItems()).toBe(120);
  });

  it('more can be added while it runs', async () => {
    const project = await begin();
    const { queue } = queueOver(project.id);
    const files = await pictures(40);
    const first = queue.add(files.slice(0, 20), null);
    const second = queue.add(files.slice(20), null);
    await Promise.all([first, second]);
    expect(summary(queue.counts)).toMatchObject({ total: 40, done: 40, added: 40 });
  });
});

describe('an import whose worker dies', () => {
  it('loses nothing: what the worker had in hand is tried again', async () => {
    const project = await begin();
    const { queue, started } = queueOver(project.id);
    const importing = queue.add(await pictures(100), null);
    await underWay(queue);
    for (const worker of started) worker.terminate();
    await importing;
    const { done, added, alreadyHere, refused } = summary(queue.counts);
    expect(refused).toEqual([]);
    expect([done, added + alreadyHere]).toEqual([100, 100]);
    expect(await wholeItems()).toBe(100);
    expect(started.length).toBeGreaterThan(2);
  });

  it('one that dies of a single picture is told by that picture’s name, the rest comes in', async () => {
    const project = await begin();
    const { queue } = queueOver(
      project.id,
      (name) =>
        new Worker(new URL('./fragile.worker.ts', import.meta.url), { type: 'module', name }),
    );
    const files = await pictures(40);
    files.splice(7, 0, incoming(await encoded('poison.jpg')));
    await queue.add(files, null);
    const { done, added, refused } = summary(queue.counts);
    expect(refused).toEqual([['poison.jpg', 'worker-crashed']]);
    expect([done, added]).toEqual([41, 40]);
    expect(await wholeItems()).toBe(40);
  });

  it('one that cannot even start is given up, and every file is accounted for', async () => {
    const project = await begin();
    const { queue, started } = queueOver(
      project.id,
      (name) => new Worker('data:text/javascript,throw new Error()', { type: 'module', name }),
    );
    await queue.add(await pictures(30), null);
    const { done, added, refused } = summary(queue.counts);
    expect([done, added]).toEqual([30, 0]);
    expect(new Set(refused.map(([, kind]) => kind))).toEqual(new Set(['worker-crashed']));
    expect(started.length).toBeLessThan(20);
    expect(await wholeItems()).toBe(0);
  });
});

describe('a disk that is full', () => {
  it('ends the import with a clear reason; what was stored before stays whole', async () => {
    const project = await begin();
    const { queue } = queueOver(
      project.id,
      (name) =>
        new Worker(new URL('./small-disk.worker.ts', import.meta.url), { type: 'module', name }),
      1,
    );
    const large = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        encoded(`large ${at}.png`, {
          type: 'image/png',
          width: 600,
          height: 600,
          paint: noise(at + 1),
        }),
      ),
    );
    await queue.add(
      large.map((file) => incoming(file)),
      null,
    );
    const { done, added, refused } = summary(queue.counts);
    expect([done, added + refused.length]).toEqual([12, 12]);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(([, kind]) => kind))).toEqual(new Set(['quota-exceeded']));
  });
});

it('many pictures are kept smaller', async () => {
  const project = await begin();
  const { queue } = queueOver(project.id, realWorker, 1);
  const wide = await encoded('wide.jpg', { width: 1600, height: 200 });
  const blank = plain('blank.jpg', '');
  const files = [
    incoming(wide),
    ...Array<File>(20_000)
      .fill(blank)
      .map((file) => incoming(file)),
  ];
  const importing = queue.add(files, null);
  await underWay(queue);
  queue.cancel();
  await importing;
  expect(queue.counts?.done).toBe(20_001);
  const { workingCopy } = await import('../../../src/collection/items');
  const [id] = await itemIds(project.id);
  const copy = id && (await workingCopy(id));
  expect((await createImageBitmap(copy || new Blob())).width).toBe(640);
});

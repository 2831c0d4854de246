import { afterEach, describe, expect, it } from 'vitest';
import { gatherDrop, gatherFolder, gatherList, type Found } from '../../../src/intake/gather';
import { plain } from '../pictures/files';

const folderName = 'box of tests';

afterEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(folderName, { recursive: true }).catch((error: unknown) => {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  });
});

/** A real folder in the browser's own file system, with a file at each path. */
async function folderOf(...paths: string[]): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const box = await root.getDirectoryHandle(folderName, { create: true });
  for (const path of paths) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = box;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const handle = await folder.getFileHandle(name, { create: true });
    const writable = await handle.createWritable();
    await writable.write(path);
    await writable.close();
  }
  return box;
}

async function all(given: AsyncIterable<Found> | Iterable<Found>): Promise<Found[]> {
  const found: Found[] = [];
  for await (const one of given) found.push(one);
  return found;
}

function paths(found: Found[]): string[] {
  return found.map((one) => {
    if (one.kind !== 'file') return one.kind;
    const { file, folder } = one.incoming;
    return folder === '' ? file.name : `${folder}/${file.name}`;
  });
}

describe('a folder', () => {
  it('is walked to the bottom, in order, its own name at the head of each path', async () => {
    const box = await folderOf('b.jpg', 'maps/old/c.jpg', 'a.jpg', 'letters/d.jpg');
    expect(paths(await all(gatherFolder(box)))).toEqual([
      'box of tests/a.jpg',
      'box of tests/b.jpg',
      'box of tests/letters/d.jpg',
      'box of tests/maps/old/c.jpg',
    ]);
  });

  it('gives a handle to each file', async () => {
    const [found] = await all(gatherFolder(await folderOf('a.jpg')));
    if (found?.kind !== 'file') throw new Error('no file');
    expect(await (await found.incoming.handle?.getFile())?.text()).toBe('a.jpg');
  });

  it('keeps to itself what systems leave lying about', async () => {
    const box = await folderOf('.DS_Store', 'Thumbs.db', '._a.jpg', 'a.jpg', '__MACOSX/._b.jpg');
    expect(paths(await all(gatherFolder(box))).sort()).toEqual([
      'box of tests/a.jpg',
      'litter',
      'litter',
      'litter',
      'litter',
    ]);
  });

  it('that has gone meanwhile is reported, not passed over', async () => {
    const box = await folderOf('maps/a.jpg');
    const maps = await box.getDirectoryHandle('maps');
    await box.removeEntry('maps', { recursive: true });
    expect(await all(gatherFolder(maps, 'box/maps'))).toMatchObject([
      { kind: 'unreadable', name: 'maps', folder: 'box', problem: { kind: 'unreadable-file' } },
    ]);
  });
});

describe('a list of files', () => {
  it('from a file picker lies nowhere, and keeps its order', async () => {
    const files = [plain('b.jpg', 'b'), plain('a.jpg', 'a')];
    expect(paths(await all(gatherList(files)))).toEqual(['b.jpg', 'a.jpg']);
  });

  it('from a folder picker knows its folders and is put in order', async () => {
    const files = ['box/maps/b.jpg', 'box/a.jpg', 'box/.git/c.jpg'].map((path) => {
      const file = plain(path.slice(path.lastIndexOf('/') + 1), path);
      // What the browser sets and a script cannot.
      Object.defineProperty(file, 'webkitRelativePath', { value: path });
      return file;
    });
    expect(paths(await all(gatherList(files)))).toEqual(['litter', 'box/a.jpg', 'box/maps/b.jpg']);
  });
});

it('a drop is read before its event is over, and walked afterwards', async () => {
  const transfer = new DataTransfer();
  transfer.items.add(plain('a.jpg', 'a'));
  transfer.items.add(plain('b.jpg', 'b'));
  transfer.items.add('some text', 'text/plain');
  const given = gatherDrop(transfer);
  transfer.items.clear();
  expect(paths(await all(given))).toEqual(['a.jpg', 'b.jpg']);
});

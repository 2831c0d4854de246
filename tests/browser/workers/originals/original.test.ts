import { afterEach, describe, expect, it } from 'vitest';
import { allowHost } from '../../../../src/collection/allowances';
import { database } from '../../../../src/collection/database';
import { readFeatures } from '../../../../src/collection/features';
import { countCopies, getItem, thumbnail, workingCopy } from '../../../../src/collection/items';
import type { Item } from '../../../../src/collection/records';
import { pictureOf } from '../../../../src/viewer/full-picture';
import { bundledBackbone } from '../../../../src/collection/backbone-catalogue';
import { pictureClients } from '../../../../src/workers/client';
import { openMachine, type Machine } from '../../../../src/workers/machine';
import type { MachineStatus } from '../../../../src/workers/protocol/trainer';
import { granted } from '../../../unit/collection/stage';
import { importInto, originalIn } from './sheets';

const open: Machine[] = [];
afterEach(() => {
  for (const machine of open.splice(0)) machine.close();
});

async function extent(blob: Blob): Promise<[number, number]> {
  const { width, height } = await createImageBitmap(blob);
  return [width, height];
}

async function remove(name: string): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry(name);
}

/** The last thing a machine said once it had nothing more to do. */
async function whenIdle(item: Item): Promise<MachineStatus> {
  const seen: MachineStatus[] = [];
  const machine = openMachine(item.projectId);
  open.push(machine);
  machine.status.subscribe((status) => seen.push(status));
  await expect.poll(() => seen.at(-1)?.activity, { timeout: 90_000 }).toBe('idle');
  return seen.at(-1)!;
}

describe('a picture whose original stays where it is', () => {
  it('comes in with a thumbnail and without a copy', async () => {
    const item = await originalIn('here.jpg');
    expect(item).toMatchObject({ width: 1500, height: 1000 });
    expect(await workingCopy(item.id)).toBeUndefined();
    expect(await countCopies(item.projectId)).toBe(0);
    expect(await extent((await thumbnail(item.id))!)).toEqual([256, 171]);
  });

  it('is seen at the size of a working copy all the same', async () => {
    const item = await originalIn('seen.jpg');
    expect(await extent(granted(await pictureOf(item.id)))).toEqual([1024, 683]);
  });

  it('is copied after all where the browser could not open it again', async () => {
    const item = await importInto('only.jpg', {});
    expect(await extent((await workingCopy(item.id))!)).toEqual([1024, 683]);
  });

  it('says why it is not to be had when its file is gone, and when it has changed', async () => {
    const item = await originalIn('gone.jpg');
    await remove('gone.jpg');
    expect(await pictureOf(item.id)).toMatchObject({ problem: { kind: 'original-gone' } });
    const other = await originalIn('changed.jpg');
    const changed = { ...other, sha256: '0'.repeat(64) };
    await database.items.put(changed);
    expect(await pictureOf(other.id)).toMatchObject({ problem: { kind: 'original-changed' } });
  });

  it('is found again when the same bytes are added from another place', async () => {
    const item = await originalIn('first.jpg');
    const file = await item.handle!.getFile();
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('second.jpg', { create: true });
    const writer = await handle.createWritable();
    await writer.write(file);
    await writer.close();
    await remove('first.jpg');

    const [worker] = pictureClients(1);
    const { projectId } = item;
    const files = [{ file: await handle.getFile(), folder: '', handle, attachments: null }];
    const request = { projectId, files, workingSide: 1024, folderLabels: null };
    const [report] = granted(await worker!.ask((api, job) => api.importBatch(job, request)));
    worker!.close();
    expect(report).toMatchObject({ ok: false, problem: { kind: 'duplicate' } });
    expect((await getItem(item.id))?.handle?.name).toBe('second.jpg');
    expect(await extent(granted(await pictureOf(item.id)))).toEqual([1024, 683]);
  });

  it('is not asked of a server before the person has agreed', async () => {
    const remote = { kind: 'url', url: `${location.origin}/nothing-here.jpg` } as const;
    const item = await importInto('far.jpg', { remote });
    expect(await pictureOf(item.id)).toEqual({
      ok: false,
      problem: { kind: 'host-not-allowed', detail: location.host },
    });
    await allowHost(item.projectId, location.host);
    const answer = await pictureOf(item.id);
    expect(!answer.ok && answer.problem.kind).not.toBe('host-not-allowed');
  });
});

describe('learning from pictures without copies', () => {
  const embedded = async ({ projectId }: Item) => [
    ...(await readFeatures(projectId, bundledBackbone)).itemIds,
  ];

  it('uses what the import kept, though the file is gone', async () => {
    const item = await originalIn('kept.jpg');
    await remove('kept.jpg');
    expect((await whenIdle(item)).unreached ?? 0).toBe(0);
    expect(await embedded(item)).toEqual([item.id]);
    const { projectId } = item;
    expect(await database.networkViews.where({ projectId }).count()).toBe(0);
  });

  it('opens the original where nothing was kept', async () => {
    const item = await originalIn('opened.jpg');
    await database.networkViews.clear();
    await whenIdle(item);
    expect(await embedded(item)).toEqual([item.id]);
  });

  it('goes on without a picture that is not to be had, says so, and takes it when it is there again', async () => {
    const item = await originalIn('lost.jpg');
    const file = await item.handle!.getFile();
    const bytes = await file.arrayBuffer();
    await database.networkViews.clear();
    await remove('lost.jpg');
    expect((await whenIdle(item)).unreached).toBe(1);
    expect(await embedded(item)).toEqual([]);

    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('lost.jpg', { create: true });
    const writer = await handle.createWritable();
    await writer.write(bytes);
    await writer.close();
    await allowHost(item.projectId, 'anything allowed is a reason to try again');
    await expect.poll(() => embedded(item), { timeout: 90_000 }).toEqual([item.id]);
  });
});

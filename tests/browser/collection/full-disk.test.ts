import { decidedByFolder } from '../../../src/collection/item-records';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProjectId } from '../../../src/collection/records';

/**
 * A storage bucket with a limit of its own: the browser itself refuses what does not fit. The modules
 * are loaded after it is in place, because the database takes its factory when it is loaded.
 */
interface Bucket {
  indexedDB: IDBFactory;
  getDirectory(): Promise<FileSystemDirectoryHandle>;
}
interface Buckets {
  open(name: string, options: { quota: number }): Promise<Bucket>;
  delete(name: string): Promise<void>;
}
const buckets = (navigator as unknown as { storageBuckets: Buckets }).storageBuckets;
const bucketName = 'small-disk';

async function load() {
  const [stored, features, items, storage, stage, runs, backingUp, files] = await Promise.all([
    import('../../../src/collection/database'),
    import('../../../src/collection/features'),
    import('../../../src/collection/items'),
    import('../../../src/collection/storage'),
    import('../../unit/collection/stage'),
    import('../../../src/collection/runs'),
    import('../../../src/workers/archive/back-up'),
    import('../../../src/workers/archive/guard-file'),
  ]);
  const others = { ...runs, ...backingUp, ...files };
  return { ...stored, ...features, ...items, ...storage, ...stage, ...others };
}
let room: Awaited<ReturnType<typeof load>>;
let bucket: Bucket;

beforeAll(async () => {
  await buckets.delete(bucketName);
  bucket = await buckets.open(bucketName, { quota: 3_000_000 });
  const { indexedDB } = bucket;
  Object.defineProperty(globalThis, 'indexedDB', { value: indexedDB });
  room = await load();
});

afterAll(async () => {
  room.database.close();
  await buckets.delete(bucketName);
});

async function rows(): Promise<Record<string, number>> {
  const { tables } = room.database;
  const counts = await Promise.all(
    tables.map(async (table) => [table.name, await table.count()] as const),
  );
  return Object.fromEntries(counts);
}

function bytes(size: number) {
  return { bytes: new ArrayBuffer(size), type: 'image/jpeg' };
}

/** Writes blocks of noise, which cannot be compressed, halving them until not even one of 1 KB fits. */
async function fill(projectId: ProjectId): Promise<void> {
  const { backbone, guardQuota, addFeatures } = room;
  for (let length = 200_000; length >= 256;) {
    const vectors = Float32Array.from({ length }, () => Math.random());
    const one = Uint32Array.of(1);
    const kept = await guardQuota(() => addFeatures(projectId, backbone, length, one, vectors));
    if (!kept.ok) length = Math.floor(length / 2);
  }
}

describe('when the disk is full', () => {
  it('a batch of pictures is refused as a whole, and what was there before is untouched', async () => {
    const { id } = await room.begin();
    const [map] = await room.addLabels(id, 'Map');
    await room.addPictures(id, 3, { along: decidedByFolder(map) });
    const before = await rows();

    const large = [10, 11, 12, 13].map((index) =>
      room.picture(index, { along: decidedByFolder(map), thumbnail: bytes(1_000_000) }),
    );
    expect(await room.addItems(id, large)).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    expect(await rows()).toEqual(before);

    const withFiles = [14, 15].map((index) =>
      room.picture(index, { working: new Blob([new ArrayBuffer(2_000_000)]) }),
    );
    expect(await room.addItems(id, withFiles)).toMatchObject({
      problem: { kind: 'quota-exceeded' },
    });
    expect(await rows()).toEqual(before);
  });

  it('what fits is still kept afterwards', async () => {
    const { id } = await room.begin();
    const [map] = await room.addLabels(id, 'Map');
    await room.addPictures(id, 2, { along: decidedByFolder(map), thumbnail: bytes(10_000) });
    expect((await room.countItems(id)).decided).toBe(2);
  });

  it('a backup that does not fit leaves the former one whole, and goes well once there is room', async () => {
    const { id } = await room.begin();
    await room.addPictures(id, 2);
    const folder = await bucket.getDirectory();
    const handle = await folder.getFileHandle('a.vitrine', { create: true });
    const backUp = () =>
      room.guardFile(async () => {
        const file = await handle.createWritable();
        const wishes = { projectId: id, hasPictures: true };
        return room.backUp(wishes, file, () => undefined, new AbortController().signal);
      });
    expect((await backUp()).ok).toBe(true);
    const former = new Uint8Array(await (await handle.getFile()).arrayBuffer());

    const noise = Array.from({ length: 30 }, () => crypto.getRandomValues(new Uint8Array(60_000)));
    const working = new Blob(noise);
    expect((await room.addItems(id, [room.picture(20, { working })])).ok).toBe(true);
    expect(await backUp()).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    const after = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    expect(after).toEqual(former);

    await room.database.workingCopies.clear();
    expect((await backUp()).ok).toBe(true);
    await folder.removeEntry('a.vitrine');
  });

  it('a checkpoint that does not fit leaves the former one, with the epochs it goes with', async () => {
    const { id } = await room.begin();
    const run = await room.createRun(id, {
      recipe: { kind: 'head', settings: { l2: 1, balance: true } },
      ...{ seed: 1, startedFrom: room.backbone, snapshotId: null, device: '', appVersion: '' },
    });
    const noise = (bytes: number) => Array.from({ length: bytes / 8 }, () => Math.random());
    const keep = (epoch: number, size: number) =>
      room.guardQuota(() =>
        room.keepEpoch(
          { runId: run.id, projectId: id, epoch, state: Float64Array.from(noise(size)) },
          { epoch, loss: 1, accuracy: 1, checkLoss: 1, checkAccuracy: 1, milliseconds: 1 },
        ),
      );
    expect((await keep(1, 8000)).ok).toBe(true);
    const before = [await room.getRun(run.id), await room.getCheckpoint(run.id)];
    expect(await keep(2, 8_000_000)).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    expect([await room.getRun(run.id), await room.getCheckpoint(run.id)]).toEqual(before);
    expect((await keep(2, 8000)).ok).toBe(true);
  });

  it('an act that does not fit is a failure, and leaves neither events nor standings', async () => {
    const { id } = await room.begin();
    const [map] = await room.addLabels(id, 'Map');
    const all = await room.addPictures(id, 40, { thumbnail: bytes(100) });
    const before = await room.getItems(all);
    await fill(id);
    const logged = await rows();

    const outcome = await room.guardQuota(() => room.answer(id, all, room.as(map!)));
    expect(outcome).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    expect(await rows()).toEqual(logged);
    expect(await room.getItems(all)).toEqual(before);
  });
});
